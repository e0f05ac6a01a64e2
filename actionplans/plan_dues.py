"""What a page of another floor walks through at a meeting: a source's open actions."""

from django.db.models import Count
from django.utils import timezone

from actionplans.choices import OPEN_STATUSES
from actionplans.models import Action
from learning.plan_dues import PlanAction, add_reader


def of_sources(sources, user) -> list[PlanAction]:
    """Open actions of the plans the person may see, with how many proofs. One query."""
    today = timezone.localdate()
    rows = (
        Action.objects.visible_to(user)
        .open()
        .filter(plan__source__in=[source.pk for source in sources])
        .select_related("agency", "board", "plan")
        .annotate(proofs=Count("evidence", distinct=True))
    )
    return [
        PlanAction(
            source=row.plan.source_id,
            text=row.text,
            url=row.get_absolute_url(),
            who=str(row.agency or row.responsible or ""),
            due_on=row.due_on,
            state=str(row.get_status_display()),
            proofs=row.proofs,
            is_late=row.due_on < today and row.status in OPEN_STATUSES,
        )
        for row in rows
    ]


add_reader(of_sources)

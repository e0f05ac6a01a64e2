"""Summaries, commissions, plans and shares with what a person may know of each."""

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from dissemination.choices import PlanState
from dissemination.models import PlanLine
from learning.models import Audience, LearningSource, SharingMethod


def with_source(rows, user):
    """With `seen_title`, `seen_reference` and `seen_type` of the source, where the
    person may know of it."""
    seen = LearningSource.objects.visible_to(user).filter(pk=OuterRef("source"))
    return rows.annotate(
        seen_title=Subquery(seen.values("title")[:1]),
        seen_reference=Subquery(seen.values("reference")[:1]),
        seen_type=Subquery(seen.values("source_type")[:1]),
    )


def with_audiences(rows, user):
    """With the audiences the person may know of, as `shown_audiences`."""
    seen = Audience.objects.visible_to(user)
    return rows.prefetch_related(
        Prefetch("audiences", queryset=seen, to_attr="shown_audiences")
    )


def counted(plans, user):
    """With the numbers of lines planned, delivered and late."""
    seen = PlanLine.objects.visible_to(user)
    mine = Q(lines__in=seen.values("pk"))
    planned = mine & (
        Q(lines__due_on__isnull=False) | Q(lines__delivered_on__isnull=False)
    )
    late = mine & Q(
        lines__delivered_on__isnull=True, lines__due_on__lt=timezone.localdate()
    )
    late &= Q(state=PlanState.AGREED)
    delivered = mine & Q(lines__delivered_on__isnull=False)
    return plans.annotate(
        number=Count("lines", filter=planned, distinct=True),
        delivered=Count("lines", filter=delivered, distinct=True),
        late=Count("lines", filter=late, distinct=True),
    )


def lines_of(plan, user):
    """The lines of a plan in its order, with all a sheet shows of them."""
    rows = PlanLine.objects.visible_to(user).filter(plan=plan)
    methods = SharingMethod.objects.visible_to(user)
    return rows.select_related("audience", "agency", "owner", "plan").prefetch_related(
        Prefetch("methods", queryset=methods, to_attr="shown_methods")
    )


def source_seen(record, user):
    """Its source, where the person may know of it."""
    if record.source_id is None:
        return None
    rows = LearningSource.objects.visible_to(user).select_related("board")
    return rows.filter(pk=record.source_id).first()

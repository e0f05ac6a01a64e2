"""The strands a board's work plan has, and how far each has come (SOL-43)."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from boards.models import Board
from dissemination.choices import WorkState
from dissemination.models.work import OPEN_STATES
from learning.models import ReportTemplate

KEY = "learning_work_plan"


@dataclass(frozen=True)
class StrandProgress:
    """One strand of one year: tasks in all, done, late."""

    name: str
    tasks: int = 0
    done: int = 0
    late: int = 0


def template_of(board: Board, user) -> ReportTemplate | None:
    """The board's form of the plan, where its framework has one."""
    rows = ReportTemplate.objects.visible_to(user).filter(board=board, key=KEY)
    return rows.filter(retired_on__isnull=True).first()


def template_or_404(board: Board, user) -> ReportTemplate:
    """The form of the plan. Raises Http404 where its framework has none."""
    template = template_of(board, user)
    if template is None:
        raise Http404
    return template


def strands_of(template: ReportTemplate) -> list[str]:
    """The strands in the framework's order."""
    return [row["en"] for row in template.rows]


def progress_of(rows, strands: list[str]) -> list[StrandProgress]:
    """Every strand, also one with nothing in it, then strands no longer named."""
    late = Q(state__in=OPEN_STATES, due_on__lt=timezone.localdate())
    done = Q(state=WorkState.DONE)
    counted = (
        rows.order_by()
        .values("strand")
        .annotate(
            tasks=Count("pk"),
            done=Count("pk", filter=done),
            late=Count("pk", filter=late),
        )
    )
    found = {row["strand"]: row for row in counted}
    named = [*strands, *sorted(set(found) - set(strands))]
    return [_progress(name, found.get(name)) for name in named]


def _progress(name, row) -> StrandProgress:
    return (
        StrandProgress(name, row["tasks"], row["done"], row["late"])
        if row
        else (StrandProgress(name))
    )

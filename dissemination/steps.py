"""Where a piece of learning stands on its way, and who has it now (SOL-32)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dissemination.choices import PlanState, SummaryState


@dataclass(frozen=True)
class Step:
    """One step of the way, as the strip of a page shows it."""

    name: str
    owner: str
    state: str  # "done", "current" or "to come"


def steps(summary, plan=None, left: int = 0) -> list[Step]:
    """From the group that learnt to every audience reached.

    `summary` or `plan` may be missing; `left` is the number of lines not delivered.
    """
    names = [
        (_("Summary written"), _owner(summary, "group")),
        (_("Taken on for sharing"), _owner(summary, "to_group")),
        (_("Plan agreed"), _owner(plan or summary, "group" if plan else "to_group")),
        (_("Every audience reached"), _("Agencies and owners of the plan's lines")),
    ]
    at = _reached(summary, plan, left)
    way = [Step(*pair, _state(n, at)) for n, pair in enumerate(names)]
    return way if summary else way[2:]


def _owner(record, name) -> str:
    return str(getattr(record, name)) if record else ""


def _reached(summary, plan, left) -> int:
    """The number of the step that is under way; beyond the last when all is done."""
    if plan:
        if plan.state == PlanState.DRAFT:
            return 2
        return 3 if left and plan.state != PlanState.CLOSED else 4
    if summary.state == SummaryState.ACCEPTED:
        return 2
    return 1 if summary.state == SummaryState.SUBMITTED else 0


def _state(number, at) -> str:
    if number == at:
        return "current"
    return "done" if number < at else "to come"

"""How an action plan moves its source on in the learning cycle (WOL-12).

Plan and implement from the day the plan was opened; monitor once nothing is left to
do; improvement once every action is embedded.
"""

from django.db.models import Count, Max, Min, OuterRef, Q, Subquery

from actionplans.choices import ActionStatus
from actionplans.models import Action, ActionPlan
from frameworks.vocabulary import Domain
from learning.cycle import add_mark

FINISHED = [ActionStatus.DONE, ActionStatus.BLUE]


def plan_opened():
    """The day the source's plan was opened; a restricted group's tells nobody."""
    plans = ActionPlan.objects.filter(source=OuterRef("pk"), confined_to__isnull=True)
    return Subquery(plans.values("created_at")[:1])


def action_written():
    """The day the first action because of it was written, in whichever plan."""
    return Subquery(_actions().annotate(first=Min("created_at")).values("first")[:1])


def all_done():
    """The day its last action was reported done."""
    return _all_in(FINISHED)


def all_embedded():
    """The day its last action was seen to have worked."""
    return _all_in([ActionStatus.BLUE])


def _all_in(statuses):
    counted = _actions().annotate(
        left=Count("pk", filter=~Q(status__in=statuses)), last=Max("status_on")
    )
    return Subquery(counted.filter(left=0).values("last")[:1])


def _actions():
    """Actions because of a source, as one row of it."""
    live = Action.objects.filter(
        source=OuterRef("pk"),
        plan__confined_to__isnull=True,
        merged_into__isnull=True,
    )
    live = live.exclude(status=ActionStatus.WITHDRAWN)
    return live.order_by().values("source")


add_mark(Domain.PLAN, plan_opened)
add_mark(Domain.PLAN, action_written)
add_mark(Domain.MONITOR, all_done)
add_mark(Domain.IMPROVE, all_embedded)

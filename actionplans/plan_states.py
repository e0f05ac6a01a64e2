"""What lists of other floors say of a source's action plan."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from actionplans.choices import ActionStatus, PlanState
from actionplans.models import ActionPlan
from learning import plan_states


def of_sources(sources, user) -> dict[int, plan_states.PlanState]:
    """Plans the person may see, with how many actions are embedded. One query."""
    live = ~Q(actions__status=ActionStatus.WITHDRAWN) & Q(
        actions__merged_into__isnull=True, actions__isnull=False
    )
    plans = (
        ActionPlan.objects.visible_to(user)
        .filter(source__in=[source.pk for source in sources])
        .select_related("board")
        .annotate(
            actions_live=Count("actions", filter=live, distinct=True),
            actions_embedded=Count(
                "actions",
                filter=live & Q(actions__status=ActionStatus.BLUE),
                distinct=True,
            ),
        )
    )
    return {
        plan.source_id: plan_states.PlanState(_words(plan), plan.get_absolute_url())
        for plan in plans
    }


def _words(plan) -> str:
    state = PlanState(plan.state)
    if state == PlanState.DRAFT or not plan.actions_live:
        return str(state.label)
    return _("%(state)s: %(done)d of %(all)d actions embedded") % {
        "state": state.label,
        "done": plan.actions_embedded,
        "all": plan.actions_live,
    }


plan_states.add_plan_states(of_sources)

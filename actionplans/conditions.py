"""What must be true before a source moves on, where plans know it."""

from django.utils.translation import gettext_lazy as _

from actionplans.choices import SETTLED_STATUSES
from actionplans.models import ActionPlan
from frameworks.vocabulary import Condition
from learning.conditions import condition


@condition(Condition.PLAN_OR_REASON)
def plan_or_reason(source):
    """A plan, agreed and with an action, or the reason there is none (CTM-50)."""
    plans = ActionPlan.objects.agreed().filter(source=source)
    if plans.filter(actions__isnull=False).exists():
        return ""
    if source.no_plan_reason.strip():
        return ""
    return _("Agree an action plan, or record why there is none.")


@condition(Condition.ACTIONS_EMBEDDED)
def actions_embedded(source):
    """Done is not embedded: every action was shown to work, or withdrawn."""
    left = (
        source.actions.filter(merged_into__isnull=True)
        .exclude(status__in=SETTLED_STATUSES)
        .count()
    )
    return _("%d actions are not embedded yet.") % left if left else ""

"""What must be true before a review moves on, where this floor knows it."""

from django.utils.translation import gettext_lazy as _

from dissemination.choices import BriefingState, PlanState, RequestState
from frameworks.vocabulary import Condition
from learning.conditions import condition


@condition(Condition.LEARNING_SHARED)
def learning_shared(source):
    """An agreed plan, a briefing others read, a request issued, or an entry of the
    log: what only stands in a draft has reached nobody (HAR-31)."""
    ways = (
        source.dissemination_plans.exclude(state=PlanState.DRAFT),
        source.briefings.exclude(state=BriefingState.DRAFT),
        source.learning_requests.exclude(state=RequestState.DRAFT),
        source.share_records.all(),
    )
    if any(way.exists() for way in ways):
        return ""
    return _("Share what was learnt first, and keep how.")

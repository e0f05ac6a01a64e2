"""Tells the learning floor what came of findings and recommendations."""

from collections import defaultdict

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.choices import ActionStatus
from actionplans.levels import LEVELS
from actionplans.models import Action
from learning.alike import Outcome, add_outcomes
from learning.follow_up import add_follow_up
from learning.holds import add_hold
from learning.models import Recommendation


def findings_acted_on(user) -> Q:
    """Findings with an action of their own, or one of a recommendation of theirs."""
    seen = Action.objects.visible_to(user).exclude(status=ActionStatus.WITHDRAWN)
    own = seen.filter(finding__isnull=False).values("finding")
    asked = seen.filter(recommendation__isnull=False).values("recommendation")
    links = Recommendation.findings.through.objects.filter(recommendation__in=asked)
    return Q(pk__in=own) | Q(pk__in=links.values("finding"))


def actions_of(user, recommendations) -> dict[int, Outcome]:
    """Actions that followed, by status, and whether impact was shown. One query."""
    pks = [row.pk for row in recommendations]
    seen = Action.objects.visible_to(user).filter(
        recommendation__in=pks, merged_into__isnull=True
    )
    counts = seen.order_by().values_list("recommendation", "status")
    found = defaultdict(dict)
    for pk, status, number in counts.annotate(n=Count("pk")):
        found[pk][status] = number
    threads = {row.pk: _thread(row) for row in recommendations}
    return {pk: _outcome(counted, threads[pk]) for pk, counted in found.items()}


def _outcome(counted, url) -> Outcome:
    by_status = [(str(LEVELS[s].word), counted[s]) for s in LEVELS if s in counted]
    return Outcome(by_status, counted.get(ActionStatus.BLUE, 0), url)


def _thread(row) -> str:
    address = [row.board.slug, "recommendation", row.pk]
    return reverse("learning:thread-from", args=address)


def held_by_actions(record) -> str:
    """Why a finding or recommendation stays: whatever came of its actions."""
    return _("An action follows from it.") if record.actions.exists() else ""


add_follow_up(findings_acted_on)
add_hold(held_by_actions)
add_outcomes(actions_of)

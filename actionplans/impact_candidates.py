"""Embedded actions an officer may choose to tell the public of (SOL-5)."""

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from actionplans.choices import ActionStatus, Difference
from actionplans.models import Action, ImpactReview
from learning.impact_candidates import Candidate, add_provider

MOST = 100


def embedded_actions(user, board) -> list[Candidate]:
    """Blue actions of the board's agreed plans: none of an agency's own plan, of a
    restricted group, or of a source such a group leads."""
    free = Q(source__lead_group__isnull=True) | Q(source__lead_group__restricted=False)
    watched = Q(monitoring_group__isnull=True) | Q(monitoring_group__restricted=False)
    shown = ImpactReview.objects.visible_to(user).filter(difference=Difference.EMBEDDED)
    rows = Action.objects.visible_to(user).filter(
        free,
        watched,
        board=board,
        agreed=True,
        status=ActionStatus.BLUE,
        confined_to__isnull=True,
        own_plan_of__isnull=True,
    )
    reviews = Prefetch("impact_reviews", queryset=shown, to_attr="shown")
    rows = rows.prefetch_related(reviews)
    return [_candidate(row) for row in rows.order_by("-status_on", "-pk")[:MOST]]


def _candidate(action) -> Candidate:
    latest = action.shown[0] if action.shown else None
    return Candidate(
        key=f"action:{action.reference}",
        kind=_("Embedded action %(number)s") % {"number": action.reference},
        title=action.intended_outcome or action.text,
        learnt=action.recommendation_text,
        did=action.text,
        changed=latest.what_changed if latest else action.difference,
        shown_by=latest.measure_result if latest else action.measure,
    )


add_provider(embedded_actions)

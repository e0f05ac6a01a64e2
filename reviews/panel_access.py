"""People on a panel see their review: while they sit on it, and no conflict stands."""

from django.db.models import Q

from learning.source_access import add_reader, add_refusal
from reviews.choices import Declaration
from reviews.models import PanelMember


def on_the_panel(user) -> Q:
    """Sources of reviews whose panel the person sits on today."""
    places = PanelMember.objects.live().filter(user=user)
    return Q(pk__in=places.values("review"))


def in_conflict(user) -> Q:
    """Reviews the person declared a conflict with, unless appointed anew since.

    It counts for officers and members of the lead group as well.
    """
    places = PanelMember.objects.filter(user=user)
    conflicts = places.filter(declaration=Declaration.CONFLICT)
    return Q(pk__in=conflicts.values("review")) & ~on_the_panel(user)


add_reader(on_the_panel)
add_refusal(in_conflict)

"""People on a panel see their review: while they sit on it, and no conflict stands."""

from django.db.models import Q

from learning.source_access import add_reader, add_refusal, add_writer
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


def at_work_on(user, source) -> bool:
    """Whether the person's part on the panel has begun: they write its findings."""
    return PanelMember.objects.at_work().filter(review=source.pk, user=user).exists()


add_reader(on_the_panel)
add_writer(at_work_on)
add_refusal(in_conflict)

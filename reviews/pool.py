"""The pool with each person's load, so that reviews are shared out fairly (CTM-26)."""

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from reviews.models import PanelMember, PoolPerson


def people(user, board):
    """The pool as this person may see it, with `load`: live panels they may know of.

    Panels of reviews hidden from them do not count: a number would tell.
    """
    places = PanelMember.objects.visible_to(user).live()
    places = places.filter(
        user=OuterRef("user"),
        review__board=OuterRef("board"),
        review__source__closed_on__isnull=True,
    )
    counted = places.order_by().values("user").annotate(n=Count("pk")).values("n")
    rows = PoolPerson.objects.visible_to(user).filter(board=board)
    load = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return rows.annotate(load=load, room=F("at_most") - load).select_related(
        "user", "employer"
    )


def skills(user, board) -> list[str]:
    """Every skill somebody of the pool has, once each."""
    rows = PoolPerson.objects.visible_to(user).filter(board=board)
    return sorted({skill for found in rows.values_list("skills") for skill in found[0]})

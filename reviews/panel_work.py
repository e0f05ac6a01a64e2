"""Reviews somebody sits on the panel of, on Your work: a reviewer's way in."""

from django.utils.translation import gettext_lazy as _

from boards.panels import Panel, add_panel
from learning.deadlines import WORK
from learning.process import said, stage_of
from reviews.models import PanelMember, Review


def panel_work(user, _user) -> dict | None:
    """Open reviews with the stage each is in; nothing for who sits on none."""
    places = PanelMember.objects.live().filter(user=user)
    found = Review.objects.visible_to(user).filter(
        pk__in=places.values("review"), source__closed_on__isnull=True
    )
    rows = [
        (review, _stage(review))
        for review in found.select_related("source__board", "board").order_by("pk")
    ]
    return {"reviews": rows} if rows else None


def _stage(review) -> str:
    stage = stage_of(review.source)
    return said(stage.name) if stage else ""


add_panel(
    Panel(_("Reviews you are on"), "reviews/_panel_work.html", panel_work, WORK, 20)
)

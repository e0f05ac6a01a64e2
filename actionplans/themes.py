"""Actions of a theme: on a finding tagged with it, or of a source tagged as a whole."""

from collections import Counter as Numbers

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action
from learning.models import Recommendation, ThemeTag
from learning.theme_counts import Counter, add_counter

WHOLE = Q(finding__isnull=True, passage="")
# From a tag to the actions that follow from what it is on.
PATHS = (
    ("finding__actions", Q(finding__isnull=False)),
    ("finding__recommendations__actions", Q(finding__isnull=False)),
    ("source__actions", WHOLE),
)


def of_theme(user, theme) -> Q:
    """Actions of one theme, from tags the person may know of."""
    tags = ThemeTag.objects.visible_to(user).confirmed().filter(theme=theme)
    findings = tags.filter(finding__isnull=False).values("finding")
    asked = Recommendation.objects.visible_to(user).filter(findings__in=findings)
    sources = tags.filter(WHOLE).values("source")
    return (
        Q(finding__in=findings)
        | Q(recommendation__in=asked.values("pk"))
        | Q(source__in=sources)
    )


def open_actions(user, board, tags) -> dict[int, int]:
    """Theme's pk -> open actions of the composite plan. One query."""
    seen = Action.objects.composite_visible_to(user, board).open().values("pk")
    pairs = [
        tags.filter(which, **{f"{path}__in": seen})
        .order_by()
        .values_list("theme", path)
        for path, which in PATHS
    ]
    return Numbers(theme for theme, _action in pairs[0].union(*pairs[1:]))


def _address(board, theme) -> str:
    listed = reverse("actionplans:composite", args=[board.slug])
    return f"{listed}?status=open&theme={theme.pk}"


add_counter(Counter("actions", _("Open actions"), open_actions, _address))

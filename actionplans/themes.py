"""Actions of a theme: on a finding tagged with it, or of a source tagged as a whole."""

from collections import Counter as Numbers

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.choices import OPEN_STATUSES, ActionStatus
from actionplans.models import Action
from learning.models import Recommendation, ThemeTag
from learning.theme_actions import ThemeAction, add_reader
from learning.theme_counts import Counter, add_counter

CLOSED = [ActionStatus.DONE, ActionStatus.BLUE]
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


def answering(board, themes, group=None) -> list[ThemeAction]:
    """Actions of the composite plan on what has one of the themes: not of restricted
    groups, but for the `group` asked for. One query."""
    open_to_all = Q(source__lead_group__isnull=True) | Q(
        source__lead_group__restricted=False
    )
    unconfined = Q(confined_to__isnull=True)
    if group is not None:
        open_to_all |= Q(source__lead_group=group)
        unconfined |= Q(confined_to=group)
    tags = ThemeTag.objects.confirmed().filter(open_to_all, board=board)
    tags = tags.filter(theme__in=themes)
    seen = Action.objects.composite().filter(unconfined, board=board).values("pk")
    first, *others = [
        tags.filter(which, **{f"{path}__in": seen})
        .order_by()
        .values_list("theme", path, "source", f"{path}__status", f"{path}__status_on")
        for path, which in PATHS
    ]
    return [_answering(*row) for row in first.union(*others)]


def _answering(theme, action, source, status, on) -> ThemeAction:
    closed_on = on if status in CLOSED else None
    return ThemeAction(theme, action, source, status in OPEN_STATUSES, closed_on)


add_reader(answering)
add_counter(Counter("actions", _("Open actions"), open_actions, _address))

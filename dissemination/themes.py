"""Briefings and requests of a theme: on a finding tagged with it, or of a source tagged
as a whole."""

from collections import Counter as Numbers

from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dissemination.models import Briefing, LearningRequest
from learning.models import Theme, ThemeTag
from learning.theme_counts import Counter, add_counter

WHOLE = Q(finding__isnull=True, passage="")
# From a tag to what was shared of it.
BRIEFINGS = (("finding__briefings", Q()), ("source__briefings", WHOLE))
REQUESTS = (
    ("finding__learning_points__request", Q()),
    ("source__learning_requests", WHOLE),
)
KINDS = {"briefings": (Briefing, BRIEFINGS), "requests": (LearningRequest, REQUESTS)}


def shared(user, board, tags) -> dict[str, dict[int, int]]:
    """Theme's pk -> briefings, and requests, the person may know of. One query."""
    first, *others = [
        _pairs(name, tags, model.objects.visible_to(user).filter(board=board), *path)
        for name, (model, paths) in KINDS.items()
        for path in paths
    ]
    found = {name: Numbers() for name in KINDS}
    for name, theme, _pk in first.union(*others):
        found[name][theme] += 1
    return found


def _pairs(name, tags, seen, path, which):
    rows = tags.filter(which, **{f"{path}__in": seen.values("pk")}).order_by()
    return rows.annotate(what=Value(name)).values_list("what", "theme", path)


def _address(page):
    def address(board, theme) -> str:
        listed = reverse(f"dissemination:{page}", args=[board.slug])
        return f"{listed}?theme={theme.pk}"

    return address


def offer_theme(form, board) -> None:
    """The one theme a list was asked for, beside all; no such box where none was."""
    asked = form.data.get("theme", "")
    usable = asked.isascii() and asked.isdecimal() and len(asked) < 15
    rows = Theme.objects.visible_to(form.user).filter(board=board)
    found = list(rows.filter(pk=asked)) if usable else []
    if not found:
        del form.fields["theme"]
        return
    named = [(str(one.pk), one.name) for one in found]
    form.fields["theme"].choices = [("", _("All themes")), *named]


def of_theme(user, theme, paths) -> list[int]:
    """What was shared of one theme, from tags the person may know of: its keys."""
    tags = ThemeTag.objects.visible_to(user).confirmed().filter(theme=theme)
    return [
        pk
        for path, which in paths
        for pk in tags.filter(which, **{f"{path}__isnull": False}).values_list(
            path, flat=True
        )
    ]


def narrowed(rows, form, paths):
    """Rows of the theme a filter form was asked for, if it was."""
    theme = form.cleaned_data.get("theme")
    return rows.filter(pk__in=of_theme(form.user, theme, paths)) if theme else rows


for _name, _label in (("briefings", _("Briefings")), ("requests", _("Requests"))):
    add_counter(Counter(_name, _label, shared, _address(_name), several=True))

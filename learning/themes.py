"""Themes as pages show them: where each was seen, as far as a person may know."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from boards.localised import localised
from learning.choices import FindingKind
from learning.models import Theme, ThemeTag
from learning.theme_counts import COUNTERS, counted

NEVER = datetime.date.min
GOOD = Q(finding__kind=FindingKind.GOOD_PRACTICE)
NUMBERS = {
    "sources": Count("source", distinct=True),
    "findings": Count("finding", distinct=True),
    "good": Count("finding", distinct=True, filter=GOOD),
    "passages": Count("pk", filter=~Q(passage="")),
    "last": Max("source__opened_on"),
}


def tags_seen(user, board):
    """Confirmed tags of sources the person may know of. Every count starts here."""
    return ThemeTag.objects.visible_to(user).confirmed().filter(board=board)


@dataclass
class Line:
    """A theme with its numbers."""

    theme: Theme
    sources: int = 0
    findings: int = 0
    good: int = 0
    passages: int = 0
    last: datetime.date | None = None
    more: dict[str, int] = field(default_factory=dict)

    @property
    def others(self) -> list[dict]:
        """Counts of the floors above, each with the address of its records."""
        return [
            {
                "label": one.label,
                "number": self.more.get(key, 0),
                "url": one.address(self.theme.board, self.theme),
            }
            for key, one in COUNTERS.items()
        ]

    def sorted_by(self, column: str):
        if column == "name":
            return self.theme.name.casefold()
        if column == "last":
            return self.last or NEVER
        return self.more[column] if column in self.more else getattr(self, column)


def lines(user, board, themes, tags) -> list[Line]:
    """Every theme given, with what its tags say. Two queries and the counters'."""
    grouped = tags.order_by().values("theme").annotate(**NUMBERS)
    numbers = {row.pop("theme"): row for row in grouped}
    above = counted(user, board, tags)
    return [
        Line(
            theme,
            **numbers.get(theme.pk, {}),
            more={key: found.get(theme.pk, 0) for key, found in above.items()},
        )
        for theme in themes
    ]


def line_of(user, board, theme, tags, years) -> Line:
    """One theme's numbers out of its years: a source is raised in one of them."""
    totals = {
        name: sum(row[name] for row in years)
        for name in ("sources", "findings", "good")
    }
    above = counted(user, board, tags)
    more = {key: found.get(theme.pk, 0) for key, found in above.items()}
    return Line(theme, **totals, more=more)


def by_year(tags) -> list[dict]:
    """How often a theme was seen in each year a source was raised, newest first."""
    years = tags.order_by().values(year=ExtractYear("source__opened_on"))
    wanted = {name: NUMBERS[name] for name in ("sources", "findings", "good")}
    return list(years.annotate(**wanted).order_by("-year"))


def history_of(theme) -> list[dict]:
    """What happened to a theme: words changed, merges and splits. One query."""
    near = Q(id=theme.pk) | Q(merged_into=theme.pk) | Q(split_from=theme.pk)
    rows = Theme.history.filter(near).select_related("history_user", "merged_into")
    events, before = [], {}
    for row in rows.order_by("history_date", "history_id"):
        if said := _said(theme, row, before.get(row.id)):
            by, at = row.history_user, row.history_date
            events.append({"title": said, "by": by, "at": at, "text": ""})
        before[row.id] = row
    return events[::-1]


def _said(theme, row, before) -> str:
    name = {"name": localised(row, "name")}
    if row.id != theme.pk:
        return _of_another(theme, row, before) % name
    if before is None:
        return _("Added")
    if row.merged_into_id != before.merged_into_id:
        into = {"name": row.merged_into.name if row.merged_into else ""}
        return _("Merged into %(name)s") % into
    if row.retired_on != before.retired_on:
        return _("Retired") if row.retired_on else _("In use again")
    if localised(before, "name") != name["name"]:
        return _("Renamed from %(name)s") % {"name": localised(before, "name")}
    # With a reason it took part in a merge or a split, which has a line of its own.
    return "" if row.history_change_reason else _("Changed")


def _of_another(theme, row, before) -> str:
    came = row.merged_into_id == theme.pk
    if came and (before is None or before.merged_into_id != theme.pk):
        return _("%(name)s was merged into it")
    if before is None and row.split_from_id == theme.pk:
        return _("%(name)s was split off it")
    return ""

"""Figures of a themes report: each theme in a period, and in the one before (CTM-48).

What restricted groups hold is never among them, whoever drafts the report.
"""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.choices import SourceKindChoices, ThemeReportState
from learning.models import Theme, ThemeResponse
from learning.theme_actions import actions_of
from learning.themes import tags_seen

OPEN_SOURCE = Q(source__lead_group__isnull=True) | Q(
    source__lead_group__restricted=False
)
NUMBERS = ("total", "before", "open", "closed", "responses")


def period_before(first: datetime.date, last: datetime.date):
    """As many days, up to the day before the first."""
    days = last - first
    end = first - datetime.timedelta(1)
    return end - days, end


def figures(user, board, first: datetime.date, last: datetime.date) -> list[dict]:
    """Every theme with a number, the most seen first. Five queries."""
    tags = tags_seen(user, board).filter(OPEN_SOURCE)
    kinds = defaultdict(Counter)
    seen = _within(tags, (first, last)).values_list("theme", "source__kind")
    for theme, kind, number in seen.annotate(n=Count("pk")):
        kinds[theme][kind] += number
    before = _within(tags, period_before(first, last)).values_list("theme")
    before = dict(before.annotate(n=Count("pk")))
    themes = list(Theme.objects.filter(board=board, merged_into__isnull=True))
    opened, closed = _actions(board, [theme.pk for theme in themes], first, last)
    led_to = _responses(board, first, last)
    rows = [
        {
            "theme": theme.pk,
            "name_en": theme.name_en,
            "name_cy": theme.name_cy,
            "kinds": dict(kinds[theme.pk]),
            "total": kinds[theme.pk].total(),
            "before": before.get(theme.pk, 0),
            "open": opened[theme.pk],
            "closed": closed[theme.pk],
            "responses": led_to.get(theme.pk, 0),
        }
        for theme in themes
    ]
    rows = [row for row in rows if any(row[name] for name in NUMBERS)]
    return sorted(rows, key=lambda row: (-row["total"], row["name_en"].casefold()))


def _within(tags, period):
    return tags.filter(source__opened_on__range=period).order_by()


def _actions(board, themes, first, last) -> tuple[Counter, Counter]:
    """Theme's pk -> actions open today, and those closed in the period."""
    opened, closed = defaultdict(set), defaultdict(set)
    for one in actions_of(board, themes):
        if one.is_open:
            opened[one.theme].add(one.action)
        if one.closed_on and first <= one.closed_on <= last:
            closed[one.theme].add(one.action)
    return _sizes(opened), _sizes(closed)


def _sizes(found) -> Counter:
    return Counter({theme: len(actions) for theme, actions in found.items()})


def _responses(board, first, last) -> dict[int, int]:
    rows = ThemeResponse.objects.filter(board=board, at__date__range=(first, last))
    rows = rows.exclude(group__restricted=True).order_by().values_list("theme")
    return dict(rows.annotate(n=Count("pk")))


@dataclass(frozen=True)
class ReportLine:
    """A theme as the report shows it."""

    theme: int
    name: str
    by_kind: list[int]
    row: dict

    @property
    def trend(self) -> str:
        """Against the period before, in words."""
        change = self.row["total"] - self.row["before"]
        if not change:
            return _("The same")
        words = _("%d more") if change > 0 else _("%d fewer")
        return words % abs(change)


@dataclass(frozen=True)
class ReportTable:
    """The figures of a report: kinds of source that occur, a line for each theme."""

    kinds: list[str]
    lines: list[ReportLine]

    @property
    def headings(self) -> list[str]:
        return [
            _("Theme"), _("All"), _("Period before"), _("Trend"), _("Actions open"),
            _("Actions closed in the period"), _("Raised from it"), *self.kinds,
        ]  # fmt: skip

    @property
    def rows(self) -> list[list]:
        return [
            [
                line.name, line.row["total"], line.row["before"], line.trend,
                line.row["open"], line.row["closed"], line.row["responses"],
                *line.by_kind,
            ]
            for line in self.lines
        ]  # fmt: skip


def table_of(report, user) -> ReportTable:
    """What was frozen when it was sent; of a draft, as it is now."""
    rows = report.content
    if report.state == ThemeReportState.DRAFT:
        rows = figures(user, report.board, report.first_day, report.last_day)
    used = {kind for row in rows for kind in row["kinds"]}
    kinds = [(key, label) for key, label in SourceKindChoices.choices if key in used]
    lines = [
        ReportLine(
            row["theme"],
            _name(row),
            [row["kinds"].get(key, 0) for key, _label in kinds],
            row,
        )
        for row in rows
    ]
    return ReportTable([str(label) for _key, label in kinds], lines)


def _name(row) -> str:
    welsh = row["name_cy"] if get_language() == "cy" else ""
    return welsh or row["name_en"]

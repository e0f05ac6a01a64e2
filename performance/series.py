"""Figures gathered for a page, in a few queries whatever the number of measures."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from performance.choices import OwnPlace
from performance.exceptions import direction, exceptions_of, is_worse, said, standing
from performance.models import ComparatorGroup, IndicatorValue, Place

SHOWN = 20  # newest figures of a measure a list reads: five years of quarters
FIELDS = (
    "indicator_id", "place_id", "period_start", "period_end", "period_kind",
    "period_label", "value", "missing", "symbol", "marker",
)  # fmt: skip


@dataclass
class Reading:
    """One measure as a board reads it today."""

    indicator: object
    figures: list = field(default_factory=list)
    beside: list = field(default_factory=list)  # (comparator, value, how many)

    def __post_init__(self):
        day = timezone.localdate()
        pairs = [(str(group), value) for group, value, _count in self.beside]
        self.exceptions = exceptions_of(self.indicator, self.figures, pairs, day)

    @property
    def newest(self):
        return self.figures[-1] if self.figures else None

    @property
    def values(self) -> list:
        return [one.value for one in self.figures]

    @property
    def said(self) -> str:
        if self.newest is None:
            return "–"
        if self.newest.missing:
            return self.newest.symbol or "–"
        return said(self.indicator, self.newest.value)

    @property
    def standing(self) -> str:
        return standing(self.indicator, self.newest.value if self.newest else None)

    @property
    def direction(self) -> str:
        return direction(self.indicator, self.values)

    @property
    def is_worse(self) -> bool:
        return is_worse(self.indicator, self.direction)

    @property
    def comparators(self) -> list[dict]:
        return [
            {"name": str(group), "value": said(self.indicator, value), "of": count}
            for group, value, count in self.beside
        ]

    @property
    def weight(self) -> tuple:
        """Exceptions first, the worst before the rest."""
        severe = sum(one.severe for one in self.exceptions)
        return (-severe, -len(self.exceptions))


def own_places(board, user) -> list[Place]:
    """The board's whole area and its parts."""
    return list(Place.objects.visible_to(user).filter(board=board).own())


def whole_of(places: list[Place]) -> Place | None:
    """The place that is the whole of the board's area."""
    return next((one for one in places if one.own == OwnPlace.WHOLE), None)


def comparators_of(board, user) -> list[ComparatorGroup]:
    """Groups in force today, each with the keys of its places: one query."""
    rows = ComparatorGroup.objects.visible_to(user).filter(board=board).live()
    some = Q(places__isnull=False)
    rows = rows.annotate(pks=ArrayAgg("places", filter=some, default=[]))
    return list(rows.order_by("order", "pk"))


def places_of(groups) -> set[int]:
    """Every place of some comparators."""
    return {place for group in groups for place in group.pks}


def readings(board, user, indicators, place) -> list[Reading]:
    """Each measure with its newest figures and comparators: four queries."""
    groups = comparators_of(board, user)
    indicators = list(indicators)
    own = newest_figures(user, place, indicators) if place else {}
    keys = {
        (pk, rows[-1].period_start, rows[-1].period_end) for pk, rows in own.items()
    }
    theirs = beside_figures(user, groups, keys)
    found = []
    for one in indicators:
        figures = own.get(one.pk, [])
        beside = beside_of(groups, theirs, figures[-1]) if figures else []
        found.append(Reading(one, figures, beside))
    return found


def newest_figures(user, place, indicators, most: int = SHOWN) -> dict:
    """indicator -> its newest figures of a place, oldest first."""
    seen = IndicatorValue.objects.visible_to(user).current()
    seen = seen.filter(place=place, indicator__in=[one.pk for one in indicators])
    newest = Window(
        RowNumber(),
        partition_by=F("indicator_id"),
        order_by=[F("period_end").desc(), F("period_start").desc()],
    )
    rows = seen.annotate(age=newest).filter(age__lte=most)
    found = defaultdict(list)
    for row in rows.only(*FIELDS).order_by("indicator_id", "-age"):
        found[row.indicator_id].append(row)
    return {pk: _of_one_kind(own) for pk, own in found.items()}


def _of_one_kind(figures: list) -> list:
    """Quarters with quarters, years with years: the kind of the newest."""
    return [one for one in figures if one.period_kind == figures[-1].period_kind]


def beside_figures(user, groups, keys) -> dict:
    """(indicator, place, start, end) -> value, of the comparators' places."""
    places = places_of(groups)
    if not keys or not places:
        return {}
    seen = IndicatorValue.objects.visible_to(user).current()
    rows = seen.filter(
        indicator__in={key[0] for key in keys},
        place__in=places,
        period_end__in={key[2] for key in keys},
        value__isnull=False,
    )
    names = ("indicator_id", "place_id", "period_start", "period_end", "value")
    return {tuple(row[:4]): row[4] for row in rows.values_list(*names)}


def beside_of(groups, theirs, figure) -> list[tuple]:
    """Each comparator's value for a figure's period. One place is as published; of
    several the middle one, named so: an average would weigh small as large."""
    found = []
    for group in groups:
        values = sorted(
            theirs[key] for place in group.pks if (key := _key(figure, place)) in theirs
        )
        if values:
            found.append((group, median(values), len(values)))
    return found


def _key(figure, place_id) -> tuple:
    return (figure.indicator_id, place_id, figure.period_start, figure.period_end)


def median(values: list):
    """The middle of sorted values. Missing ones were left out before."""
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2

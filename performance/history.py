"""One measure over time: own figures, comparators, past years, what was corrected."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from performance.exceptions import said
from performance.models import IndicatorValue, Place
from performance.series import (
    SHOWN,
    Reading,
    beside_of,
    comparators_of,
    newest_figures,
    own_places,
    places_of,
    whole_of,
)
from performance.spc import limits_of, signal_of

MOST_CORRECTIONS = 20


@dataclass
class History:
    """What the page of a measure shows."""

    indicator: object
    place: object
    groups: list
    figures: list
    theirs: dict
    corrections: dict
    own_parts: list

    @property
    def reading(self) -> Reading:
        newest = self.figures[-1] if self.figures else None
        beside = beside_of(self.groups, self.theirs, newest) if newest else []
        return Reading(self.indicator, self.figures, beside)

    @property
    def limits(self) -> dict | None:
        found = limits_of([one.value for one in self.figures])
        names = ("mean", "low", "high")
        return found and {n: said(self.indicator, getattr(found, n)) for n in names}

    @property
    def signal(self):
        return signal_of([one.value for one in self.figures])

    @property
    def rows(self) -> list[dict]:
        """Newest first: own figure, each comparator, the same period a year before."""
        before = {(f.period_start, f.period_end): f for f in self.figures}
        return [
            {
                "figure": one,
                "said": one.symbol or "–" if one.missing else self.say(one.value),
                "beside": self._beside(one),
                "year_ago": self._year_ago(one, before),
                "corrected": self.corrections.get(one.pk, []),
            }
            for one in reversed(self.figures)
        ]

    @property
    def parts(self) -> list[dict]:
        """The newest figure in each part of the area that has one."""
        if not self.figures:
            return []
        newest = self.figures[-1]
        days = (newest.period_start, newest.period_end)
        key = {one.pk: (self.indicator.pk, one.pk, *days) for one in self.own_parts}
        return [
            {"place": one, "said": self.say(self.theirs[key[one.pk]])}
            for one in self.own_parts
            if key[one.pk] in self.theirs
        ]

    def say(self, value) -> str:
        return said(self.indicator, value)

    def _beside(self, one) -> list[str]:
        known = {g.pk: v for g, v, _c in beside_of(self.groups, self.theirs, one)}
        return [self.say(known.get(group.pk)) for group in self.groups]

    def _year_ago(self, one, before) -> str:
        try:
            key = tuple(
                day.replace(year=day.year - 1)
                for day in (one.period_start, one.period_end)
            )
        except ValueError:  # 29 February
            return "–"
        earlier = before.get(key)
        return self.say(earlier.value) if earlier else "–"

    def table(self, user) -> list[list]:
        """For export: every figure, own and comparators'."""
        rows = [[f.period_label, str(self.place), _number(f.value),
                 f.get_missing_display(), f.get_marker_display()]
                for f in reversed(self.figures)]  # fmt: skip
        seen = Place.objects.visible_to(user)
        names = seen.in_bulk({place for _i, place, _s, _e in self.theirs})
        labels = {(f.period_start, f.period_end): f.period_label for f in self.figures}
        rows += [
            [labels[start, end], str(names[place]), _number(value), "", ""]
            for (_i, place, start, end), value in self.theirs.items()
            if (start, end) in labels
        ]
        return rows


def _number(value: Decimal | None):
    return None if value is None else float(value)


def history_of(indicator, user) -> History:
    """Everything about a measure in a handful of queries."""
    board = indicator.board
    places, groups = own_places(board, user), comparators_of(board, user)
    place = whole_of(places)
    own = newest_figures(user, place, [indicator], SHOWN) if place else {}
    figures = own.get(indicator.pk, [])
    parts = [one for one in places if one != place]
    theirs = _theirs(indicator, user, groups, parts, figures)
    corrections = _corrections(indicator, user, figures)
    return History(indicator, place, groups, figures, theirs, corrections, parts)


def _theirs(indicator, user, groups, parts, figures) -> dict:
    """Values of comparators and of parts of the area, for the periods shown."""
    places = places_of(groups)
    seen = IndicatorValue.objects.visible_to(user).current()
    rows = seen.filter(
        indicator=indicator,
        place__in=places | {one.pk for one in parts},
        period_end__in={one.period_end for one in figures},
        value__isnull=False,
    )
    names = ("indicator_id", "place_id", "period_start", "period_end", "value")
    return {tuple(row[:4]): row[4] for row in rows.values_list(*names)}


def _corrections(indicator, user, figures) -> dict:
    """Figure -> what was printed before it was corrected."""
    seen = IndicatorValue.objects.visible_to(user)
    rows = seen.filter(superseded_by__in=[one.pk for one in figures])
    found = defaultdict(list)
    for row in rows.order_by("-superseded_at")[:MOST_CORRECTIONS]:
        words = row.symbol if row.missing else said(indicator, row.value)
        found[row.superseded_by_id].append({"said": words, "on": row.superseded_at})
    return found

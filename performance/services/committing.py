"""Bringing figures in: all of a file or nothing, old values kept as revisions."""

from django.db import connection
from django.utils.text import slugify

from performance.choices import (
    Frequency,
    ImportState,
    Polarity,
    YearKind,
)
from performance.importing.matching import kind_of
from performance.models import DataImport, Indicator, IndicatorArea, Place
from performance.services.staging import CURRENT, READY, SAME, forget, parameters
from performance.services.weighing import resolved, weigh

POLARITIES = {"low": Polarity.LOWER, "high": Polarity.HIGHER}
# A corrected figure takes its predecessor's place; the old row stays as it was.
SUPERSEDE = f"""{READY}
UPDATE performance_indicatorvalue AS old SET superseded_at = now()
FROM (SELECT v.id FROM ready r {CURRENT} WHERE v.id IS NOT NULL AND NOT {SAME}) AS gone
WHERE old.id = gone.id
RETURNING old.id"""
INSERT = f"""{READY}
INSERT INTO performance_indicatorvalue (board_id, indicator_id, place_id, period_start,
    period_end, period_kind, period_label, value, missing, symbol, marker, row,
    data_import_id, created_at)
SELECT %(board)s, r.indicator_id, r.place_id, r.period_start, r.period_end,
    r.period_kind, r.period_label, r.figure, r.missing, r.symbol, r.marker, r.row,
    %(import)s, now()
FROM ready r {CURRENT} WHERE v.id IS NULL"""
LINK = """
UPDATE performance_indicatorvalue AS old SET superseded_by_id = new.id
FROM performance_indicatorvalue AS new
WHERE old.id = ANY(%(old)s) AND new.data_import_id = %(import)s
    AND new.indicator_id = old.indicator_id AND new.place_id = old.place_id
    AND new.period_start = old.period_start AND new.period_end = old.period_end
    AND new.superseded_at IS NULL"""


def commit(data_import: DataImport, *, by) -> None:
    """Write the figures in the caller's transaction. Values keep no history: a
    revision is a row, and the import says who brought it."""
    rows = DataImport.objects.select_for_update(of=("self",))
    locked = rows.get(pk=data_import.pk)
    if locked.state != ImportState.COMMITTING:
        return
    weigh(locked)
    places, measures = resolved(locked)
    places = _made(places, locked.found["places"], lambda p: _place(locked, p, by))
    measures = _made(measures, locked.found["measures"], _maker(locked, by))
    values = parameters(locked, places, measures) | {"board": locked.board_id}
    with connection.cursor() as cursor:
        cursor.execute(SUPERSEDE, values)
        old = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(INSERT, values)
        written = cursor.rowcount
        if old:
            cursor.execute(LINK, values | {"old": old})
    locked.counts |= {"written": written, "superseded": len(old)}
    locked.state = ImportState.COMMITTED
    locked.save()
    forget(locked)


def _made(numbers: dict, named: list, make) -> dict:
    """Numbers with rows: those below nought are made, each once."""
    said = {one["no"]: one for one in named}
    rows: dict[int, int] = {}
    found = {}
    for no, pk in numbers.items():
        if pk is None:
            continue
        if pk < 0:
            first = -pk - 1
            if first not in rows:
                rows[first] = make(said[first]).pk
            pk = rows[first]
        found[no] = pk
    for no, pk in numbers.items():
        if pk is not None and pk < 0:
            _learn_code(rows[-pk - 1], said[no])
    return found


def _learn_code(pk, said) -> None:
    """A further code of a place that was just made under its first."""
    place = Place.objects.filter(pk=pk).first() if "code" in said else None
    if place and said["code"] and said["code"] not in place.codes:
        place.codes = [*place.codes, said["code"]]
        place.save()


def _place(data_import, said, by) -> Place:
    name, code = said["name"] or said["code"], said["code"]
    key = free_key(Place, data_import.board, name)
    place = Place(
        board=data_import.board,
        key=key,
        kind=kind_of(name, code),
        name_en=name,
        codes=[code] if code else [],
    )
    place._history_user = by
    place.save()
    return place


def _maker(data_import, by):
    """Makes an indicator of a measure nobody here had, as its source describes it."""
    board, area_id = data_import.board, data_import.settings.get("area")
    areas = IndicatorArea.objects.filter(board=board)
    area = areas.filter(pk=area_id).first() or areas.first() or _first_area(board, by)

    def make(said) -> Indicator:
        printed = said.get("said_decimals", "")
        made = Indicator(
            board=board,
            area=area,
            key=free_key(Indicator, board, said["key"]),
            name_en=said["key"] or data_import.file_name,
            unit_en="",
            codes=[said["key"]] if said["key"] else [],
            decimals=int(printed) if printed in set("0123456") else said["decimals"],
            polarity=POLARITIES.get(
                said.get("said_polarity", "").casefold(), Polarity.NEITHER
            ),
            frequency=Frequency.YEAR,
            year_kind=YearKind(data_import.settings.get("year_kind") or "financial"),
            order=1000,
            created_by=by,
        )
        made._history_user = by
        made.save()
        return made

    return make


def _first_area(board, by) -> IndicatorArea:
    area = IndicatorArea(board=board, key="published", name_en="Published figures")
    area._history_user = by
    area.save()
    return area


def free_key(model, board, words: str) -> str:
    """A key of the board that no row has."""
    base = slugify(words).replace("-", "_")[:70] or "figure"
    taken = set(
        model.objects.filter(board=board, key__startswith=base).values_list(
            "key", flat=True
        )
    )
    if base not in taken:
        return base
    return next(
        one for number in range(2, 10_000) if (one := f"{base}_{number}") not in taken
    )

"""Figures of a file held apart until somebody decides: COPY in, counted in SQL."""

import io
from itertools import islice

from django.db import connection

from performance.models import DataImport, StagedValue

BATCH = 5000  # figures sent to the database at once
COLUMNS = (
    "data_import_id", "row", "place_no", "measure_no", "period_start", "period_end",
    "period_kind", "period_label", "marker", "value", "missing", "symbol", "reading",
)  # fmt: skip
COPY = f"COPY performance_stagedvalue ({', '.join(COLUMNS)}) FROM STDIN"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def forget(data_import: DataImport, *, reading: int | None = None) -> None:
    """Drop what was held, all of it or all but one reading's. Keeps no history."""
    rows = StagedValue.objects.filter(data_import=data_import)
    (rows if reading is None else rows.exclude(reading=reading)).delete()


def hold(data_import: DataImport, figures, *, reading: int) -> int:
    """Keep the figures of a file in batches; says how many. Memory stays as it is."""
    kept = 0
    figures = iter(figures)
    while some := list(islice(figures, BATCH)):
        text = "".join(_line(data_import.pk, one, reading) for one in some)
        with connection.cursor() as cursor:
            cursor.copy_expert(COPY, io.StringIO(text))
        kept += len(some)
    return kept


def _line(pk, one, reading) -> str:
    period, figure = one.period, one.figure
    value = "\\N" if figure.value is None else f"{figure.value:f}"
    cells = (
        pk, one.row, one.place, one.measure, period.start, period.end,
        period.kind.value, period.label.translate(ESCAPES), period.marker, value,
        figure.missing, figure.symbol.translate(ESCAPES), reading,
    )  # fmt: skip
    return "\t".join(map(str, cells)) + "\n"


# What the file says, resolved and rounded, once for each measure, place and period.
# New places and indicators have numbers below nought until they are made.
READY = """
WITH placed(no, id) AS (
    SELECT * FROM unnest(%(place_nos)s::int[], %(places)s::bigint[])
),
measured(no, id) AS (
    SELECT * FROM unnest(%(measure_nos)s::int[], %(measures)s::bigint[])
),
resolved AS (
    SELECT s.*, p.id AS place_id, m.id AS indicator_id,
        round(s.value, coalesce(i.decimals, 8)::int)::numeric(24, 8) AS figure
    FROM performance_stagedvalue s
    JOIN placed p ON p.no = s.place_no
    JOIN measured m ON m.no = s.measure_no
    LEFT JOIN performance_indicator i ON i.id = m.id
    WHERE s.data_import_id = %(import)s
),
ready AS (
    SELECT DISTINCT ON (indicator_id, place_id, period_start, period_end) *
    FROM resolved
    ORDER BY indicator_id, place_id, period_start, period_end, row
)
"""
SAME = """(v.value IS NOT DISTINCT FROM r.figure AND v.missing = r.missing
    AND v.symbol = r.symbol AND v.marker = r.marker)"""
CURRENT = """LEFT JOIN performance_indicatorvalue v
    ON v.indicator_id = r.indicator_id AND v.place_id = r.place_id
    AND v.period_start = r.period_start AND v.period_end = r.period_end
    AND v.superseded_at IS NULL"""
COUNT = f"""{READY}
SELECT count(*), count(*) FILTER (WHERE v.id IS NULL),
    count(*) FILTER (WHERE v.id IS NOT NULL AND {SAME}),
    count(*) FILTER (WHERE v.id IS NOT NULL AND NOT {SAME}),
    count(*) FILTER (WHERE r.missing <> ''), (SELECT count(*) FROM resolved)
FROM ready r {CURRENT}"""
SIGNS = f"""{READY}
SELECT symbol, missing, count(*) FROM ready WHERE missing <> ''
GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 20"""
CONFLICTS = f"""{READY}
SELECT array_agg(DISTINCT row), min(period_label) FROM resolved
GROUP BY indicator_id, place_id, period_start, period_end
HAVING count(DISTINCT (figure, missing)) > 1 LIMIT 200"""
REVISED = f"""{READY}
SELECT r.indicator_id, r.place_id, r.period_label, v.value, v.symbol, r.figure, r.symbol
FROM ready r {CURRENT} WHERE v.id IS NOT NULL AND NOT {SAME}
ORDER BY r.indicator_id, r.place_id, r.period_end DESC LIMIT 50"""


def asked(sql: str, data_import: DataImport, places: dict, measures: dict) -> list:
    """Rows of one of the questions above; `places` and `measures` are no -> id."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters(data_import, places, measures))
        return cursor.fetchall()


def parameters(data_import, places, measures) -> dict:
    return {
        "import": data_import.pk,
        "place_nos": list(places),
        "places": list(places.values()),
        "measure_nos": list(measures),
        "measures": list(measures.values()),
    }

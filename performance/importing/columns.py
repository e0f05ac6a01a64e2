"""Headings of a sheet, and a first guess which column is what."""

import re
from collections import Counter

from openpyxl.utils import get_column_letter

from performance.choices import PlainYear, Shape
from performance.figures import read_figure
from performance.periods import read_period

PLACES = (
    "la_name,local authority name,local authority,area_name,area name,area,region_name,"
    "country_name,la,authority,council,place"
)
CODES = (
    "new_la_code,local authority code,area_code,areacode,region_code,country_code,"
    "la_number,lad_code,ons code,code of area"
)
PERIODS = (
    "time_period,financial year,period,year,date_from,"
    "yearcode,academic year,quarter,month"
)
ENDS = "date_to,period_end,end date"
MEASURES = (
    "measure_short,measure,indicator,indicator name,indicatorid,short desc,code,rowref"
)
VALUES = "value,figure,data,rate,percentage,number"
# Columns of numbers that are no figures.
NEVER = re.compile(
    r"(code|number|order|dps|id|polarity|ci|limit|rank|mads.*|agei?d?|sexi?d?|note)s?$"
    r"|^(time|geographic|date|age|lower|upper)_?",
    re.I,
)


def labels_of(cells: list[str]) -> list[str]:
    """A name for every column, each once: its heading, or its letter."""
    seen: Counter[str] = Counter()
    found = []
    for number, cell in enumerate(cells, start=1):
        label = " ".join(cell.split())[:80] or f"Column {get_column_letter(number)}"
        seen[label] += 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found


def header_row_of(rows: list[list[str]]) -> int:
    """The first row whose cells are words above cells that are not; else the first."""
    for number, row in enumerate(rows[:10], start=1):
        filled = [cell for cell in row if cell]
        words = [cell for cell in filled if not _is_number(cell)]
        if len(filled) > 1 and len(words) >= 0.8 * len(filled):
            return number
    return 1


def _is_number(cell) -> bool:
    figure = read_figure(cell)
    return figure is not None and figure.value is not None


def heading_cells(sheet: dict, header_row: int) -> list[str]:
    """The row of headings; as many empty ones where the sheet has none."""
    rows = sheet["rows"]
    if 0 < header_row <= len(rows):
        return rows[header_row - 1]
    return [""] * max((len(row) for row in rows), default=0)


def guess(sheet: dict, header_row: int) -> dict:
    """Settings a person then puts right."""
    labels = labels_of(heading_cells(sheet, header_row))
    plain = {label.casefold(): label for label in reversed(labels)}
    body = sheet["rows"][header_row:]
    measure = next(iter(_named(plain, MEASURES)), "")
    values = _named(plain, VALUES)[:1]
    places = _named(plain, PLACES)
    codes = [one for one in _named(plain, CODES) if one != measure]
    said = {
        "sheet": sheet["name"],
        "header_row": header_row,
        "place": places,
        "code": codes,
        "period": next(iter(_named(plain, PERIODS)), ""),
        "period_end": next(iter(_named(plain, ENDS)), ""),
        "measure": measure if values else "",
        "polarity": plain.get("polarity", ""),
        "decimals": plain.get("dps", ""),
        "plain_year": PlainYear.ENDS_MARCH.value,
        "shape": Shape.LONG.value,
        "values": values,
    }
    taken = {*places, *codes, said["period"], said["period_end"], measure}
    return said | _shape(labels, body, values, taken)


def _shape(labels, body, values, taken) -> dict:
    if values:
        return {}
    across = [one for one in labels if _is_period(one)]
    if len(across) > 1:
        return {"shape": Shape.PERIODS.value, "values": across, "period": ""}
    numbers = [
        label
        for index, label in enumerate(labels)
        if label not in taken and not NEVER.search(label) and _is_numeric(body, index)
    ]
    return {"shape": Shape.WIDE.value, "values": numbers}


def _is_period(label) -> bool:
    return not label.startswith("Column ") and read_period(label) is not None


def _named(plain, words) -> list[str]:
    return [plain[word] for word in words.split(",") if word in plain]


def _is_numeric(body, index) -> bool:
    cells = [row[index] for row in body if index < len(row) and row[index]]
    return bool(cells) and all(read_figure(cell) is not None for cell in cells)


def strangers(settings: dict, labels: list[str]) -> list[str]:
    """Columns a saved mapping names that this file has not."""
    named = []
    for name in ("period", "period_end", "measure", "polarity", "decimals", "filter"):
        named.append(settings.get(name, ""))
    for name in ("place", "code", "values", "beside"):
        named += settings.get(name, [])
    return [one for one in dict.fromkeys(named) if one and one not in labels]

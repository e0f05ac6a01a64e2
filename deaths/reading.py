"""Tables of a year or a release in the words of who reads them."""

from django.utils.translation import gettext as _

from deaths.choices import Modifiable
from deaths.facts import said
from deaths.suppression import TOTAL
from deaths.tables import tables_of


def read_tables(tables) -> list[dict]:
    """Tables kept as data, localised."""
    return [_read(table) for table in tables]


def _read(table) -> dict:
    columns = [said(column) for column in table["columns"]]
    lines = [
        {
            "label": said(line["label"]),
            "cells": line["cells"],
            "pairs": list(zip(line["cells"], columns, strict=True)),
            "is_total": line["key"] == TOTAL,
        }
        for line in table["lines"]
    ]
    return {"title": said(table["title"]), "columns": columns, "lines": lines}


def trend(years, up_to: int) -> list[dict]:
    """Categories, and whether something could be modified, year by year. Scores have
    no line here: their forms differ from year to year."""
    by_year = {}
    for year in years:
        tables = [one for one in tables_of(year, up_to) if one.key == "category"]
        by_year[year.year] = {line.key: line for one in tables for line in one.lines}
    labels = {}
    for lines in by_year.values():
        labels |= {key: said(line.label) for key, line in lines.items()}
    rows = [_line(label, by_year, key, -1) for key, label in labels.items()]
    parts = [_line(one.label, by_year, TOTAL, at) for at, one in enumerate(Modifiable)]
    if not labels:
        return []
    return [
        {"title": _("Reviews by category of death"), "lines": rows},
        {"title": _("Reviews by whether modifiable factors were found"),
         "lines": parts},
    ]  # fmt: skip


def _cell(line, at):
    """A number, "" where the year was not counted, "hidden" where it is small."""
    if line is None:
        return ""
    return "hidden" if line.cells[at] is None else line.cells[at]


def _line(label, by_year, key, at) -> dict:
    cells = [_cell(lines.get(key), at) for lines in by_year.values()]
    return {
        "label": label,
        "raw": cells,
        "pairs": list(zip(cells, by_year, strict=True)),
    }


def trends_of(release) -> list[str]:
    """What a campaign may answer: lines of a release that somebody can name."""
    found = []
    for year in release.content.get("years", []):
        for table in read_tables(year["tables"]):
            found += [line["label"] for line in table["lines"] if not line["is_total"]]
        found += [theme["text"][:200] for theme in year["themes"]]
    found += [said(one["name"]) for one in release.content.get("factors", [])]
    return list(dict.fromkeys(found))

"""A filled-in copy: its seal, and every row's cells with their addresses."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from audits.importing import offline
from audits.importing.grid import Problem, Sheet, warning
from audits.importing.offline import FILLED_IN, SEAL_SHEET, Seal, tidy
from audits.importing.reading import ReadFile

WEB = URLValidator(schemes=["http", "https"])
LINK = re.compile(r"https?://\S+", re.I)


@dataclass
class FilledRow:
    """One answer as the file has it: cells, their addresses, links to add."""

    code: str
    cells: dict[str, str]
    places: dict[str, str]
    links: list[list[str]] = field(default_factory=list)  # title, address

    def place(self, name: str) -> str:
        return self.places.get(name) or next(iter(self.places.values()), "")


def seal_in(read: ReadFile) -> Seal | None:
    """The seal of a copy of ours, or None."""
    for sheet in [*read.hidden, *read.sheets]:
        if sheet.name == SEAL_SHEET and sheet.rows:
            return Seal.opened([row[0] for row in sheet.rows if row[0]])
    return None


def rows_in(read: ReadFile) -> tuple[list[FilledRow], list[Problem]]:
    """Every row with a code, from every sheet, and what is wrong with them."""
    rows, problems = [], []
    seen: dict[str, str] = {}
    for sheet in read.sheets:
        columns = _columns(sheet)
        if offline.CODE not in columns:
            continue
        for at in range(1, len(sheet.rows)):
            code = sheet.cell(at, columns[offline.CODE])
            if not code or code == offline.CODE or at == 1:
                continue
            where = sheet.address(at, columns[offline.CODE])
            if code in seen:
                what = _("This question stands twice in the file, first at %s.")
                todo = _("Delete the copied row and upload the file again.")
                problems.append(Problem(where, what % seen[code], todo))
                continue
            seen[code] = where
            rows.append(_row(sheet, at, columns, code, problems))
    return rows, problems


def _columns(sheet: Sheet) -> dict[str, int]:
    """Our own names in the hidden first row, wherever the columns went."""
    if not sheet.rows:
        return {}
    known = {offline.CODE, offline.LINKS, *FILLED_IN}
    return {text: at for at, text in enumerate(sheet.rows[0]) if text.strip() in known}


def _row(sheet, at, columns, code, problems) -> FilledRow:
    places = {name: sheet.address(at, column) for name, column in columns.items()}
    cells = {name: tidy(sheet.cell(at, columns.get(name))) for name in FILLED_IN}
    links = []
    for line in sheet.cell(at, columns.get(offline.LINKS)).splitlines():
        if line.strip():
            links += _link(line.strip(), places[offline.LINKS], problems)
    return FilledRow(code, cells, places, links)


def _link(line, where, problems) -> list[list[str]]:
    """A title and an address; words alone cannot be evidence."""
    found = LINK.search(line)
    title = line[: found.start()].strip(" |-:") if found else ""
    try:
        WEB(found[0] if found else "")
    except ValidationError:
        what = _("“%s” is no link, so it is not brought in as evidence.") % line[:80]
        todo = _("Add the file on the question's page, or write: title | address.")
        problems.append(warning(where, what, todo))
        return []
    return [[(title or found[0])[:200], found[0][:500]]]

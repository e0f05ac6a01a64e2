"""Finding the heading row of a sheet, and what each of its columns is."""

from dataclasses import dataclass, field

from audits.importing.columns import Column, recognise
from audits.importing.grid import Sheet
from audits.importing.matching import plain
from audits.importing.scales import level_word

LOOKED_AT = 40  # real workbooks put logos, titles and notes above their headings
# Columns that say a row is a heading row at all.
TELLING = {Column.QUESTION, Column.RATING, Column.LEVEL, Column.SECTION}


@dataclass(frozen=True)
class Mapping:
    """How one sheet is read: its heading row and the columns by number."""

    heading_row: int | None = None
    columns: dict[int, Column] = field(default_factory=dict)
    levels: dict[int, str] = field(default_factory=dict)
    skip: bool = False

    def first(self, wanted: Column) -> int | None:
        """The first column that holds this."""
        return next((at for at, one in self.columns.items() if one == wanted), None)

    def all(self, wanted: Column) -> list[int]:
        """Every column that holds this."""
        return [at for at, one in self.columns.items() if one == wanted]

    def with_column(self, at: int, column: Column) -> "Mapping":
        """The same with one column read otherwise."""
        return Mapping(
            self.heading_row, self.columns | {at: column}, self.levels, self.skip
        )


def find_mapping(sheet: Sheet, needed: Column = Column.QUESTION) -> Mapping:
    """The row of the first lines that names most columns, the needed one among them."""
    best = Mapping()
    for row in range(min(len(sheet.rows), LOOKED_AT)):
        found = columns_of(sheet, row, needed)
        if found.first(needed) is not None and _weight(found) > _weight(best):
            best = found
    return best


def _weight(mapping) -> int:
    return len([one for one in mapping.columns.values() if one != Column.SKIP])


def columns_of(sheet: Sheet, row: int, needed: Column = Column.QUESTION) -> Mapping:
    """What a row's cells would name if it were the heading row."""
    headings = {at: sheet.cell(row, at) for at in sheet.filled(row)}
    levels = _levels(headings)
    columns = {at: Column.LEVEL for at in levels}
    for at, heading in headings.items():
        if at not in levels and (column := recognise(heading)):
            columns[at] = column
    if needed == Column.QUESTION:
        columns = _one_question(columns, headings)
        if not _is_table(columns, headings):
            return Mapping()
    return Mapping(row, dict(sorted(columns.items())), levels)


def _is_table(columns, headings) -> bool:
    """A lone word such as "Notes" above the table is no heading row."""
    return len(columns) >= 2 or len(headings) == 1


def _levels(headings) -> dict[int, str]:
    found = {at: level_word(text) for at, text in headings.items()}
    found = {at: word for at, word in found.items() if word}
    found = _without_numbers(found)
    if len(set(found.values())) < 2:  # a single "No" is a number, "Good" a word
        return {}
    return found


def _without_numbers(found) -> dict[int, str]:
    """ "No" is an answer only after "Yes"; elsewhere it heads the numbers."""
    yes = next((at for at, word in found.items() if word == "yes"), None)
    return {
        at: word
        for at, word in found.items()
        if word != "no" or (yes is not None and at > yes)
    }


def _one_question(columns, headings) -> dict[int, Column]:
    """Of "Standard" and "Criteria" the first is what the second belongs to."""
    asked = [at for at, one in columns.items() if one == Column.QUESTION]
    if len(asked) < 2:
        return columns
    standards = [at for at in asked if plain(headings[at]).startswith("standard")]
    outer = standards[0] if standards and len(standards) < len(asked) else asked[0]
    has_section = Column.SECTION in columns.values()
    changed = dict(columns)
    for at in asked:
        if at == outer:
            changed[at] = Column.GUIDANCE if has_section else Column.SECTION
        elif at != next(one for one in asked if one != outer):
            changed[at] = Column.GUIDANCE
    return changed


def chosen_mapping(sheet: Sheet, chosen: dict | None, needed: Column) -> Mapping:
    """The person's own reading of a sheet, or ours where they said nothing."""
    if not chosen:
        return find_mapping(sheet, needed)
    if chosen.get("skip"):
        return Mapping(skip=True)
    row = chosen.get("heading_row")
    columns = {int(at): Column(name) for at, name in chosen["columns"].items()}
    levels = {}
    for at, column in columns.items():
        if column == Column.LEVEL and row is not None:
            heading = sheet.cell(row, at)
            levels[at] = level_word(heading) or plain(heading)
    return Mapping(row, dict(sorted(columns.items())), levels)

"""Excel files written row by row, in which nothing typed is ever run."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from boards.exports import safe

LONGEST = 32_767  # characters Excel keeps in a cell
MOST_ROWS = 1_000_000  # a sheet holds 1,048,576
FILLS = {
    "red": ("B81F23", "FFFFFF"),
    "amber": ("FFB54A", "0B0C0C"),
    "yellow": ("FFE566", "0B0C0C"),
    "green": ("0F6B45", "FFFFFF"),
    "blue": ("1A4F94", "FFFFFF"),
    "grey": ("CFD6DA", "0B0C0C"),
}
WRAP = Alignment(wrap_text=True, vertical="top")
BOLD = Font(bold=True)
SHADE = PatternFill("solid", fgColor="E7EDF1")
PAINTS = {
    name: (PatternFill("solid", fgColor=back), Font(color=front))
    for name, (back, front) in FILLS.items()
}


class Book:
    """One workbook, with its title and whose it is."""

    def __init__(self, title: str, board):
        self.file = Workbook(write_only=True)
        self.file.properties.title = title
        self.file.properties.creator = str(board)

    def sheet(self, title: str, headings, rows, widths=(), *, frozen_columns=1):
        """A sheet with its headings frozen; a list too long goes on in another."""
        number, left = 1, iter(rows)
        page, room = self._begin(title, headings, widths, frozen_columns), MOST_ROWS
        for row in left:
            if not room:
                number += 1
                name = f"{title} {number}"
                page = self._begin(name, headings, widths, frozen_columns)
                room = MOST_ROWS
            page.append([self._cell(page, value) for value in row])
            room -= 1

    def _begin(self, title, headings, widths, frozen_columns):
        page = self.file.create_sheet(title[:31])
        page.freeze_panes = f"{get_column_letter(frozen_columns + 1)}2"
        for index, _heading in enumerate(headings):
            width = widths[index] if index < len(widths) else 14
            page.column_dimensions[get_column_letter(index + 1)].width = width
        page.append([self._heading(page, heading) for heading in headings])
        page.print_title_rows = "1:1"
        page.page_setup.orientation = "landscape"
        page.page_setup.fitToHeight, page.page_setup.fitToWidth = 0, 1
        page.sheet_properties.pageSetUpPr.fitToPage = True
        return page

    def _heading(self, page, text):
        cell = _text(page, text)
        cell.font, cell.fill = BOLD, SHADE
        return cell

    def _cell(self, page, value):
        """Numbers stay numbers; (words, colour) is painted; the rest is text."""
        if isinstance(value, int):
            return WriteOnlyCell(page, value)
        if isinstance(value, tuple):
            words, colour = value
            cell = _text(page, words)
            cell.fill, cell.font = PAINTS[colour]
            return cell
        return _text(page, value)

    def as_bytes(self) -> bytes:
        out = BytesIO()
        self.file.save(out)
        return out.getvalue()


def _text(page, value):
    cell = WriteOnlyCell(page, safe(value)[:LONGEST])
    cell.data_type = "s"  # "=1+1" stays words
    cell.alignment = WRAP
    return cell

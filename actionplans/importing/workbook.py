"""Actions as a workbook to change offline and bring back."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from actionplans.cells import PEOPLE, tidy
from actionplans.choices import ActionStatus
from actionplans.composite import progress_of, with_progress
from actionplans.importing.columns import (
    REFERENCE,
    SAID,
    SHEET,
    TYPED,
    VERSION,
    sheet_headings,
)

MOST = 2000  # actions in one workbook
LONGEST = 32_767  # characters Excel keeps in a cell
READ_ONLY = PatternFill("solid", fgColor="F3F2F1")
HEADING = PatternFill("solid", fgColor="0B0C0C")
WRAP = Alignment(wrap_text=True, vertical="top")
LISTS = "lists"
WIDTHS = {
    REFERENCE: 15, VERSION: 8, "due_on": 13, "responsible": 24, "agency": 26,
    "owner": 30, "lead_member": 30, "status": 26,
}  # fmt: skip


def workbook_of(actions, directory) -> bytes:
    """The workbook: actions, how to fill it in, and the lists behind its cells."""
    book = Workbook(write_only=True)
    title = _("Actions")
    sheet = book.create_sheet(title)
    headings = sheet_headings(directory.board, directory.user)
    _set_up(sheet, headings)
    found = with_progress(actions).select_related("agency", "owner", "lead_member")
    last = 1
    for action in found.iterator(chunk_size=500):
        sheet.append(_row(sheet, action, directory))
        last += 1
    _instructions(book.create_sheet(_("How to fill this in")), headings)
    _drop_downs(book, sheet, last, directory)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(sheet, headings) -> None:
    sheet.freeze_panes = "C2"
    for at, name in enumerate(SHEET, 1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width = WIDTHS.get(name, 36)
        column.hidden = name == VERSION
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth = 0, 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.append([_heading(sheet, headings[name]) for name in SHEET])


def _heading(sheet, text):
    cell = _words(sheet, text)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADING
    return cell


def _row(sheet, action, directory):
    return [_cell(sheet, name, said(action, name, directory)) for name in SHEET]


def said(action, name, directory):
    """What one column says of one action."""
    if name == SAID:
        return progress_of(action)
    if name in ("progress", "reason"):
        return ""
    if name in PEOPLE:
        return directory.address(getattr(action, name))
    if name == "status":
        return action.get_status_display()
    return getattr(action, name)


def _cell(sheet, name, value):
    if name == "due_on":
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "DD/MM/YYYY"
    elif name == VERSION:
        cell = WriteOnlyCell(sheet, value)
    else:
        cell = _words(sheet, tidy(value))
    cell.alignment = WRAP
    if name not in TYPED:
        cell.fill = READ_ONLY
    return cell


def _words(sheet, text):
    """Words stay words: nothing typed is ever run, nor read as a number or a day."""
    cell = WriteOnlyCell(sheet, str(text)[:LONGEST] or None)
    if cell.value is not None:
        cell.data_type = "s"
    cell.number_format, cell.alignment = "@", WRAP
    return cell


def _instructions(sheet, headings) -> None:
    sheet.column_dimensions["A"].width = 100
    lines = [
        _("Change the white cells. Grey cells are there to be read."),
        _("Keep the references: they say which action a row is. You may sort, filter "
          "and delete rows; actions without a row stay as they are."),
        _("What you write under “%s” is added to what was said before. Nothing said "
          "before is changed.") % headings["progress"],
        _("A later date is an extension: give its reason in the last column."),
        _("Name people by the e-mail address they sign in with."),
        _("An action becomes Embedded only on the portal, after its measure was "
          "tested again."),
        _("Say a role, never the name of a child, adult, family or practitioner."),
        _("Then upload the file. You see every change before it is made, and what "
          "somebody else changed meanwhile."),
    ]  # fmt: skip
    for line in lines:
        sheet.append([_words(sheet, line)])


def _drop_downs(book, sheet, last, directory) -> None:
    """Lists stand on a hidden sheet: a list in the rule itself holds 255 letters."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    statuses = [str(s.label) for s in ActionStatus if s != ActionStatus.BLUE]
    agencies = sorted(str(one) for one in directory.agencies.values())
    for at in range(max(len(statuses), len(agencies))):
        pair = (statuses[at : at + 1], agencies[at : at + 1])
        lists.append([_words(lists, one[0] if one else "") for one in pair])
    for letter, name, words in (("A", "status", statuses), ("B", "agency", agencies)):
        if words:
            area = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(words)}"
            _drop_down(sheet, name, area, last)


def _drop_down(sheet, name, area, last) -> None:
    rule = DataValidation("list", formula1=area, allow_blank=True)
    rule.errorStyle = "warning"  # an embedded action keeps its word
    rule.error = _("Choose one of the list.")
    letter = get_column_letter(SHEET.index(name) + 1)
    rule.add(f"{letter}2:{letter}{max(last, 2)}")
    sheet.data_validations.append(rule)

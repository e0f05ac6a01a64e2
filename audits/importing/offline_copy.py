"""An agency's return as a workbook to fill in without a connection."""

from io import BytesIO
from itertools import groupby

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from audits.choices import QuestionKindChoices, RepeatChoices
from audits.importing import offline
from audits.importing.offline import SEAL_SHEET, cells_of, code_of, seal_of
from audits.steps import blocks_of, levels_of

READ_ONLY = PatternFill("solid", fgColor="F3F2F1")
TO_FILL = PatternFill("solid", fgColor="FFFFFF")
HEADING = PatternFill("solid", fgColor="0B0C0C")
LINE = Side(style="thin", color="B1B4B6")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
TOP_LEFT = Alignment(wrap_text=True, vertical="top")
FIRST_ROW = 3  # below the machine's names and the headings


def _columns() -> list[tuple[str, str, int]]:
    """Name for the machine, heading for people, width in characters."""
    return [
        (offline.CODE, _("Code"), 8),
        ("number", _("Number"), 8),
        ("question", _("Question"), 42),
        ("guidance", _("Guidance"), 36),
        ("levels", _("What each rating looks like"), 40),
        (offline.ANSWER, _("Answer or rating"), 26),
        (offline.POSITION, _("Summary of current position"), 50),
        ("evidence", _("Evidence already on the portal"), 30),
        (offline.LINKS, _("Links to add: title | address"), 34),
        (offline.IMPROVEMENT, _("Improvement action"), 40),
        (offline.REASON, _("If it does not apply to you, why"), 30),
    ]


TO_TYPE = {
    offline.ANSWER, offline.POSITION, offline.LINKS, offline.IMPROVEMENT, offline.REASON
}  # fmt: skip


def offline_copy(agency_return, steps, answers) -> bytes:
    """The workbook: a sheet of instructions, one per section, and a hidden seal."""
    book = Workbook()
    _instructions(book.active, agency_return)
    lists = book.create_sheet(SEAL_SHEET)
    choices = _Choices(lists)
    blocks = blocks_of(agency_return.round)
    for section, part in groupby(steps, key=lambda step: step.question.section):
        title = _sheet_title(book, section)
        sheet = book.create_sheet(title, index=len(book.sheetnames) - 1)
        _section(sheet, list(part), answers, choices, blocks)
    seal = seal_of(agency_return, steps, answers).signed()
    for row, piece in enumerate(seal, 1):
        _write(lists.cell(row, 1), piece)
    lists.sheet_state = "veryHidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _instructions(sheet, agency_return) -> None:
    sheet.title = _("Start here")
    sheet.column_dimensions["A"].width = 100
    rows = [
        agency_return.round.source.title,
        agency_return.agency.name,
        _("Due on %s") % agency_return.due_on.strftime("%d/%m/%Y"),
        "",
        _("Fill in the white cells. Grey cells are there to be read."),
        _("Choose ratings from the list that opens in the cell."),
        _("A rating needs a summary of current position and evidence beside it."),
        _("Files are added on the portal. Links may be typed here: title | address."),
        _(
            "Save the workbook, then upload it on the page you downloaded it from. "
            "Before anything is saved you see every change."
        ),
        _(
            "Colleagues may go on answering on the portal: where both of you changed "
            "an answer you choose whose words stay. Nothing is overwritten."
        ),
        _("Do not write anything that identifies a child, adult, family or worker."),
    ]
    for row, text in enumerate(rows, 1):
        _write(sheet.cell(row, 1), text)
        sheet.cell(row, 1).alignment = TOP_LEFT
        sheet.cell(row, 1).font = Font(bold=row <= 2, size=14 if row == 1 else 11)


def _sheet_title(book, section) -> str:
    """Up to 31 characters, none that Excel refuses, each title once."""
    plain = "".join(c for c in str(section) if c not in r"[]:*?/\'" and c >= " ")
    title, number = plain.strip()[:31] or _("Section"), 2
    while title.casefold() in {name.casefold() for name in book.sheetnames}:
        title, number = f"{plain.strip()[:27]} {number}", number + 1
    return title


class _Choices:
    """Lists that cells drop down, kept on the hidden sheet."""

    def __init__(self, sheet):
        self.sheet, self.column, self.known = sheet, 2, {}

    def range_of(self, words: list[str]) -> str:
        key = tuple(words)
        if key not in self.known:
            for row, word in enumerate(words, 1):
                _write(self.sheet.cell(row, self.column), word)
            letter = get_column_letter(self.column)
            name = quote_sheetname(self.sheet.title)
            self.known[key] = f"{name}!${letter}$1:${letter}${len(words)}"
            self.column += 1
        return self.known[key]


def _section(sheet, steps, answers, choices, blocks) -> None:
    columns = _columns()
    for at, (name, heading, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        _write(sheet.cell(1, at), name)
        cell = sheet.cell(2, at)
        _write(cell, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADING
        cell.alignment = TOP_LEFT
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "D3"
    for row, step in enumerate(steps, FIRST_ROW):
        _row(sheet, row, step, answers.get(step.place), columns, blocks)
        _drop_down(sheet, row, step, columns, choices)
    _protect(sheet)


def _row(sheet, row, step, answer, columns, blocks) -> None:
    said = _asked(step, answer, blocks) | cells_of(step, answer)
    for at, (name, _heading, _width) in enumerate(columns, 1):
        cell = sheet.cell(row, at)
        _write(cell, said.get(name, ""))
        cell.alignment, cell.border = TOP_LEFT, BOX
        cell.fill = TO_FILL if name in TO_TYPE else READ_ONLY
        cell.protection = Protection(locked=name not in TO_TYPE)
        if name in TO_TYPE:
            # Excel then leaves "- we meet", "=", 007 and 3/4 as they are typed.
            cell.number_format = "@"


def _asked(step, answer, blocks) -> dict[str, str]:
    question, block = step.question, step.block
    written = {row.level_id: row.text for row in question.descriptors.all()}
    levels = [
        f"{level}: {written.get(level.pk) or level.definition}".rstrip(": ")
        for level in levels_of(question)
    ]
    listed = []
    if question.repeat == RepeatChoices.PRIORITIES_INSIDE:
        listed = [f"- {item}" for item in blocks.get(question.pk, [])]
    guidance = [question.guidance, question.evidence_hint, *listed]
    evidence = answer.evidence.all() if answer else []
    return {
        offline.CODE: code_of(step),
        "number": question.number,
        "question": "\n".join(filter(None, [question.text, block and str(block)])),
        "guidance": "\n\n".join(filter(None, guidance)),
        "levels": "\n".join(levels),
        "evidence": "\n".join(item.title for item in evidence),
    }


def _drop_down(sheet, row, step, columns, choices) -> None:
    words = [str(level) for level in levels_of(step.question)]
    if step.question.kind == QuestionKindChoices.YES_NO:
        words = [_("Yes"), _("No")]
    if not words:
        return
    at = [name for name, _heading, _width in columns].index(offline.ANSWER) + 1
    rule = DataValidation("list", formula1=choices.range_of(words), allow_blank=True)
    rule.error = _("Choose one of the list, or leave the cell empty.")
    sheet.add_data_validation(rule)
    rule.add(sheet.cell(row, at))


def _protect(sheet) -> None:
    """Only the cells to fill in can be typed in; no password stands in the way."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.formatCells = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write(cell, text) -> None:
    """Words stay words: nothing typed is ever run."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(text))[:32767] or None
    if cell.value is not None:
        cell.data_type = "s"

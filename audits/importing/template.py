"""The workbook a board may copy its questions into: headings, an example, a guide."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from frameworks.vocabulary import QuestionTag

TOP_LEFT = Alignment(wrap_text=True, vertical="top")
HEADING = PatternFill("solid", fgColor="F3F2F1")
LAST_ROW = 500


def questionnaire_template() -> bytes:
    """A sheet to fill in and a sheet that says how."""
    book = Workbook()
    _questions(book.active)
    _guide(book.create_sheet(_("How to fill it in")))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _columns() -> list[tuple[str, int, str]]:
    """Heading, width in characters, and what the example row says."""
    return [
        (_("Section"), 26, _("Leadership")),
        (_("Number"), 10, _("Example")),
        (_("Question"), 50, _("Leaders ask how safe their service is every quarter.")),
        (_("Guidance"), 40, _("Think of boards, senior managers and governors.")),
        (_("Evidence to look for"), 36, _("Minutes, a dashboard.")),
        (_("Kind of answer"), 16, _("rating")),
        (_("Tags"), 22, _("voice of the child")),
        (_("Blue"), 30, _("Asked, acted on, and the effect was tested.")),
        (_("Green"), 30, _("Asked every quarter and acted on.")),
        (_("Amber"), 30, _("Asked now and then.")),
        (_("Red"), 30, _("Not asked.")),
    ]


def _questions(sheet) -> None:
    sheet.title = _("Questions")
    sheet.freeze_panes = "A2"
    for at, (heading, width, example) in enumerate(_columns(), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        top, below = sheet.cell(1, at), sheet.cell(2, at)
        top.value, below.value = heading, example
        top.font, top.fill = Font(bold=True), HEADING
        below.font = Font(italic=True, color="505A5F")
        top.alignment = below.alignment = TOP_LEFT
    _offer(sheet, "F", '"rating,written,yes or no,number,date"')


def _offer(sheet, letter, words) -> None:
    rule = DataValidation("list", formula1=words, allow_blank=True)
    sheet.add_data_validation(rule)
    rule.add(f"{letter}3:{letter}{LAST_ROW}")


def _guide(sheet) -> None:
    tags = ", ".join(tag.value.replace("_", " ") for tag in QuestionTag)
    rows = [
        _("One row for each question. The grey example row is left out by itself."),
        _("Section: write it once, or on every row; the order of the rows counts."),
        _("Number: your own. Left empty, questions are numbered in order."),
        _("Keep numbers from year to year: answers then carry forward."),
        _("Kind of answer: rating, written, yes or no, number or date."),
        _("Tags, with commas between them: %s.") % tags,
        _(
            "The last columns say what each rating looks like. Rename them to your "
            "own levels, delete or add some: Met, Partly met, Not met, for example."
        ),
        _("You may use your own workbook instead: headings in any of the first rows."),
        _("Nothing is kept before you have seen what the file would make."),
    ]
    sheet.column_dimensions["A"].width = 100
    for row, text in enumerate(rows, 1):
        sheet.cell(row, 1).value = text
        sheet.cell(row, 1).alignment = TOP_LEFT

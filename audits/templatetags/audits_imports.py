"""The columns of uploaded sheets, drawn as rows of choices."""

from django import template
from openpyxl.utils import get_column_letter

register = template.Library()
SAMPLES = 4  # first words of a column, enough to know it by


@register.filter
def sheet_parts(form):
    """Each sheet of a columns form with its fields and first words."""
    for at, (sheet, _mapping) in enumerate(form.sheets):
        yield {
            "sheet": sheet,
            "use": form[f"use_{at}"],
            "row": form[f"row_{at}"],
            "columns": [_column(form, at, sheet, one) for one in range(sheet.width)],
        }


def _column(form, at, sheet, column):
    said = (sheet.cell(row, column) for row in range(min(len(sheet.rows), 200)))
    samples = [text[:80] for text in said if text][:SAMPLES]
    return {
        "letter": get_column_letter(column + 1),
        "samples": samples,
        "field": form[f"column_{at}_{column}"],
    }

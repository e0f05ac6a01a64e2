"""Every answer of a round as a file."""

import csv
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from audits.steps import count_steps
from boards.access import note_access, require
from boards.exports import XLSX, asked_kind, safe
from boards.roles import Permission
from reporting.papers.reading import answer_headings, answer_rows, answer_table
from reporting.papers.round_answers import workbook
from reporting.subjects import find_round, may_read_analysis, round_name

# More than this is built in the background.
MOST_ROWS_AT_ONCE = 5_000


class Line:
    """What the csv writer writes to: it hands each line straight back."""

    def write(self, text):
        return text


@require_GET
def round_export(request, board, reference):
    """A row for each agency and question, under the board's exact headings."""
    round = find_round(request.user, request.board, reference)
    require(request.user, Permission.READ_ANALYSIS, round)
    if not may_read_analysis(request.user, round):
        raise PermissionDenied(Permission.READ_ANALYSIS.value)
    if asked_kind(request) == "csv":
        return _noted(request, round, _csv(round, request.user))
    if count_steps(round) * round.returns.count() > MOST_ROWS_AT_ONCE:
        return redirect(
            "reporting:document-ask", board, "round-answers-excel", reference
        )
    content = workbook(round, request.user)
    return _noted(request, round, HttpResponse(content, content_type=XLSX))


def _csv(round, user) -> StreamingHttpResponse:
    """Line by line, so that a country's schools fit into memory."""
    wording, writer = answer_table(round), csv.writer(Line())
    lines = chain([answer_headings(wording)], answer_rows(round, user, wording))
    body = (writer.writerow([safe(value) for value in line]) for line in lines)
    return StreamingHttpResponse(
        chain(["\ufeff"], body), content_type="text/csv; charset=utf-8"
    )


def _noted(request, round, response):
    """Named as an attachment, and kept in the access records."""
    ending = "csv" if response.streaming else "xlsx"
    name = f"{slugify(round_name(round))}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    note_access(request.user, round, "exported every answer")
    return response

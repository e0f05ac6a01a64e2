"""Published annual reports, for anybody: a page, and its files."""

from django.http import Http404

from boards.lists import paginate
from boards.public_page import public_page, show
from boards.public_words import asked_language
from reporting.annual.edition_files import with_files_of
from reporting.annual.editions import ENGLISH, WELSH
from reporting.annual.html import chapters_of
from reporting.annual.published import items, published_report
from reporting.services.annual_editions import edition_document
from reporting.views.annual_publish import sent

HERE = "annual-reports"


@public_page
def public_annual_reports(request, board):
    """Every annual report the board has published."""
    page = paginate(request, items(board))
    return show(request, "reporting/annual_read/published.html", here=HERE, page=page)


@public_page
def public_annual_report(request, board, reference):
    """One report to read, in English or Welsh, and its files."""
    report, edition = published_report(board, reference)
    bilingual = WELSH in edition.content
    wanted = asked_language(request) == WELSH and bilingual
    document = edition_document(edition, WELSH if wanted else ENGLISH)
    return show(
        request,
        "reporting/annual_read/published_one.html",
        here=HERE,
        bilingual=bilingual,
        report=report,
        document=document,
        read_in="cy" if wanted else "en",
        chapters=chapters_of(document),
        files=[one for one in with_files_of(edition) if one.is_built],
    )


@public_page
def public_annual_file(request, board, reference, language, format):
    """One file of a published report."""
    _report, edition = published_report(board, reference)
    found = edition.files.filter(language=language, format=format).first()
    if found is None or found.built_at is None:
        raise Http404
    return sent(found)

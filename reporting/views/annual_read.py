"""Reading a draft of the annual report, and commenting on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.roles import Permission
from boards.views.forms import accepted
from boards.views.unsaved_forms import forget_words, kept_words
from reporting.annual.guards import report_or_404
from reporting.annual.read_due import page_of
from reporting.annual.read_guards import edition_asked
from reporting.annual.read_page import (
    document_for,
    language_asked,
    page_for,
    place_of,
)
from reporting.annual.read_rules import has_a_say, may_comment, may_run
from reporting.annual.steps import latest_edition
from reporting.forms.annual_reading import CommentForm
from reporting.models import AnnualReading
from reporting.services.annual_comments import comment, finish_reading


@require_http_methods(["GET", "POST"])
def annual_read(request, board, reference):
    """The draft, calmly: contents, words, records behind them, one's comments.

    `?on=block-5` opens the form beside that paragraph; what is refused stands in it.
    """
    report = report_or_404(request, reference)
    edition = edition_asked(request, report)
    may_say = may_comment(request.user, report)
    if request.method == "POST" and not may_say:
        raise PermissionDenied(Permission.SCRUTINISE.value)
    form = _form(request, edition)
    if request.method == "POST":
        made = _commented(request, report, edition, form)
        if made:
            forget_words(request, f"on={_on(request)}")
            return redirect(f"{page_of(report, 'annual-read')}#comment-{made.pk}")
    language = language_asked(request, edition)
    page = page_for(request.user, report, edition, language)
    context = {
        "report": report,
        "edition": edition,
        "page": page,
        "language": language,
        "languages": list(edition.content) if edition else [],
        "may_comment": may_say and page.number == _last_number(report),
        "form": form,
        "on": _on(request),
        "runs": may_run(request.user, report),
        "has_read": _has_read(request, report),
        "may_finish": may_say and has_a_say(request.user, report),
    }
    if may_say and _on(request):
        here = page_of(report, "annual-read")
        context["sends_to"] = f"{here}?edition={page.number}"
        context |= kept_words(request, form, f"on={_on(request)}")
    return render(request, "reporting/annual_read/read.html", context)


def _last_number(report) -> int:
    last = latest_edition(report)
    return last.number if last else 0


def _on(request) -> str:
    """Where the form stands: `block-5`, `section-2` or `whole`."""
    if request.method == "POST":
        for name in ("block", "section"):
            if number := request.POST.get(name):
                return f"{name}-{number}"
        return "whole"
    return request.GET.get("on", "")


def _form(request, edition):
    kind, _dash, number = _on(request).partition("-")
    initial = {"edition": edition.number if edition else 0}
    if kind in ("block", "section") and number.isdecimal():
        initial[kind] = int(number)
    return CommentForm(request.POST or None, user=request.user, initial=initial)


def _commented(request, report, edition, form):
    """The comment that was kept, or None while the form has an error."""
    document = document_for(report, edition, language_asked(request, edition))
    made = []

    def write(said):
        place = place_of(document, said["section"], said["block"])
        made.append(
            comment(
                report=report, section=_row(report.sections, place[0]),
                block=_block(report, place[1]), about=place[2], text=said["text"],
                edition=said["edition"], sent_once=said["sent_once"], by=request.user,
            )
        )  # fmt: skip

    if not accepted(form, write):
        return None
    messages.success(request, _("Your comment is with the editor."))
    return made[0]


def _row(rows, pk):
    return rows.filter(pk=pk).first() if pk else None


def _block(report, pk):
    sections = report.sections.filter(blocks=pk) if pk else report.sections.none()
    section = sections.first()
    return section.blocks.filter(pk=pk).first() if section else None


def _has_read(request, report) -> bool:
    rows = AnnualReading.objects.visible_to(request.user)
    return rows.filter(report=report, user=request.user).exists()


@require_POST
def annual_read_finished(request, board, reference):
    """Say that one has read it and has no more to say."""
    report = report_or_404(request, reference)
    if not may_comment(request.user, report):
        raise PermissionDenied(Permission.SCRUTINISE.value)
    finish_reading(report=report, edition=_last_number(report), by=request.user)
    messages.success(request, _("Thank you. The editor knows that you have read it."))
    return redirect(page_of(report, "annual-read"))

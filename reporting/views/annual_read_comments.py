"""Comments on a draft as a queue, and answering them."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.views.forms import written
from reporting.annual.guards import report_or_404
from reporting.annual.read_due import page_of
from reporting.annual.read_guards import comment_to_answer
from reporting.annual.read_rules import may_run
from reporting.forms.annual_reading import AnswerForm, CommentFilterForm
from reporting.models import AnnualComment
from reporting.services.annual_comments import answer_comment

COLUMNS = {
    "said": ("at",),
    "by": ("by__full_name", "at"),
    "section": ("section__number", "block__number", "at"),
    "state": ("state", "at"),
}


@require_GET
def annual_comments(request, board, reference):
    """Every comment for the officers; a member's own for a member."""
    report = report_or_404(request, reference)
    rows = AnnualComment.objects.visible_to(request.user).filter(report=report)
    sections = report.sections.order_by("number")
    form = CommentFilterForm(request.GET, user=request.user, sections=sections)
    sorting = Sorting(request, COLUMNS)
    found = form.apply(rows.select_related("by", "section", "answered_by"))
    found = sorting.apply(found)
    if kind := asked_kind(request):
        return _file(kind, report, found)
    context = {
        "report": report,
        "form": form,
        "page": paginate(request, found),
        "runs": may_run(request.user, report),
        **sorting.context,
    }
    return render(request, "reporting/annual_read/comments.html", context)


def _file(kind, report, rows):
    headings = [
        _("Date"), _("By"), _("Section"), _("About"), _("Comment"), _("State"),
        _("Answer"),
    ]  # fmt: skip
    lines = [
        [
            row.at.date(),
            row.by,
            row.section or _("The whole report"),
            row.about,
            row.text,
            row.get_state_display(),
            row.answer,
        ]
        for row in rows
    ]
    return download(kind, f"comments-{report.reference}", headings, lines)


@require_http_methods(["GET", "POST"])
def annual_comment_answer(request, board, reference, pk):
    """Taken in, or not and why."""
    found = comment_to_answer(request, reference, pk)
    initial = {"state": found.state, "answer": found.answer}
    form = AnswerForm(request.POST or None, user=request.user, initial=initial)
    return written(
        request,
        form,
        lambda said: answer_comment(comment=found, by=request.user, **said),
        heading=_("Answer a comment"),
        caption=str(found.by),
        back_url=page_of(found.report, "annual-comments"),
        to=f"{page_of(found.report, 'annual-comments')}?state=open",
        template="reporting/annual_read/answer.html",
        comment=found,
        report=found.report,
    )

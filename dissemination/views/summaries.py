"""Summaries of learning: the list, one summary, writing, sending, answering."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from dissemination.forms.summaries import (
    SummaryAnswerForm,
    SummaryFilterForm,
    SummaryForm,
)
from dissemination.guards import (
    summary_or_404,
    summary_to_answer,
    summary_to_write,
)
from dissemination.headings import SUMMARY, headings_of
from dissemination.models import DisseminationPlan, LearningSummary, PlanLine
from dissemination.prefilled import summary_words
from dissemination.queries import source_seen, with_audiences, with_source
from dissemination.rules import (
    may_answer_summary,
    may_begin,
    may_write_summary,
    runs_group,
)
from dissemination.services.summaries import (
    OPEN,
    answer_summary,
    edit_summary,
    submit_summary,
    write_summary,
)
from dissemination.steps import steps
from dissemination.views.writing import confirmed, form_written
from learning.views.of_source import source_or_404

COLUMNS = {
    "written": ("-created_at",),
    "activity": ("activity_type",),
    "group": ("group__name_en", "-created_at"),
    "to": ("to_group__name_en", "-created_at"),
    "state": ("state", "-created_at"),
    "sent": ("submitted_at",),
}


@require_GET
def summaries(request, board):
    """Summaries this person may know of; filter, search, sort, page, export."""
    seen = LearningSummary.objects.visible_to(request.user).filter(board=request.board)
    form = SummaryFilterForm(request.GET, user=request.user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = form.apply(with_source(seen, request.user))
    found = sorting.apply(found.select_related("group", "to_group", "board"))
    if kind := asked_kind(request):
        return _file(request, kind, with_audiences(found, request.user))
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_begin": may_begin(request.user, request.board),
        **sorting.context,
    }
    return render(request, "dissemination/summaries.html", context)


def _file(request, kind, rows):
    words = headings_of(request.board, request.user, SUMMARY)
    headings = [
        _("Reference"), *words.words.values(), _("The learning is a"), _("Goes to"),
        _("State"), _("Sent on"), _("Answer"),
    ]  # fmt: skip
    table = [
        [
            row.reference, str(row.group), row.activity_type, row.description,
            row.summary, row.messages, audience_words(row), row.get_kind_display(),
            str(row.to_group), row.get_state_display(),
            row.submitted_at.date() if row.submitted_at else "", row.answer,
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"summaries-{request.board.slug}", headings, table)


def audience_words(row) -> str:
    """Its audiences the person may know of, and what is said of them."""
    named = [str(one) for one in row.shown_audiences]
    return "\n".join(filter(None, [*named, row.audience_note]))


@require_GET
def summary(request, board, reference):
    """One summary under the headings of the board's own form."""
    found, user = summary_or_404(request, reference), request.user
    plans = DisseminationPlan.objects.visible_to(user).select_related("group", "board")
    plan = plans.filter(summary=found).first()
    left = PlanLine.objects.visible_to(user).outstanding().filter(due_on__isnull=False)
    audiences = with_audiences(
        LearningSummary.objects.visible_to(user).filter(pk=found.pk), user
    ).get()
    left = left.filter(plan=plan).count() if plan else 0
    context = {
        "summary": found,
        "source": source_seen(found, user),
        "headings": headings_of(request.board, user, SUMMARY),
        "audiences": audience_words(audiences),
        "plan": plan,
        "steps": steps(found, plan, left),
        "may_write": may_write_summary(user, found) and found.state in OPEN,
        "may_answer": may_answer_summary(user, found) and found.state == "submitted",
        "may_plan": may_answer_summary(user, found) and found.state == "accepted",
        "may_build": allowed(user, Permission.BUILD_DOCUMENT, found),
    }
    return render(request, "dissemination/summary.html", context)


@require_http_methods(["GET", "POST"])
def summary_write(request, board):
    """What a group learnt, from no single source."""
    if not may_begin(request.user, request.board):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    back = reverse("dissemination:summaries", args=[request.board.slug])
    return _write(request, None, back)


@require_http_methods(["GET", "POST"])
def summary_from(request, board, reference):
    """What a group learnt from a source; its findings stand in the form."""
    source = source_or_404(request, reference)
    lead = source.lead_group
    begins = may_begin(request.user, request.board)
    if lead and lead.restricted:
        begins = runs_group(request.user, source.board_id, lead.pk)
    if not begins:
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    back = reverse("dissemination:sharing-of", args=[request.board.slug, reference])
    return _write(request, source, back)


def _write(request, source, back):
    new = LearningSummary(board=request.board)
    form = SummaryForm(
        request.POST or None, instance=new, board=request.board, user=request.user,
        source=source, initial=summary_words(source, request.user),
    )  # fmt: skip

    def write(data):
        return write_summary(
            board=request.board, source=source, by=request.user,
            sent_once=data["sent_once"], **form.values,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=back, to=lambda made: made.get_absolute_url(),
        heading=headings_of(request.board, request.user, SUMMARY).title,
        caption=source.title if source else "", submit=_("Save the draft"),
        done=_("Saved as a draft. Read it once more, then send it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def summary_edit(request, board, reference):
    """Change a draft; two people at once see both texts."""
    found = summary_to_write(request, reference)
    if found.state not in OPEN:
        raise Http404
    form = SummaryForm(
        request.POST or None, instance=found, board=request.board, user=request.user,
        source=found.source,
    )  # fmt: skip

    def write(data):
        edit_summary(
            summary=found, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(), done=_("Saved."),
        heading=_("Change the summary"), caption=found.reference,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def summary_send(request, board, reference):
    """Send it to the group that shares, after a last look."""
    found = summary_to_write(request, reference)
    if found.state not in OPEN:
        raise Http404
    return confirmed(
        request, lambda: submit_summary(summary=found, by=request.user),
        "dissemination/summary_send.html", to=found, summary=found,
        done=_("Sent. The group finds it among what waits for it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def summary_answer(request, board, reference):
    """Take it on for sharing, or send it back with words."""
    found = summary_to_answer(request, reference)
    if found.state != "submitted":
        raise Http404
    form = SummaryAnswerForm(request.POST or None, user=request.user)

    def write(data):
        answer_summary(
            summary=found, accept=data["decision"] == "accept", answer=data["answer"],
            by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.get_absolute_url(), template="form.html",
        heading=_("Answer this summary"), caption=found.activity_type,
        submit=_("Send the answer"), done=_("Answered."),
    )  # fmt: skip

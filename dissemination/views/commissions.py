"""Commissions between groups: asking, taking on, doing."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from dissemination.forms.commissions import (
    CommissionAnswerForm,
    CommissionDoneForm,
    CommissionFilterForm,
    CommissionForm,
)
from dissemination.guards import (
    commission_or_404,
    commission_to_answer,
    commission_to_change,
)
from dissemination.models import Commission
from dissemination.queries import source_seen, with_audiences, with_source
from dissemination.rules import (
    may_answer_commission,
    may_begin,
    may_change_commission,
)
from dissemination.services.commissions import (
    answer_commission,
    ask_commission,
    edit_commission,
    finish_commission,
)
from dissemination.views.writing import form_written
from learning.views.of_source import source_or_404

COLUMNS = {
    "due": ("due_on",),
    "task": ("task",),
    "from": ("from_group__name_en", "due_on"),
    "to": ("to_group__name_en", "due_on"),
    "state": ("state", "due_on"),
}
ENDED = {"done", "declined"}


@require_GET
def commissions(request, board):
    """Commissions this person may know of; filter, search, sort, page, export."""
    seen = Commission.objects.visible_to(request.user).filter(board=request.board)
    form = CommissionFilterForm(request.GET, user=request.user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen))
    found = found.select_related("from_group", "to_group", "board")
    if kind := asked_kind(request):
        return _file(request, kind, with_audiences(found, request.user))
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_begin": may_begin(request.user, request.board),
        **sorting.context,
    }
    return render(request, "dissemination/commissions.html", context)


def _file(request, kind, rows):
    headings = [
        _("From"), _("To"), _("What is asked"), _("Evaluate the impact"), _("Due on"),
        _("State"), _("Why it is not taken on"), _("Learning outcomes"),
        _("Key messages"), _("Audiences"), _("Done on"), _("Source"),
    ]  # fmt: skip
    table = [
        [
            str(row.from_group), str(row.to_group), row.task,
            _("Yes") if row.evaluate else _("No"), row.due_on,
            row.get_state_display(), row.reason, row.outcome, row.messages,
            "\n".join(map(str, row.shown_audiences)), row.done_on or "",
            row.seen_reference or "",
        ]
        for row in with_source(rows, request.user)
    ]  # fmt: skip
    return download(kind, f"commissions-{request.board.slug}", headings, table)


@require_GET
def commission(request, board, pk):
    """What one group asked of another, and what came of it."""
    found, user = commission_or_404(request, pk), request.user
    rows = Commission.objects.visible_to(user).filter(pk=found.pk)
    context = {
        "commission": found,
        "source": source_seen(found, user),
        "audiences": with_audiences(rows, user).get().shown_audiences,
        "may_change": may_change_commission(user, found) and found.state not in ENDED,
        "may_answer": may_answer_commission(user, found) and found.state == "open",
        "may_finish": may_answer_commission(user, found) and found.state == "accepted",
    }
    return render(request, "dissemination/commission.html", context)


@require_http_methods(["GET", "POST"])
def commission_ask(request, board):
    """A task for another group, from no single source."""
    back = reverse("dissemination:commissions", args=[request.board.slug])
    return _ask(request, None, back)


@require_http_methods(["GET", "POST"])
def commission_from(request, board, reference):
    """A task for another group, from what a source taught."""
    source = source_or_404(request, reference)
    if source.lead_group and source.lead_group.restricted:
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    back = reverse("dissemination:sharing-of", args=[request.board.slug, reference])
    return _ask(request, source, back)


def _ask(request, source, back):
    if not may_begin(request.user, request.board):
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    form = CommissionForm(
        request.POST or None, instance=Commission(board=request.board),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return ask_commission(
            board=request.board, source=source, by=request.user,
            sent_once=data["sent_once"], **form.values,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=back, to=lambda made: made.get_absolute_url(),
        heading=_("Ask another group"), caption=source.title if source else "",
        submit=_("Ask the group"), done=_("Asked. The group finds it on its page."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def commission_edit(request, board, pk):
    """Change what is asked, until it has ended."""
    found = commission_to_change(request, pk)
    if found.state in ENDED:
        raise Http404
    form = CommissionForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        edit_commission(
            commission=found, values=form.values, version=data["version"],
            by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.get_absolute_url(), done=_("Saved."),
        heading=_("Change the commission"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def commission_answer(request, board, pk):
    """Take it on, or say why not."""
    found = commission_to_answer(request, pk)
    if found.state != "open":
        raise Http404
    form = CommissionAnswerForm(request.POST or None, user=request.user)

    def write(data):
        answer_commission(
            commission=found, take_on=data["decision"] == "yes", reason=data["reason"],
            by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=found.get_absolute_url(), template="form.html",
        heading=_("Answer this commission"), hint=found.task, done=_("Answered."),
        submit=_("Send the answer"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def commission_done(request, board, pk):
    """Learning outcomes, key messages and audiences."""
    found = commission_to_answer(request, pk)
    if found.state != "accepted":
        raise Http404
    form = CommissionDoneForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        finish_commission(
            commission=found, version=data["version"], by=request.user, **form.values
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("What came of it"), hint=found.task, submit=_("Mark as done"),
        done=_("Done. The group that asked can read it."),
    )  # fmt: skip

"""From "not yet sent" to the receipt, and back again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits import rules
from audits.forms.returns import WordsForm
from audits.models import Submission
from audits.services import submitting
from audits.services.changes import what_changed
from audits.services.drafts import waiting_in
from audits.services.submitting import Incomplete
from audits.views.places import return_or_404, step_url
from boards.access import allowed, get_visible_or_404, require
from boards.roles import Permission


def _page(found, name) -> str:
    return reverse(f"audits:{name}", args=[found.board.slug, found.reference])


def _missing(found, missing):
    """What is missing, each with the address where it is put right."""
    return [(one, step_url(found, one.step)) for one in missing]


@require_GET
def return_review(request, board, reference):
    """Everything as it will be sent, and what is still missing."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ANSWER, found)
    reading = submitting.read_return(found)
    context = {
        "agency_return": found,
        "rows": [(step, reading.answers.get(step.place)) for step in reading.steps],
        "missing": _missing(found, reading.missing),
        "waiting": [
            (draft, step_url(found, draft))
            for draft in waiting_in(found, user=request.user)
        ],
        "editable": rules.is_editable(found),
        "may_submit": allowed(request.user, Permission.SUBMIT, found),
        "may_sign": allowed(request.user, Permission.SIGN_OFF, found),
        "needs_signature": found.round.executive_sign_off,
    }
    if request.GET.get("print"):
        return render(request, "audits/return_print.html", context)
    return render(request, "audits/return_review.html", context)


@require_POST
def return_submit(request, board, reference):
    """Send the return: to the board, or first to the agency's executive."""
    found = return_or_404(request, reference)
    require(request.user, Permission.SUBMIT, found)
    signs = allowed(request.user, Permission.SIGN_OFF, found)
    if found.round.executive_sign_off and not signs:
        return _to_executive(request, found)
    return _to_board(request, found)


def _to_executive(request, found):
    if found.is_received:
        return redirect(_page(found, "return-receipt"))
    try:
        submitting.send_to_executive(agency_return=found, by=request.user)
    except Incomplete:
        return redirect(_page(found, "return-review"))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(found)
    text = _(
        "The return is with your executive. It has not been sent to the board yet."
    )
    messages.success(request, text)
    return redirect(found)


def _to_board(request, found):
    try:
        submitting.submit(agency_return=found, by=request.user)
    except Incomplete:
        return redirect(_page(found, "return-review"))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(found)
    return redirect(_page(found, "return-receipt"))


@require_http_methods(["GET", "POST"])
def return_sign_off(request, board, reference):
    """What moved since last round, for the executive who signs or sends it back."""
    found = return_or_404(request, reference)
    require(request.user, Permission.SIGN_OFF, found)
    form = WordsForm(request.POST or None, label=_("What needs changing"))
    if request.method == "POST":
        if request.POST.get("decision") == "sign":
            return _to_board(request, found)
        if form.is_valid() and _sent_back(request, found, form):
            return redirect(found)
    reading = submitting.read_return(found)
    changes = what_changed(found, steps=reading.steps, answers=reading.answers)
    context = {
        "agency_return": found,
        "changes": changes,
        "form": form,
        "missing": _missing(found, reading.missing),
        "waiting": found.sign_off_requests.filter(sent_back_at__isnull=True)
        .select_related("sent_by")
        .first(),
    }
    return render(request, "audits/return_sign_off.html", context)


def _sent_back(request, found, form) -> bool:
    try:
        submitting.send_back(
            agency_return=found, by=request.user, note=form.cleaned_data["words"]
        )
    except ValidationError as problem:
        form.add_error("words", problem.messages)
        return False
    messages.success(request, _("The return was sent back with your note."))
    return True


@require_POST
def return_withdraw(request, board, reference):
    """The lead takes a return back from the executive."""
    found = return_or_404(request, reference)
    require(request.user, Permission.SUBMIT, found)
    note = _("Taken back by %s") % request.user
    try:
        submitting.send_back(agency_return=found, by=request.user, note=note)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(found)


def _submissions(request, found):
    rows = Submission.objects.visible_to(request.user).filter(agency_return=found)
    return rows.select_related("submitted_by", "signed_off_by")


@require_GET
def return_receipt(request, board, reference):
    """Confirmation that the board has the return, with its reference."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ANSWER, found)
    submission = _submissions(request, found).first()
    if submission is None or not found.is_received:
        return redirect(found)  # which says plainly that it has not been sent
    context = {
        "agency_return": found,
        "submission": submission,
        "drafts": found.improvements.filter(state="draft").count(),
    }
    return render(request, "audits/return_receipt.html", context)


@require_GET
def return_copy(request, board, reference, number):
    """A frozen copy as it was handed in, for both sides, ready to print."""
    found = return_or_404(request, reference)
    if not allowed(request.user, Permission.ANSWER, found):
        require(request.user, Permission.MODERATE, found)
    submission = get_visible_or_404(
        _submissions(request, found), request.user, number=number
    )
    context = {"agency_return": found, "submission": submission}
    return render(request, "audits/return_copy.html", context)


@require_http_methods(["GET", "POST"])
def return_reopen(request, board, reference):
    """The business unit lets the agency change what it handed in."""
    found = return_or_404(request, reference)
    require(request.user, Permission.REOPEN, found)
    form = WordsForm(request.POST or None, label=_("Why is the return reopened?"))
    if request.method == "POST" and form.is_valid() and _reopened(request, found, form):
        messages.success(request, _("The return is open to the agency again."))
        return redirect(found)
    context = {"agency_return": found, "form": form}
    return render(request, "audits/return_reopen.html", context)


def _reopened(request, found, form) -> bool:
    try:
        submitting.reopen(
            agency_return=found, by=request.user, reason=form.cleaned_data["words"]
        )
    except ValidationError as problem:
        form.add_error("words", problem.messages)
        return False
    return True

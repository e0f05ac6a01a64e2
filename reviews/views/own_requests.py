"""What an agency was asked for reviews: its list, one request, answering it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import allowed, get_visible_or_404, note_access, require
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted
from learning.services.versions import StaleVersion
from learning.views.evidence_file import file_response
from reviews.choices import RequestState
from reviews.forms.handing_in import AnswerForm, FilesForm, HandInForm
from reviews.forms.requests import RequestFilterForm
from reviews.models import (
    InformationRequest,
    RequestDraft,
    RequestEvent,
    RequestFile,
)
from reviews.services import handing_in as services
from reviews.views.papers import held
from reviews.views.saving import save_form

COLUMNS = {
    "due": ("due_on", "title"),
    "title": ("title",),
    "agency": ("agency__name_en", "due_on"),
    "state": ("state", "due_on"),
}


def _own(request):
    """Requests the person's agencies were sent on this board."""
    rows = InformationRequest.objects.visible_to(request.user)
    rows = rows.of_own_agency(request.user).filter(board=request.board)
    return rows.select_related("agency", "board", "sent_to", "answered_by")


def _own_or_404(request, reference):
    return get_visible_or_404(_own(request), request.user, reference=reference)


@require_GET
def requests(request, board):
    """Requests to the person's agencies; filter, search, sort, page, export."""
    if not request.user.scope.agencies.get(request.board.pk):
        raise PermissionDenied
    form = RequestFilterForm(request.GET, user=request.user)
    form.leave_out(RequestState.DRAFT)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(_own(request)))
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "form": form,
        "page": paginate(request, found),
        "several": len(request.user.scope.agencies[request.board.pk]) > 1,
        **sorting.context,
    }
    return render(request, "reviews/requests.html", context)


def _file(request, kind, found):
    headings = [_("Reference"), _("Agency"), _("Title"), _("Due on"), _("State")]
    headings += [_("Handed in on"), _("Late")]
    rows = [
        [
            row.reference,
            row.agency,
            row.title,
            row.due_on,
            row.get_state_display(),
            row.answered_at.date() if row.answered_at else "",
            _("Yes") if row.is_late else _("No"),
        ]
        for row in found
    ]
    return download(kind, f"review-requests-{request.board.slug}", headings, rows)


@require_GET
def request(request, board, reference):
    """One request: what is asked, until when, and what was handed in."""
    found = _own_or_404(request, reference)
    events = RequestEvent.objects.visible_to(request.user).filter(request=found)
    context = {
        "asked": found,
        "files": _files(request, found),
        "events": events.select_related("by"),
        "may_answer": allowed(request.user, Permission.ANSWER_REQUEST, found),
        "draft": _draft(request, found),
    }
    return render(request, "reviews/request.html", context)


def _files(request, found):
    files = RequestFile.objects.visible_to(request.user).filter(request=found)
    return files.select_related("document")


def _draft(request, found) -> RequestDraft:
    """What the agency has written so far; an empty one before anything is saved."""
    drafts = RequestDraft.objects.visible_to(request.user).select_related("saved_by")
    return drafts.filter(request=found).first() or RequestDraft(request=found)


def _to_answer(request, reference):
    found = _own_or_404(request, reference)
    require(request.user, Permission.ANSWER_REQUEST, found)
    return found


def _address(found, name, *more):
    return reverse(f"reviews:{name}", args=[found.board.slug, found.reference, *more])


@require_http_methods(["GET", "POST"])
def request_answer(request, board, reference):
    """Write the answer; kept as a draft only the agency sees, until handed in."""
    found = _to_answer(request, reference)
    posted = request.method == "POST"
    if not found.is_open and not posted:
        return redirect(found)
    form = AnswerForm(
        request.POST if posted else None,
        instance=_draft(request, found),
        user=request.user,
    )
    files = FilesForm(
        request.POST if posted else None, request.FILES or None, user=request.user
    )
    if posted and _saved(request, found, form, files):
        return _go_on(request, found)
    context = {
        "asked": found,
        "form": form,
        "files_form": files,
        "files": _files(request, found),
    }
    return render(request, "reviews/request_answer.html", context)


def _saved(request, found, form, files) -> bool:
    """The words first, then the files: a refused file costs no word."""
    words = save_form(form, lambda said: _save(request, found, form))
    chosen = bool(request.FILES)
    kept = not chosen or accepted(
        files, lambda said: services.attach(request=found, by=request.user, **said)
    )
    if words and not kept:  # saved meanwhile: the page goes on from there
        form.data = form.data.copy()
        form.data["version"] = _draft(request, found).version
    return words and kept


def _save(request, found, form) -> RequestDraft:
    return services.save_draft(
        request=found,
        values=form.values,
        version=form.cleaned_data["version"],
        by=request.user,
    )


def _go_on(request, found):
    if request.POST.get("action") == "check":
        return redirect(_address(found, "request-hand-in"))
    messages.success(request, _("Saved at %s") % _clock())
    return redirect(_address(found, "request-answer"))


def _clock() -> str:
    return time_format(timezone.localtime(), "H:i")


@require_POST
def request_autosave(request, board, reference):
    """Keep the words while they are typed; says so to the page."""
    found = _to_answer(request, reference)
    form = AnswerForm(request.POST, instance=_draft(request, found), user=request.user)
    if not form.is_valid():
        return JsonResponse({"state": "closed", "url": found.get_absolute_url()})
    try:
        draft = _save(request, found, form)
    except StaleVersion as problem:
        who = str(problem.current.saved_by or "")
        return JsonResponse({"state": "conflict", "who": who, "url": ""})
    except ValidationError:
        return JsonResponse({"state": "closed", "url": found.get_absolute_url()})
    said = {"state": "saved", "version": draft.version, "time": _clock()}
    return JsonResponse(said)


@require_http_methods(["GET", "POST"])
def request_hand_in(request, board, reference):
    """Read it once more, then hand it in."""
    found = _to_answer(request, reference)
    if not found.is_open:
        return redirect(found)
    draft = _draft(request, found)
    form = HandInForm(request.POST or None, user=request.user, draft=draft)
    if request.method == "POST":
        if _handed_in(request, found, form):
            return redirect(_address(found, "request-receipt"))
        form.data = form.data.copy()  # the page shows the newest words
        form.data["version"] = draft.version
    context = {
        "asked": found,
        "draft": draft,
        "files": _files(request, found),
        "missing": services.missing(draft),
        "form": form,
    }
    return render(request, "reviews/request_hand_in.html", context)


def _handed_in(request, found, form) -> bool:
    return accepted(
        form, lambda said: services.hand_in(request=found, by=request.user, **said)
    )


@require_GET
def request_receipt(request, board, reference):
    """The board has the answer: reference, day, late or not."""
    found = _own_or_404(request, reference)
    if not found.answered_at:
        return redirect(found)
    context = {"asked": found, "files": _files(request, found).filter(handed_in=True)}
    return render(request, "reviews/request_receipt.html", context)


def _file_or_404(request, reference, pk):
    rows = RequestFile.objects.visible_to(request.user).select_related(
        "document", "request__board", "request__review__source__lead_group"
    )
    return get_visible_or_404(
        rows,
        request.user,
        request__board=request.board,
        request__reference=reference,
        pk=pk,
    )


@require_GET
def request_file(request, board, reference, pk):
    """Send a file to its agency, or to the review's people once it was handed in."""
    found = _file_or_404(request, reference, pk)
    if not found.is_downloadable:
        return held(request, found.document, None)
    response = file_response(found.document)
    group = found.request.review.source.lead_group
    note_access(request.user, found, "download", group=group)
    return response


@require_POST
def request_file_remove(request, board, reference, pk):
    """Take a file away before the answer is handed in."""
    asked = _to_answer(request, reference)
    found = get_visible_or_404(_files(request, asked), request.user, pk=pk)
    try:
        services.detach(file=found, by=request.user)
        messages.success(request, _("“%s” was removed.") % found)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(_address(asked, "request-answer"))

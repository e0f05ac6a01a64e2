"""One question per page: answering, autosave, two people at once."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audits.forms.answering import AnswerForm, EvidenceForm, typed_in
from audits.models import AnswerDraft
from audits.services.answering import (
    Conflict,
    NotOpen,
    Page,
    discard_draft,
    keep_draft,
    save_answer,
)
from audits.services.evidencing import detach
from audits.views.evidence import add_evidence
from audits.views.parking import keeps_typed_words, posted_number
from audits.views.places import place_or_404, step_url
from audits.views.question_page import question_page
from boards.access import get_visible_or_404, require
from boards.roles import Permission


def page_of(request) -> Page:
    """Which open page a post comes from."""
    return Page(
        token=request.POST.get("page", "").replace("\0", "")[:32],
        sequence=posted_number(request, "sequence"),
        draft_id=posted_number(request, "draft") or None,
    )


def save_posted(request, place):
    """Save what was posted: Saved, Conflict, the form with what is wrong, or the
    draft that keeps words which may not be saved any more."""
    form = AnswerForm(request.POST, question=place.question, levels=place.levels)
    if not form.is_valid():
        _keep(request, place, AnswerDraft.Cause.NOT_VALID)
        return form
    try:
        return save_answer(
            **place.where,
            by=request.user,
            version=posted_number(request, "version"),
            values=form.values(),
            page=page_of(request),
        )
    except (NotOpen, PermissionDenied):
        return _keep(request, place, AnswerDraft.Cause.CLOSED)


def _keep(request, place, cause) -> AnswerDraft:
    return keep_draft(
        **place.where,
        by=request.user,
        version=posted_number(request, "version"),
        typed=typed_in(request.POST),
        cause=cause,
        page=page_of(request),
    )


def _back_to_page(request, **kwargs):
    """Sign in, then come back to the page, where the words wait."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return redirect(request.get_full_path())


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed_words(when_parked=_back_to_page)
def return_question(request, board, reference, question, block=None):
    """Read and answer one question."""
    place = place_or_404(request, reference, question, block)
    require(request.user, Permission.ANSWER, place.agency_return)
    if request.method != "POST":
        return question_page(request, place)
    outcome = save_posted(request, place)
    if isinstance(outcome, AnswerForm):
        return question_page(request, place, form=outcome)
    if isinstance(outcome, AnswerDraft):
        return redirect(place.url())  # it shows the words, and why they stay apart
    if isinstance(outcome, Conflict):
        return redirect(place.url("return-conflict", draft=outcome.draft.pk))
    return _after_save(request, place, outcome)


def _after_save(request, place, saved):
    """The words are safe; now the evidence, then where the person wanted to go."""
    if request.POST.get("remove"):
        detach(**place.where, by=request.user, link_id=posted_number(request, "remove"))
        return redirect(place.url() + "#evidence")
    form = EvidenceForm(
        request.POST,
        request.FILES,
        user=request.user,
        agency=place.agency_return.agency,
    )
    if form.has_changed() and not add_evidence(form, place):
        return question_page(request, place, evidence_form=form)
    messages.success(request, _("Saved at %s") % _clock(saved.answer.updated_at))
    return redirect(_next_address(request, place))


def _next_address(request, place):
    wanted = request.POST.get("action")
    _before, after, *_at = place.neighbours()
    if wanted == "next" and after:
        return step_url(place.agency_return, after)
    if wanted in ("next", "list"):
        return place.agency_return.get_absolute_url()
    return place.url() + ("#evidence" if wanted == "evidence" else "")


def _clock(moment) -> str:
    return time_format(timezone.localtime(moment), "H:i")


def _signed_out(request, board, reference, question, block=None):
    """Tell the page that its words are kept, and where to sign in."""
    page = request.get_full_path().removesuffix("save/")
    if request.user.is_authenticated:
        answer = {"state": "reload", "url": page, "token": get_token(request)}
        return JsonResponse(answer | {"kept": bool(request.parked)}, status=403)
    url = redirect_to_login(page).url
    answer = {"state": "signed-out", "url": url, "kept": bool(request.parked)}
    return JsonResponse(answer, status=401)


@require_POST
@keeps_typed_words(when_parked=_signed_out)
def return_autosave(request, board, reference, question, block=None):
    """Save while the person types; answers in a few words of JSON."""
    place = place_or_404(request, reference, question, block)
    require(request.user, Permission.ANSWER, place.agency_return)
    return _told(place, save_posted(request, place))


def _told(place, outcome):
    if isinstance(outcome, AnswerDraft):
        return JsonResponse({"state": "closed", "url": place.url()}, status=423)
    if isinstance(outcome, AnswerForm):
        return JsonResponse({"state": "draft", "time": _clock(timezone.now())})
    if isinstance(outcome, Conflict):
        url = place.url("return-conflict", draft=outcome.draft.pk)
        who = str(outcome.answer.updated_by)
        return JsonResponse({"state": "conflict", "url": url, "who": who}, status=409)
    saved = outcome.answer
    return JsonResponse(
        {
            "state": "saved",
            "version": saved.version,
            "time": _clock(saved.updated_at),
            "complete": saved.complete,
        }
    )


@require_POST
def draft_discard(request, board, reference, draft):
    """Forget one's own unsaved words, on purpose."""
    found = get_visible_or_404(
        AnswerDraft.objects.visible_to(request.user).select_related("question"),
        request.user,
        pk=draft,
        agency_return__reference=reference,
        agency_return__board=request.board,
    )
    block = found.block_id
    discard_draft(draft=found, by=request.user)
    messages.success(request, _("The unsaved words are gone."))
    return redirect(place_or_404(request, reference, found.question.key, block).url())

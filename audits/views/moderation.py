"""Pages on which ratings are moderated, replied to and settled."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audits.forms.moderation import ModerationForm, ReplyForm
from audits.models import AgencyReturn, Answer
from audits.services import moderating
from boards.access import allowed, get_visible_or_404, require
from boards.roles import Permission


def _received_return(request, reference):
    found = get_visible_or_404(
        AgencyReturn, request.user, board=request.board, reference=reference
    )
    return found


def _rating_answers(request, agency_return):
    """Ratings of a return with everything said of them, in four queries."""
    answers = Answer.objects.visible_to(request.user).filter(
        agency_return=agency_return, question__kind="rating", complete=True
    )
    return (
        answers.select_related("question__section", "question__scale", "level", "block")
        .prefetch_related(
            "moderation__level", "moderation__by", "evidence_links__evidence__document"
        )
        .order_by("question__section__order", "question__order")
    )


@require_http_methods(["GET"])
def return_moderate(request, board, reference):
    """Every rating of a return: the agency's own, the moderated, the final."""
    agency_return = _received_return(request, reference)
    if not _may_read_moderation(request.user, agency_return):
        require(request.user, Permission.MODERATE, agency_return)
    answers = list(_rating_answers(request, agency_return))
    for answer in answers:
        answer.steps = _latest_of_each(answer.moderation.all())
    may_moderate = allowed(request.user, Permission.MODERATE, agency_return)
    if not may_moderate:  # the agency knows its own answers: only what was said of them
        answers = [answer for answer in answers if answer.steps]
    return render(
        request,
        "audits/return_moderate.html",
        {
            "agency_return": agency_return,
            "answers": answers,
            "may_moderate": may_moderate,
            "may_reply": allowed(request.user, Permission.SUBMIT, agency_return),
        },
    )


def _may_read_moderation(user, agency_return):
    """The agency reads what was said of its own ratings."""
    return allowed(user, Permission.ANSWER, agency_return)


def _latest_of_each(steps):
    return {step.kind: step for step in sorted(steps, key=lambda s: (s.at, s.pk))}


def _answer_or_404(request, reference, pk):
    return get_visible_or_404(
        Answer.objects.visible_to(request.user).select_related(
            "question__scale", "level", "agency_return__round"
        ),
        request.user,
        agency_return__reference=reference,
        agency_return__board=request.board,
        question__kind="rating",
        pk=pk,
    )


@require_http_methods(["GET", "POST"])
def answer_moderate(request, board, reference, pk):
    """Lay a moderated or final rating beside the agency's own."""
    answer = _answer_or_404(request, reference, pk)
    require(request.user, Permission.MODERATE, answer)
    form = ModerationForm(
        request.POST or None, scale=answer.question.scale, user=request.user
    )
    if request.method == "POST" and form.is_valid() and _moderate(form, answer):
        messages.success(request, _("The rating was recorded beside the agency's."))
        return redirect(_moderation_page(board, reference))
    return render(
        request, "audits/answer_moderate.html", _page(answer, form, board, reference)
    )


def _moderate(form, answer) -> bool:
    act = moderating.finalise if form.cleaned_data["final"] else moderating.moderate
    try:
        act(
            answer=answer,
            level=form.cleaned_data["level"],
            reason=form.cleaned_data["text"],
            by=form.user,
        )
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    return True


@require_http_methods(["GET", "POST"])
def answer_reply(request, board, reference, pk):
    """The agency replies to a moderated rating."""
    answer = _answer_or_404(request, reference, pk)
    require(request.user, Permission.SUBMIT, answer)
    form = ReplyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _reply(form, answer):
        messages.success(request, _("Your reply was recorded."))
        return redirect(_moderation_page(board, reference))
    return render(
        request, "audits/answer_moderate.html", _page(answer, form, board, reference)
    )


def _reply(form, answer) -> bool:
    try:
        moderating.reply(answer=answer, text=form.cleaned_data["text"], by=form.user)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    return True


def _page(answer, form, board, reference):
    return {
        "answer": answer,
        "form": form,
        "steps": answer.moderation.select_related("level", "by"),
        "heading": _("Moderated rating"),
        "caption": str(answer.agency_return.agency),
        "submit": _("Record"),
        "back_url": _moderation_page(board, reference),
    }


def _moderation_page(board, reference):
    return reverse("audits:return-moderate", args=[board, reference])


@require_POST
def return_moderated(request, board, reference):
    """Say that moderation of this return is over."""
    agency_return = _received_return(request, reference)
    require(request.user, Permission.MODERATE, agency_return)
    try:
        moderating.close_moderation(agency_return=agency_return, by=request.user)
        messages.success(request, _("The return is marked moderated."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(_moderation_page(board, reference))

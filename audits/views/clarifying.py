"""The thread beside a question, for both sides, and the actions of gaps."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from audits.forms.returns import ImprovementForm, WordsForm
from audits.models import Clarification, ImprovementAction
from audits.services import improvements
from audits.services.clarifying import clarify, is_from_board, settle
from audits.views.places import place_or_404, return_or_404
from boards.access import allowed, get_visible_or_404, require
from boards.roles import Permission

DAY_PARTS = [("0", _("Day"), 2), ("1", _("Month"), 2), ("2", _("Year"), 4)]


@require_http_methods(["GET", "POST"])
def return_clarify(request, board, reference, question, block=None):
    """Ask, answer and settle; open before and after submission."""
    place = place_or_404(request, reference, question, block)
    from_board = is_from_board(request.user, place.agency_return)
    form = WordsForm(request.POST or None, label=_("Message"))
    if request.method == "POST":
        if request.POST.get("settle"):
            settle(**place.where, by=request.user)
            messages.success(request, gettext("The messages are marked as settled."))
            return redirect(_back(place, from_board))
        if form.is_valid():
            clarify(**place.where, by=request.user, text=form.cleaned_data["words"])
            messages.success(request, gettext("The message was sent."))
            return redirect(_back(place, from_board))
    thread = _thread(request, place)
    context = {
        "agency_return": place.agency_return,
        "question": place.question,
        "review": place.block,
        "thread": thread,
        "is_open": any(message.settled_at is None for message in thread),
        "row": _frozen(place) if from_board else None,
        "form": form,
        "back": _back(place, from_board),
    }
    return render(request, "audits/return_clarify.html", context)


def _thread(request, place):
    found = Clarification.objects.visible_to(request.user).filter(**place.where)
    return list(found.select_related("by"))


def _back(place, from_board) -> str:
    if from_board:
        return place.url("return-clarify")
    return place.url() + "#messages"


def _frozen(place):
    """The board's side reads what was handed in, never the live words."""
    latest = place.agency_return.submissions.first()
    rows = latest.content["answers"] if latest else []
    review = place.block.review_reference if place.block else ""
    wanted = (place.question.key, review)
    return next((r for r in rows if (r["key"], r["review_reference"]) == wanted), None)


@require_http_methods(["GET"])
def return_improvements(request, board, reference):
    """Actions that low ratings raised, for the agency to confirm or decline."""
    found = return_or_404(request, reference)
    require(request.user, Permission.ANSWER, found)
    return _improvements(request, found)


def _improvements(request, found, *, form=None, at=None):
    actions = ImprovementAction.objects.visible_to(request.user).filter(
        agency_return=found
    )
    context = {
        "agency_return": found,
        "actions": actions.select_related(
            "answer__question", "answer__level", "decided_by"
        ),
        "form": form,
        "at": at,
        "may_decide": allowed(request.user, Permission.SUBMIT, found),
        "day_parts": DAY_PARTS,
    }
    return render(request, "audits/return_improvements.html", context)


@require_http_methods(["POST"])
def return_improvement(request, board, reference, action):
    """Confirm one action with post and date, or decline it with a reason."""
    found = return_or_404(request, reference)
    require(request.user, Permission.SUBMIT, found)
    wanted = ImprovementAction.objects.visible_to(request.user)
    row = get_visible_or_404(wanted, request.user, agency_return=found, pk=action)
    form = ImprovementForm(request.POST)
    if form.is_valid() and _decided(request, form, row):
        messages.success(request, gettext("The action was saved."))
        page = reverse("audits:return-improvements", args=[board, reference])
        return redirect(f"{page}#action-{row.pk}")
    return _improvements(request, found, form=form, at=row)


def _decided(request, form, row) -> bool:
    said = form.cleaned_data
    try:
        if said["decision"] == "decline":
            improvements.decline(action=row, by=request.user, reason=said["reason"])
        else:
            wanted = {name: said[name] for name in ("text", "owner", "due_on")}
            improvements.confirm(action=row, by=request.user, **wanted)
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True

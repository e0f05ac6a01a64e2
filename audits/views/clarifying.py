"""The thread beside a question, for both sides."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from audits.forms.returns import WordsForm
from audits.models import Clarification
from audits.services.clarifying import clarify, is_from_board, settle
from audits.views.places import place_or_404


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

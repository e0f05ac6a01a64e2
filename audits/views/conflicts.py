"""Two people on one question: both texts side by side, and a new version from them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audits.forms.answering import AnswerForm
from audits.models import AnswerDraft
from audits.services.answering import (
    Conflict,
    NotOpen,
    Page,
    keep_draft,
    save_answer,
)
from audits.sides import Side, sides_of
from audits.values import AnswerValues
from audits.views.parking import posted_number
from audits.views.places import place_or_404
from boards.access import get_visible_or_404, require
from boards.roles import Permission


@require_http_methods(["GET", "POST"])
def return_conflict(request, board, reference, question, draft, block=None):
    """Choose, field by field, between one's own words and what was saved first."""
    place = place_or_404(request, reference, question, block)
    require(request.user, Permission.ANSWER, place.agency_return)
    mine = get_visible_or_404(
        AnswerDraft.objects.visible_to(request.user).filter(**place.where),
        request.user,
        pk=draft,
    )
    theirs = _typed(place.answer)
    sides = sides_of(place, mine.values, theirs)
    problems = {}
    if request.method == "POST":
        problems, outcome = _choose(request, place, mine, theirs, sides)
        if outcome is not None:
            return outcome
        sides = [side.again(request.POST) for side in sides]
    context = {
        "agency_return": place.agency_return,
        "place": place,
        "draft": mine,
        "answer": place.answer,
        "sides": sides,
        "problems": problems,
        "address": place.url(),
    }
    return render(request, "audits/answer_conflict.html", context)


def _typed(answer) -> dict:
    return (AnswerValues.of(answer) if answer else AnswerValues()).as_typed()


def _choose(request, place, mine, theirs, sides: list[Side]):
    """What is wrong by field, or where to go on."""
    typed, problems = dict(theirs), {}
    for side in sides:
        chosen = side.chosen(request.POST)
        if chosen is None:
            said = _("%(field)s: choose which words to keep")
            problems[side.name] = said % {"field": side.label}
        else:
            typed |= chosen
    form = AnswerForm(typed, question=place.question, levels=place.levels)
    if not form.is_valid():
        problems |= {name: errors[0] for name, errors in form.errors.items()}
    if problems:
        return problems, None
    return {}, _save(request, place, mine, form)


def _save(request, place, mine, form):
    try:
        outcome = save_answer(
            **place.where,
            by=request.user,
            version=posted_number(request, "version"),
            values=form.values(),
            page=Page(token=f"conflict-{mine.pk}", draft_id=mine.pk),
        )
    except (NotOpen, PermissionDenied):
        keep_draft(
            **place.where,
            by=request.user,
            version=posted_number(request, "version"),
            typed=form.values().as_typed(),
            cause=AnswerDraft.Cause.CLOSED,
            page=Page(token=f"conflict-{mine.pk}"),
        )
        return redirect(place.url())  # it shows the words, and why they stay apart
    if isinstance(outcome, Conflict):
        messages.error(request, _("Somebody saved again meanwhile. Compare once more."))
        return redirect(place.url("return-conflict", draft=outcome.draft.pk))
    messages.success(request, _("Saved as a new version."))
    return redirect(place.url())

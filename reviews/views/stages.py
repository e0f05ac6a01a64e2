"""Moving a review on, ending it without a plan, and the toolkit it follows."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.views.forms import accepted, form_page
from learning.process import review_type_of
from learning.services.stages import advance
from learning.services.versions import StaleVersion, save_version
from reviews.forms.stages import MoveForm, NoPlanForm
from reviews.guards import frame, review_to_run, working_review_or_404
from reviews.hub import toolkit_of
from reviews.parts import is_commissioned
from reviews.types import page as type_page
from reviews.ways import next_moves, plan_page


@require_http_methods(["GET", "POST"])
def review_move(request, board, reference, to):
    """Take one way on: what is missing, or a note and the day, then the move."""
    found = review_to_run(request, reference)
    moves = {move.to: move for move in next_moves(request.user, found)}
    move = moves.get(to)
    if move is None and request.method == "GET":
        messages.info(request, _("It has moved on. This is where it stands now."))
        return redirect(found)
    form = MoveForm(
        request.POST or None, initial={"seen": found.source.stage}, user=request.user
    )
    if request.method == "POST" and accepted(form, _taking(request, found, to)):
        return redirect(found)
    heading = _heading(move)
    return form_page(
        request,
        form,
        heading=heading,
        caption=found.source.title,
        back_url=found.get_absolute_url(),
        submit=_("Move it back") if move and move.is_back else _("Move it on"),
        template="reviews/review_move.html",
        review=found,
        move=move,
    )


def _heading(move) -> str:
    if move is None:
        return _("It has moved on")
    words = _("Go back to: %s") if move.is_back else _("Move on to: %s")
    return words % move.name


def _taking(request, review, to):
    def take(data):
        event = advance(
            source=review.source,
            to=to,
            by=request.user,
            note=data["note"],
            on=data["on"],
            seen=data["seen"],
        )
        messages.success(request, _("It has moved. This is what comes next."))
        return event

    return take


@require_http_methods(["GET", "POST"])
def no_plan(request, board, reference):
    """Why the review leads to no action plan (CTM-50)."""
    found = review_to_run(request, reference)
    form = NoPlanForm(request.POST or None, instance=found.source, user=request.user)
    if request.method == "POST" and form.is_valid() and _reason_kept(form):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(
        request,
        form,
        heading=_("Why there is no action plan"),
        caption=found.source.title,
        back_url=found.get_absolute_url(),
        template="reviews/no_plan.html",
        differences=form.differences,
        links=plan_page(request.user, found),
    )


def _reason_kept(form) -> bool:
    try:
        save_version(
            record=form.instance,
            values=form.values,
            version=form.cleaned_data["version"],
            by=form.user,
        )
    except StaleVersion as problem:
        form.show_conflict(problem.current)
        return False
    return True


@require_GET
def review_toolkit(request, board, reference):
    """The toolkit and the rules this review follows, from inside it (WOL-17)."""
    found = working_review_or_404(request, reference)
    kind = review_type_of(found.source)
    if kind is None:
        raise Http404
    context = {
        **frame(request, found, "reviews:review-toolkit"),
        **type_page(request.board, request.user, kind, timezone.localdate()),
        "toolkit": toolkit_of(found),
        "has_scope": is_commissioned(found),
    }
    return render(request, "reviews/review_toolkit.html", context)

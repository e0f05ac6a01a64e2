"""Opening a review: which type, then what it is about, then its reference."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.roles import Permission
from boards.views.forms import accepted, form_page
from learning.process import review_type_of, said
from learning.services.versions import StaleVersion
from reviews.forms.opening import OpeningForm, ReviewForm
from reviews.guards import review_to_manage, working_review_or_404
from reviews.services.opening import change_review, open_for_theme
from reviews.theme_openings import asked_response, begun_with
from reviews.type_groups import groups_to_lead, offers, types_to_open


@require_GET
def review_open(request, board):
    """First question: which type. Types not in force stand apart, with why."""
    _require_leader(request)
    found = offers(request.board, request.user, timezone.localdate())
    return render(request, "reviews/review_open.html", {"offers": found})


def _require_leader(request) -> None:
    """The business unit, and chairs of the board's groups; others 403."""
    if request.board.pk not in request.user.scope.reading_board_ids:
        raise Http404
    if not groups_to_lead(request.user, request.board).exists():
        raise PermissionDenied(Permission.MANAGE_REVIEW.value)


@require_http_methods(["GET", "POST"])
def review_open_details(request, board, key):
    """Then: what it is about, why, who leads, when the clocks began."""
    _require_leader(request)
    kind = _type_or_404(request, key)
    led_by = asked_response(request)
    form = OpeningForm(
        request.POST or None, board=request.board, kind=kind, user=request.user,
        initial=begun_with(led_by),
    )  # fmt: skip
    made = []

    def write(data):
        made.append(_open(form, led_by))

    if request.method == "POST" and accepted(form, write):
        return redirect("reviews:review-opened", request.board.slug, made[0].reference)
    return form_page(
        request,
        form,
        heading=_("What is it about?"),
        caption=said(kind.name),
        back_url=_choice(request),
        submit=_("Open the review"),
        template="reviews/review_open_details.html",
        kind=kind,
    )


def _choice(request) -> str:
    return reverse("reviews:review-open", args=[request.board.slug])


def _type_or_404(request, key):
    found = types_to_open(request.board, request.user, timezone.localdate())
    kind = next((each for each in found if each.key == key), None)
    if kind is None:
        raise Http404
    return kind


def _open(form, led_by):
    return open_for_theme(
        response=led_by,
        board=form.board,
        kind=form.kind,
        values=form.values,
        dates=form.dates,
        by=form.user,
        sent_once=form.cleaned_data["sent_once"],
    )


@require_GET
def review_opened(request, board, reference):
    """The reference, to quote from now on, and what comes next."""
    found = working_review_or_404(request, reference)
    return render(request, "reviews/review_opened.html", {"review": found})


@require_http_methods(["GET", "POST"])
def review_change(request, board, reference):
    """Correct what was said when it was opened; two people at once see both texts."""
    found = review_to_manage(request, reference)
    kind = review_type_of(found.source)
    if kind is None:
        raise Http404
    form = ReviewForm(request.POST or None, review=found, kind=kind, user=request.user)
    if request.method == "POST" and form.is_valid() and _changed(form, found):
        return redirect(found)
    return form_page(
        request,
        form,
        heading=_("Change what the review is about"),
        caption=found.reference,
        back_url=found.get_absolute_url(),
        template="reviews/review_change.html",
        differences=form.differences,
    )


def _changed(form, review) -> bool:
    try:
        change_review(
            review=review,
            values=form.values,
            version=form.cleaned_data["version"],
            by=form.user,
        )
    except StaleVersion as problem:
        form.show_conflict(problem.current)
        return False
    return True

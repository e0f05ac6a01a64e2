"""Answers to recommendations, in words for the public: written, changed, left out."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.access import get_visible_or_404
from learning.choices import ResponseState
from learning.models import Recommendation
from reviews.forms.publication import ResponseForm
from reviews.guards import review_to_manage
from reviews.models import Publication, PublishedResponse
from reviews.services.responding import (
    add_response,
    change_response,
    remove_response,
)
from reviews.views.work import Writing, address, gone_to, page

HERE = "reviews:publication"


def answers_of(user, publication):
    """What the public reads, or will read, of the answers; none before a decision."""
    rows = PublishedResponse.objects.visible_to(user)
    return rows.filter(publication=publication) if publication else rows.none()


def unanswered(user, review, publication):
    """Recommendations of the review the public reads no answer to."""
    told = answers_of(user, publication).values("recommendation")
    rows = Recommendation.objects.visible_to(user).filter(source=review.source)
    return rows.exclude(pk__in=told.filter(recommendation__isnull=False))


def _publication_or_404(request, review) -> Publication:
    rows = Publication.objects.visible_to(request.user)
    return get_visible_or_404(rows, request.user, review=review)


@require_http_methods(["GET", "POST"])
def response_add(request, board, reference, number):
    """What the public reads of the answer to one recommendation."""
    found = review_to_manage(request, reference)
    publication = _publication_or_404(request, found)
    asked = unanswered(request.user, found, publication).filter(number=number).first()
    if asked is None:
        raise Http404
    row = PublishedResponse(publication=publication, **_proposed(asked))
    writing = _writing(request, found, row, f"answer-{number}")

    def write(form):
        add_response(
            publication=publication, recommendation=asked, values=form.values,
            sent_once=form.cleaned_data["sent_once"], by=request.user,
        )  # fmt: skip

    if writing.saved(write):
        return gone_to(request, address(found, "publication"))
    return _page(request, found, writing, number)


def _proposed(recommendation) -> dict:
    """Words to begin with: what was asked, and what was replied."""
    replied = recommendation.response != ResponseState.AWAITED
    return {
        "asked": recommendation.text,
        "answer": recommendation.response if replied else "",
        "reason": recommendation.response_reason,
    }


@require_http_methods(["GET", "POST"])
def response_edit(request, board, reference, pk):
    """Other words for the public; they are screened anew."""
    found = review_to_manage(request, reference)
    row = _response_or_404(request, found, pk)
    writing = _writing(request, found, row, f"answer-{row.order}")

    def write(form):
        version = form.cleaned_data["version"]
        change_response(
            response=row, values=form.values, version=version, by=request.user
        )

    if writing.saved(write):
        return gone_to(request, address(found, "publication"))
    return _page(request, found, writing, row.order)


@require_POST
def response_remove(request, board, reference, pk):
    """The public does not read this answer."""
    found = review_to_manage(request, reference)
    row = _response_or_404(request, found, pk)
    remove_response(response=row, by=request.user)
    return gone_to(request, address(found, "publication"), _("Left out."))


def _response_or_404(request, review, pk):
    rows = PublishedResponse.objects.visible_to(request.user)
    return get_visible_or_404(rows, request.user, publication__review=review, pk=pk)


def _writing(request, review, row, name):
    form = ResponseForm(request.POST or None, instance=row, user=request.user)
    return Writing(request, review, form, name)


def _page(request, review, writing, number):
    back = address(review, "publication")
    return page(
        request,
        review,
        HERE,
        heading=_("Public answer to recommendation %(number)s") % {"number": number},
        template="reviews/words.html",
        above=[(_("Publication"), back)],
        back_url=back,
        hint=_("Saving takes the report from the public until it is screened again."),
        **writing.context,
    )

"""Answers to a review's recommendations, in words for the public (WOL-5)."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from reviews.models import Publication, PublishedResponse
from reviews.services.merging import merge_version
from reviews.services.publishing import screen_again


@transaction.atomic
def add_response(
    *, publication: Publication, recommendation, values: dict, by,
    sent_once: UUID | None = None,
) -> PublishedResponse:  # fmt: skip
    """Write what the public reads of one answer; all of it is screened anew.

    The same form sent twice makes one.
    """
    locked = Publication.objects.select_for_update().get(pk=publication.pk)
    made = locked.responses.filter(sent_once=sent_once, by=by).first()
    if sent_once is not None and made:
        return made
    last = locked.responses.aggregate(last=Max("order"))["last"] or 0
    number = recommendation.number if recommendation else last + 1
    made = PublishedResponse(
        publication=locked, recommendation=recommendation, order=number, by=by,
        sent_once=sent_once, **values,
    )  # fmt: skip
    made._history_user = by
    made.save()
    screen_again(locked, by)
    return made


@transaction.atomic
def change_response(
    *, response: PublishedResponse, values: dict, version: int, by
) -> PublishedResponse:
    """Other words for the public, screened anew. Raises StaleVersion where two people
    changed the same."""
    locked = Publication.objects.select_for_update().get(pk=response.publication_id)
    saved = merge_version(record=response, values=values, version=version, by=by)
    if saved.version != response.version:
        screen_again(locked, by)
    return saved


@transaction.atomic
def remove_response(*, response: PublishedResponse, by) -> None:
    """The public does not read this answer. What is left is screened anew."""
    locked = Publication.objects.select_for_update().get(pk=response.publication_id)
    response._history_user = by
    response.delete()
    screen_again(locked, by)

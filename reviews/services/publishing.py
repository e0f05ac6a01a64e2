"""What the public reads of a review: decided, screened, opened, taken down."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frameworks.vocabulary import Clock
from learning.choices import SourceAudience
from learning.identifiers import Hit, found_in
from learning.services.second_reading import require_nobody_named
from learning.services.stages import record_date
from reviews.choices import PublicationChoice
from reviews.models import Publication, Review
from reviews.services.merging import merge_version

PUBLIC_TEXTS = ("title", "text", "response", "no_response")
ANSWER_TEXTS = ("asked", "reason", "actions")
TO_THE_PUBLIC = (PublicationChoice.PUBLISH, PublicationChoice.SUMMARY)


@transaction.atomic
def decide_publication(
    *, review: Review, values: dict, version=None, by
) -> Publication:
    """Keep the decision and what would be read. Words that change are screened anew.

    Raises StaleVersion where two people wrote the same text, ValidationError where
    something is to be published and there are no words for the public.
    """
    _require_words(values)
    known = Publication.objects.select_for_update().filter(review=review).first()
    if known is None:
        made = Publication(review=review, by=by, **values)
        made._history_user = by
        made.save()
        return made
    before = {name: getattr(known, name) for name in PUBLIC_TEXTS}
    saved = merge_version(record=known, values=values, version=version, by=by)
    if any(getattr(saved, name) != text for name, text in before.items()):
        screen_again(saved, by)
    return saved


def _require_words(values):
    if values["choice"] in TO_THE_PUBLIC:
        missing = [name for name in ("title", "text") if not values[name].strip()]
        if missing:
            said = _("Write what the public reads, or decide otherwise.")
            raise ValidationError({name: said for name in missing})
    embargo, live = values.get("embargo_until"), values.get("live_from")
    if embargo and live and live < embargo:
        raise ValidationError(
            {"live_from": _("Publish on the day the embargo ends, or later.")}
        )


def screen_again(publication, by):
    """New words: not public until somebody else than their writer has read them."""
    publication.by = by
    publication.screened_at = publication.screened_by = None
    publication.approved_at = publication.approved_by = None
    publication.screening_note = ""
    _save(publication, by)


def _save(publication, by):
    publication._history_user = by
    publication.save()


def hits_of(publication: Publication, known: Iterable[str] = ()) -> list[Hit]:
    """What in the words for the public could identify somebody."""
    words = [getattr(publication, name) for name in PUBLIC_TEXTS]
    for answer in publication.responses.all():
        words += [getattr(answer, name) for name in ANSWER_TEXTS]
    return found_in("\n".join(words), known)


@transaction.atomic
def screen(*, publication: Publication, note: str, by, known=()) -> Publication:
    """A second person read it for what could identify somebody.

    Raises ValidationError for the writer's own eyes, for an NHS number or a date of
    birth, and for anything else found that is not explained.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if by.pk in publication.authors:
        raise ValidationError(_("Somebody who did not write it reads it."))
    require_nobody_named(hits_of(publication, known), note)
    publication.screened_by, publication.screened_at = by, timezone.now()
    publication.screening_note = note
    _save(publication, by)
    return publication


@transaction.atomic
def approve(*, publication: Publication, by) -> Publication:
    """Let the public read report and response together, from its day on (WOL-5).

    Raises ValidationError where it is not to be published, not screened, or has
    neither a response nor a word why that comes later.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.choice not in TO_THE_PUBLIC:
        raise ValidationError(_("The decision is not to publish."))
    if publication.screened_at is None:
        raise ValidationError(_("A second person screens the words first."))
    _require_response(publication)
    publication.approved_by, publication.approved_at = by, timezone.now()
    publication.live_from = publication.live_from or timezone.localdate()
    publication.withdrawn_at = publication.withdrawn_by = None
    _save(publication, by)
    if publication.live_from <= timezone.localdate():
        open_to_board(publication)
    return publication


def _require_response(publication):
    """The board's response goes out with the report, or the public reads why not."""
    said = publication.response.strip() or publication.no_response.strip()
    if not said and not publication.responses.exists():
        raise ValidationError(
            _("Publish the board's response with it, or say why it comes later.")
        )


def open_to_board(publication: Publication) -> None:
    """From the day it is published, everybody on the board may know of the review.

    Its working papers stay with those who work on it.
    """
    source = publication.review.source
    if source.published_on:
        return
    source.published_on = publication.live_from
    source.audience = SourceAudience.BOARD
    source._history_user = publication.approved_by
    source.save()
    record_date(
        source=source,
        clock=Clock.PUBLISHED,
        on=publication.live_from,
        by=publication.approved_by,
    )


def open_what_is_due() -> int:
    """Open reviews whose day has come; how many. Called once an hour."""
    due = Publication.objects.live().filter(review__source__published_on__isnull=True)
    found = list(due.select_related("review__source", "approved_by"))
    for publication in found:
        with transaction.atomic():
            open_to_board(publication)
    return len(found)


@transaction.atomic
def withdraw(*, publication: Publication, by) -> Publication:
    """Take it from the public at once."""
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    publication.withdrawn_at, publication.withdrawn_by = timezone.now(), by
    _save(publication, by)
    return publication

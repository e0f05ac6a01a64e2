"""Asking agencies for what a review needs: prepare, send, give time, judge (SOL-8)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learning.services.versions import StaleVersion
from reviews.choices import Quality, RequestState, RequestStep
from reviews.contacts import single_points
from reviews.models import InformationRequest, RequestDraft, RequestEvent, Review


@transaction.atomic
def prepare_pack(
    *, review: Review, agencies, values: dict, pack, by
) -> list[InformationRequest]:
    """One draft for each agency, all in the same words. Nothing is sent yet.

    The same form sent twice makes them once. Raises ValidationError for a day past.
    """
    Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    made = review.requests.filter(pack=pack)
    if made.exists():
        return list(made)
    check_due(values["due_on"])
    return [_prepare(review, agency, values, pack, by) for agency in agencies]


def _prepare(review, agency, values, pack, by):
    request = InformationRequest(
        review=review,
        board_id=review.board_id,
        agency=agency,
        reference=InformationRequest.new_reference(),
        pack=pack,
        **values,
    )
    request._history_user = by
    request.save()
    return request


def today():
    """The day requests are judged by: the board's own."""
    return timezone.localdate()


def in_words(day) -> str:
    """A day as a sentence says it."""
    return date_format(day, "j F Y")


def check_due(day) -> None:
    """Raise ValidationError for a day that is over."""
    if day < timezone.localdate():
        raise ValidationError({"due_on": _("Choose today or a later day.")})


@transaction.atomic
def discard(*, request: InformationRequest, by) -> None:
    """Throw away a request that was not sent. Raises ValidationError for any other."""
    request = _locked(request)
    if request.state != RequestState.DRAFT:
        raise ValidationError(_("It was sent already."))
    request._history_user = by
    request.delete()


@transaction.atomic
def send_prepared(
    *, review: Review, by
) -> tuple[list[InformationRequest], list[InformationRequest]]:
    """Send every draft through its agency's single point (SOL-10).

    Gives those sent, and those that wait because nobody is named or the day is over.
    """
    rows = review.requests.select_for_update(of=("self",))
    drafts = list(rows.filter(state=RequestState.DRAFT).select_related("agency"))
    points = single_points(review.board_id, [row.agency_id for row in drafts])
    today = timezone.localdate()
    ready = [r for r in drafts if r.agency_id in points and r.due_on >= today]
    for request in ready:
        _send(request, points[request.agency_id], by)
    return ready, [row for row in drafts if row not in ready]


def _send(request, point, by):
    request.state = RequestState.SENT
    request.sent_to, request.sent_at, request.sent_by = point, timezone.now(), by
    _save(request, by)
    RequestDraft.objects.get_or_create(request=request)
    note_step(request, RequestStep.SENT, by)


@transaction.atomic
def extend(*, request: InformationRequest, due_on, reason: str, by):
    """Give an agency more time; counted, with the reason. Raises ValidationError."""
    request = _locked(request)
    if not request.is_open:
        raise ValidationError(_("Nothing is owed on this request now."))
    if due_on <= request.due_on or due_on < timezone.localdate():
        said = _("Choose a day after the present one, and not in the past.")
        raise ValidationError({"due_on": said})
    request.due_on = due_on
    request.extended += 1
    _save(request, by)
    note_step(request, RequestStep.EXTENDED, by, note=reason)
    return request


@transaction.atomic
def accept(
    *, request: InformationRequest, quality: str, note: str, version: int, by
) -> InformationRequest:
    """Take an answer as it is, with how useful it was. Raises StaleVersion."""
    request = _answered(request, version)
    _judge(request, RequestState.ACCEPTED, RequestStep.ACCEPTED, quality, note, by)
    return request


@transaction.atomic
def send_back(
    *, request: InformationRequest, quality: str, note: str, due_on, version: int, by
) -> InformationRequest:
    """Ask for more, by a day, saying why. Raises StaleVersion, ValidationError."""
    request = _answered(request, version)
    check_due(due_on)
    if not note.strip():
        raise ValidationError({"note": _("Say what is missing.")})
    request.due_on = due_on
    _judge(request, RequestState.RETURNED, RequestStep.RETURNED, quality, note, by)
    return request


def _answered(request, version):
    """The request, if its answer still waits as the reader saw it."""
    request = _locked(request)
    if request.version != version:
        raise StaleVersion(request)
    if request.state != RequestState.ANSWERED:
        raise ValidationError(_("No answer waits to be judged."))
    return request


def _judge(request, state, step, quality, note, by):
    request.state, request.quality, request.quality_note = state, quality, note
    _save(request, by)
    note_step(request, step, by, note=note, quality=Quality(quality))


def _locked(request):
    rows = InformationRequest.objects.select_for_update(of=("self",))
    return rows.get(pk=request.pk)


def _save(request, by):
    request.version += 1
    request._history_user = by
    request.save()


def note_step(request, step, by, **more) -> RequestEvent:
    """Keep one step in the request's own history."""
    return RequestEvent.objects.create(
        request=request, step=step, due_on=request.due_on, by=by, **more
    )

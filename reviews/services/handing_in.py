"""An agency answers a request: its draft, its files, handing in (SOL-10)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.services.documents import keep_uploads
from learning.services.versions import StaleVersion
from reviews.choices import RequestState, RequestStep
from reviews.models import InformationRequest, RequestDraft, RequestFile
from reviews.services.requests import note_step

PARTS = ("answer", "staff_level", "knowledge_transfer")


@transaction.atomic
def save_draft(
    *, request: InformationRequest, values: dict, version: int, by
) -> RequestDraft:
    """Keep what the agency is writing; nobody of the review sees it.

    Raises StaleVersion where a colleague saved first, ValidationError once handed in.
    """
    _open(request)
    draft = _draft(request)
    if draft.version != version:
        raise StaleVersion(draft)
    if all(getattr(draft, part) == values[part] for part in PARTS):
        return draft
    for part in PARTS:
        setattr(draft, part, values[part])
    draft.saved_by, draft.saved_at = by, timezone.now()
    draft.version += 1
    draft._history_user = by
    draft.save()
    return draft


def _open(request) -> InformationRequest:
    """The request under a lock, while an answer to it is owed."""
    rows = InformationRequest.objects.select_for_update(of=("self",))
    request = rows.get(pk=request.pk)
    if not request.is_open:
        raise ValidationError(_("The answer has been handed in already."))
    return request


def _draft(request) -> RequestDraft:
    RequestDraft.objects.get_or_create(request_id=request.pk)
    return RequestDraft.objects.select_for_update(of=("self",)).get(pk=request.pk)


@transaction.atomic
def attach(*, request: InformationRequest, files, by) -> list[RequestFile]:
    """Lay files beside the answer, all or none; the board sees them once handed in.

    Raises ValidationError by field `files`, naming each file that is refused.
    """
    request = _open(request)
    try:
        kept = keep_uploads(
            board=request.board, agency=request.agency, files=files, by=by
        )
    except ValidationError as problem:
        raise ValidationError({"files": problem.messages}) from problem
    return [request.files.create(document=one, added_by=by) for one in kept]


@transaction.atomic
def detach(*, file: RequestFile, by) -> None:
    """Take a file away before it is handed in. Raises ValidationError afterwards."""
    _open(file.request)
    if file.handed_in:
        raise ValidationError(_("The board has this file already."))
    file.delete()


@transaction.atomic
def hand_in(*, request: InformationRequest, version: int, by) -> InformationRequest:
    """The draft becomes the answer, with its files, late or in time.

    Raises ValidationError where a colleague changed it since, or something is missing.
    """
    request = _open(request)
    draft = _draft(request)
    if draft.version != version:
        said = _("A colleague changed the answer meanwhile. Read it again below.")
        raise ValidationError(said, code="stale")
    if left := missing(draft):
        raise ValidationError(left)
    for part in PARTS:
        setattr(request, part, getattr(draft, part))
    request.state = RequestState.ANSWERED
    request.answered_at, request.answered_by = timezone.now(), by
    request.quality = request.quality_note = ""
    request.version += 1
    request._history_user = by
    request.save()
    request.files.update(handed_in=True)  # a file's row keeps no history
    note_step(request, RequestStep.ANSWERED, by, late=request.is_late)
    return request


def missing(draft) -> list[str]:
    """What an answer lacks before it may be handed in, in words."""
    found = []
    if not draft.answer.strip():
        found.append(_("Write the answer."))
    if not draft.staff_level:
        found.append(_("Say who took part."))
    return found

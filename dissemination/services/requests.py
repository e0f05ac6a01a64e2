"""Asking agencies to pass learning on: write, issue, correct, close (SOL-38)."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.utils import bulk_create_with_history

from dissemination.choices import RequestState
from dissemination.models import AgencyPart, LearningPoint, LearningRequest
from learning.services.sent_once import made_before
from learning.services.versions import save_version


def write_request(
    *, board, values: dict, points, findings, by, sent_once: UUID
) -> LearningRequest:
    """A request nobody outside the group sees yet. The same form twice makes one."""
    try:
        with transaction.atomic():
            request = LearningRequest(
                board=board,
                reference=LearningRequest.new_reference(),
                sent_once=sent_once,
                created_by=by,
                **values,
            )
            request._history_user = by
            request.save()
            _set_points(request, points, findings, by)
            return request
    except IntegrityError:
        return made_before(LearningRequest, sent_once, by)


@transaction.atomic
def save_request(
    *, request: LearningRequest, values: dict, points, findings, version: int, by
) -> LearningRequest:
    """Change a draft. Raises StaleVersion, and ValidationError once it was issued."""
    _locked(request, RequestState.DRAFT)
    saved = save_version(record=request, values=values, version=version, by=by)
    _set_points(saved, points, findings, by)
    return saved


def _set_points(request, texts, findings, by):
    """The lines in order; a line that stays keeps its row and its finding."""
    known = {point.text: point for point in request.points.all()}
    sources = {finding.title: finding for finding in findings}
    wanted = list(dict.fromkeys([*texts, *sources]))
    for point in known.values():
        if point.text not in wanted:
            point._history_user = by
            point.delete()
    for order, text in enumerate(wanted, start=1):
        point = known.get(text) or LearningPoint(request=request, text=text)
        finding = point.finding or sources.get(text)
        if point.pk and (point.order, point.finding) == (order, finding):
            continue
        point.order, point.finding, point._history_user = order, finding, by
        point.save()


@transaction.atomic
def issue(*, request: LearningRequest, agencies, by) -> LearningRequest:
    """Ask the agencies: each gets a part of its own, all or none.

    Raises ValidationError where it was issued already, asks nothing, asks nobody, or
    its day is over. The number of queries does not grow with the agencies.
    """
    request = _locked(request, RequestState.DRAFT)
    agencies = list(agencies)
    if problems := problems_of(request):
        raise ValidationError(problems)
    if not agencies:
        raise ValidationError({"agencies": _("Choose at least one agency.")})
    parts = [
        AgencyPart(board_id=request.board_id, request=request, agency=agency)
        for agency in agencies
    ]
    # In bulk, each with its first history row.
    bulk_create_with_history(parts, AgencyPart, default_user=by)
    request.state = RequestState.ISSUED
    request.issued_at, request.issued_by = timezone.now(), by
    return _saved(request, by)


def problems_of(request: LearningRequest) -> list[str]:
    """What keeps a request from being issued, in words."""
    found = []
    if not request.points.exists():
        found.append(_("Write at least one learning point."))
    if request.group.restricted:
        found.append(_("A restricted group asks nobody outside it."))
    if request.due_on < timezone.localdate():
        found.append(_("The day is over: choose today or a later day."))
    return found


@transaction.atomic
def correct_due(
    *, request: LearningRequest, due_on, version: int, by
) -> LearningRequest:
    """Another day for every agency. Raises StaleVersion, ValidationError."""
    _locked(request, RequestState.ISSUED)
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": _("Choose today or a later day.")})
    values = {"due_on": due_on}
    return save_version(record=request, values=values, version=version, by=by)


@transaction.atomic
def close(*, request: LearningRequest, by) -> LearningRequest:
    """Agencies are no longer asked or chased. Raises ValidationError unless issued."""
    request = _locked(request, RequestState.ISSUED)
    request.state = RequestState.CLOSED
    return _saved(request, by)


REFUSED = {
    RequestState.DRAFT: gettext_lazy("It was issued already."),
    RequestState.ISSUED: gettext_lazy("It is not open."),
}


def _locked(request, state) -> LearningRequest:
    """The request under a lock; raises ValidationError in any other state."""
    rows = LearningRequest.objects.select_for_update(of=("self",))
    found = rows.select_related("group").get(pk=request.pk)
    if found.state != state:
        raise ValidationError(REFUSED[state])
    return found


def _saved(request, by):
    request.version += 1
    request._history_user = by
    request.save()
    return request

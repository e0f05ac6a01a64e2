"""An agency answers, passes on and confirms (SOL-38, WOL-29, HAR-38, HAR-39)."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.services.links import set_links
from dissemination.choices import Applies, Confirmation, PartState, RequestState
from dissemination.models import AgencyPart, Cascade, PartConfirmation, PointAnswer
from learning.services.versions import StaleVersion

QUESTIONS = ("where_embedded", "mechanism", "evaluation", "evaluate_on")


@transaction.atomic
def save_answers(
    *, part: AgencyPart, values: dict, answers: dict, version: int, by
) -> AgencyPart:
    """Keep what the agency writes; only it sees it until it is handed in.

    `values` holds any of the questions and `methods`; `answers` {point: {"applies",
    "action"}}. Raises StaleVersion where a colleague saved first, ValidationError once
    it was handed in or closed.
    """
    part = _to_answer(part)
    if part.version != version:
        raise StaleVersion(part)
    values = dict(values)
    methods = values.pop("methods", None)
    changed = {n: v for n, v in values.items() if getattr(part, n) != v}
    told = _answered(part, answers, by)
    linked = methods is not None and set(methods) != set(part.methods.all())
    if not (changed or told or linked):
        return part
    for name, value in changed.items():
        setattr(part, name, value)
    part.state = PartState.IN_PROGRESS
    _save(part, by)
    if linked:
        set_links(record=part, name="methods", chosen=methods, by=by)
    return part


def _answered(part, answers, by) -> bool:
    """Write the answers that differ; whether there were any."""
    known = {row.point_id: row for row in part.answers.all()}
    written = False
    for point in part.request.points.all():
        said = answers.get(point.pk)
        row = known.get(point.pk) or PointAnswer(part=part, point=point)
        if not said or all(getattr(row, n) == v for n, v in said.items()):
            continue
        for name, value in said.items():
            setattr(row, name, value)
        row._history_user = by
        row.save()
        written = True
    return written


@transaction.atomic
def hand_in(*, part: AgencyPart, version: int, by) -> AgencyPart:
    """The asking group reads the answers from now on.

    Raises ValidationError where a colleague changed them since, or one is missing.
    """
    part = _to_answer(part)
    if part.version != version:
        said = _("A colleague changed the answers meanwhile. Read them again below.")
        raise ValidationError(said, code="stale")
    if left := missing(part):
        raise ValidationError(left)
    part.state = PartState.ANSWERED
    part.answered_at, part.answered_by = timezone.now(), by
    return _save(part, by)


@transaction.atomic
def take_back(*, part: AgencyPart, by) -> AgencyPart:
    """Open answers again to correct them. Raises ValidationError unless handed in."""
    part = _open(part)
    if part.state != PartState.ANSWERED:
        raise ValidationError(_("It has not been handed in."))
    part.state = PartState.IN_PROGRESS
    part.answered_at = part.answered_by = None
    return _save(part, by)


def missing(part: AgencyPart) -> list[str]:
    """What the answers lack before they may be handed in, in words. Two queries."""
    said = {row.point_id: row for row in part.answers.all()}
    found, concerned = [], False
    for number, point in enumerate(part.request.points.all(), start=1):
        row = said.get(point.pk)
        concerned = concerned or bool(row and row.applies == Applies.YES)
        if row is None or not row.applies:
            found.append(_("Say whether point %d applies to you.") % number)
        elif not row.action.strip():
            found.append(_lacks_words(row) % number)
    return found + (_questions_left(part) if concerned else [])


def _lacks_words(row) -> str:
    if row.applies == Applies.YES:
        return _("Say what you do about point %d.")
    return _("Say why point %d does not apply to you.")


def _questions_left(part) -> list[str]:
    """Where any point applies, all three questions are asked."""
    asked = {
        "where_embedded": _("Say where in your procedures it will be embedded."),
        "mechanism": _("Say by what mechanism."),
        "evaluation": _("Say how you will evaluate it over time."),
        "evaluate_on": _("Say when it will be evaluated."),
    }
    return [
        words for name, words in asked.items() if not str(getattr(part, name) or "")
    ]


def pass_on(*, part: AgencyPart, values: dict, sent_once: UUID, by) -> Cascade:
    """Note how learning was passed on; append only. The same form twice makes one.

    Raises ValidationError for a day to come, or once the request is closed.
    """
    try:
        with transaction.atomic():
            _open(part)
            if values["on"] > timezone.localdate():
                raise ValidationError({"on": _("Enter today or a day in the past.")})
            return part.cascades.create(sent_once=sent_once, by=by, **values)
    except IntegrityError:
        return _made_before(part.cascades, sent_once, by)


def _made_before(rows, sent_once, by):
    found = rows.filter(sent_once=sent_once, by=by).first()
    if found is None:
        raise ValidationError(_("This form was used already. Start it again."))
    return found


@transaction.atomic
def confirm(
    *, part: AgencyPart, kind: Confirmation, evidence: str, by
) -> PartConfirmation:
    """Sign one of the three confirmations, once each (HAR-39).

    Raises ValidationError where it was signed already or the request is closed.
    """
    part = _open(part)
    before = part.confirmations.filter(kind=kind).select_related("by").first()
    if before:
        raise ValidationError(_("%s confirmed this already.") % before.by)
    signed = PartConfirmation(part=part, kind=kind, evidence=evidence, by=by)
    signed._history_user = by
    signed.save()
    return signed


def _open(part) -> AgencyPart:
    """The part under a lock while its request runs."""
    rows = AgencyPart.objects.select_for_update(of=("self",))
    found = rows.select_related("request").get(pk=part.pk)
    if found.request.state != RequestState.ISSUED:
        raise ValidationError(_("The request is closed."))
    return found


def _to_answer(part) -> AgencyPart:
    found = _open(part)
    if found.state == PartState.ANSWERED:
        raise ValidationError(_("The answers have been handed in already."))
    return found


def _save(part, by):
    part.version += 1
    part._history_user = by
    part.save()
    return part

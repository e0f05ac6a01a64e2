"""An agency's own audits: planned or asked for, deposited, presented, kept."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.choices import AreaOfWork
from case_audits.choices import SingleState
from case_audits.models import SingleAudit
from learning.choices import SourceKindChoices
from learning.models import LearningSource, SourceType, StageEvent
from learning.services.evidence import add_evidence
from learning.services.sent_once import made_before
from learning.services.sources import audience_of
from learning.services.versions import StaleVersion, save_version


def plan_single(*, board, values: dict, sent_once: UUID, by) -> SingleAudit:
    """Into the agency's yearly schedule (WOL-26). The same form twice makes one."""
    return _made(board, values, sent_once, by, state=SingleState.PLANNED)


def ask_single(*, board, values: dict, sent_once: UUID, by) -> SingleAudit:
    """The board asks an agency for one audit, by a day (HAR-27).

    Raises ValidationError where a restricted group would ask.
    """
    if values["group"].restricted:
        said = _("A restricted group asks nobody outside it.")
        raise ValidationError({"group": said})
    asked = {"state": SingleState.ASKED, "asked_at": timezone.now(), "asked_by": by}
    return _made(board, values, sent_once, by, **asked)


def _made(board, values, sent_once, by, **more):
    try:
        with transaction.atomic():
            made = SingleAudit(
                board=board, sent_once=sent_once, created_by=by, **values, **more
            )
            made._history_user = by
            made.save()
            return made
    except IntegrityError:
        return made_before(SingleAudit, sent_once, by)


@transaction.atomic
def change_single(*, single, values: dict, version: int, by) -> SingleAudit:
    """Correct what is planned. Raises StaleVersion; ValidationError once deposited."""
    _open(single)
    return save_version(record=single, values=values, version=version, by=by)


@transaction.atomic
def reply_single(*, single, accept: bool, reply: str, by) -> SingleAudit:
    """The agency says whether it will make the audit the board asked for.

    Raises ValidationError where it was answered, or declined without a reason.
    """
    found = _open(single)
    if found.state != SingleState.ASKED:
        raise ValidationError(_("The agency answered already."))
    if not accept and not reply.strip():
        raise ValidationError({"reply": _("Say why not.")})
    found.state = SingleState.PLANNED if accept else SingleState.DECLINED
    found.reply = reply
    return _saved(found, by)


@transaction.atomic
def deposit(*, single, values: dict, version: int, by) -> SingleAudit:
    """Objectives, outcome, actions and impact, for the group and the board to read
    (HAR-25, SOL-25). It becomes a source of learning of its own.

    Raises StaleVersion; ValidationError where it was deposited or declined.
    """
    found = _open(single)
    if found.version != version:
        raise StaleVersion(found)
    if found.state == SingleState.DECLINED:
        raise ValidationError(_("The agency declined it."))
    for name, value in values.items():
        setattr(found, name, value)
    found.state = SingleState.DEPOSITED
    found.deposited_at, found.deposited_by = timezone.now(), by
    found.source = _source(found, by)
    return _saved(found, by)


def _source(found, by) -> LearningSource:
    kind = SourceKindChoices.SINGLE_AGENCY_AUDIT
    source = LearningSource(
        board=found.board,
        kind=kind,
        source_type=SourceType.objects.filter(board=found.board, kind=kind).first(),
        framework_edition=found.board.framework_edition,
        title=found.title,
        summary=found.outcome,
        strand=found.board.strand or AreaOfWork.BOTH,
        owner_agency=found.agency,
        lead_group=found.group,
        audience=audience_of(found.group),
        created_by=by,
        stage=SingleState.DEPOSITED,
    )
    source._history_user = by
    source.save()
    StageEvent.objects.create(source=source, to_stage=source.stage, by=by)
    return source


def present(*, single, values: dict, version: int, by) -> SingleAudit:
    """A useful one is presented to a group or the board (HAR-27).

    Raises StaleVersion; ValidationError before it was deposited, or a day to come.
    """
    if not single.is_deposited:
        raise ValidationError(_("It has not been deposited."))
    if values["presented_on"] > timezone.localdate():
        said = _("Enter a date that is today or in the past.")
        raise ValidationError({"presented_on": said})
    return save_version(record=single, values=values, version=version, by=by)


@transaction.atomic
def keep_as_evidence(*, single, by) -> SingleAudit:
    """Into the agency's library of evidence, to show in a return (WOL-27). Once.

    Raises ValidationError before it was deposited.
    """
    found = _locked(single)
    if not found.is_deposited:
        raise ValidationError(_("It has not been deposited."))
    if found.evidence_id:
        return found
    [found.evidence] = add_evidence(
        board=found.board,
        agency=found.agency,
        title=_("Audit: %s") % found.title[:180],
        link=settings.SITE_ADDRESS + found.get_absolute_url(),
        effective_on=timezone.localtime(found.deposited_at).date(),
        by=by,
    )
    return _saved(found, by)


def _locked(single) -> SingleAudit:
    rows = SingleAudit.objects.select_for_update(of=("self",))
    return rows.select_related("board", "agency", "group").get(pk=single.pk)


def _open(single) -> SingleAudit:
    found = _locked(single)
    if found.is_deposited:
        raise ValidationError(_("It was deposited already."))
    return found


def _saved(found, by):
    found.version += 1
    found._history_user = by
    found.save()
    return found

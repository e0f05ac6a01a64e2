"""A multi-agency audit from opening it to closing it, and once more."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from case_audits.choices import AskState, AuditState, ReturnState
from case_audits.models import CaseAudit, FollowUp, PassedIssue, Receipt
from frameworks.calendar import add_months
from learning.choices import LinkKind, SourceAudience, SourceKindChoices
from learning.models import LearningSource, SourceLink, SourceType, StageEvent
from learning.services.sent_once import made_before
from learning.services.tagging import tag
from learning.services.versions import StaleVersion, save_version

OF_SOURCE = {"title", "strand", "lead_group"}


def open_audit(
    *, board, values: dict, sent_once: UUID, by, proposal=None, again_of=None
) -> CaseAudit:
    """Open an audit on the spine. Until its group received it, it is the group's.

    The same form sent twice opens one; raises ValidationError for a tool that is not
    in use yet.
    """
    if not values["edition"].is_issued:
        raise ValidationError({"edition": _("Choose a tool that is in use.")})
    try:
        with transaction.atomic():
            return _open(board, dict(values), sent_once, by, proposal, again_of)
    except IntegrityError:
        return made_before(LearningSource, sent_once, by).case_audit


def _open(board, values, sent_once, by, proposal, again_of):
    kind = SourceKindChoices.MULTI_AGENCY_AUDIT
    source = LearningSource(
        board=board,
        kind=kind,
        source_type=SourceType.objects.filter(board=board, kind=kind).first(),
        framework_edition=board.framework_edition,
        audience=SourceAudience.GROUP,
        sent_once=sent_once,
        created_by=by,
        stage=AuditState.PLANNING,
        summary=values["scope"],
        **{name: values.pop(name) for name in OF_SOURCE},
    )
    source._history_user = by
    source.save()
    StageEvent.objects.create(source=source, to_stage=source.stage, by=by)
    audit = CaseAudit(
        source=source, board=board, proposal=proposal, again_of=again_of, **values
    )
    audit._history_user = by
    audit.save(force_insert=True)
    if again_of is not None:
        SourceLink.objects.create(
            from_source=source, to_source=again_of.source,
            kind=LinkKind.FOLLOWS_UP, by=by,
        )  # fmt: skip
    if proposal and proposal.theme_id and proposal.theme.is_current:
        tag(source=source, theme=proposal.theme, by=by)
    return audit


@transaction.atomic
def change_audit(*, audit, values: dict, version: int, by) -> CaseAudit:
    """Correct what was said when it was opened. The tool stays once agencies are
    asked. Raises StaleVersion, ValidationError."""
    found = locked(audit)
    changed = values.get("edition", found.edition) != found.edition
    if changed and found.state != AuditState.PLANNING:
        raise ValidationError({"edition": _("Agencies answer this tool already.")})
    own = {name: value for name, value in values.items() if name in OF_SOURCE}
    rest = {name: value for name, value in values.items() if name not in OF_SOURCE}
    saved = save_version(record=found, values=rest, version=version, by=by)
    source = saved.source
    for name, value in own.items():
        setattr(source, name, value)
    source.summary, source._history_user = saved.scope, by
    source.save()
    return saved


def locked(audit, *states) -> CaseAudit:
    """The audit under a lock; raises ValidationError in a state not named."""
    rows = CaseAudit.objects.select_for_update(of=("self",))
    found = rows.select_related("source__lead_group", "board").get(pk=audit.pk)
    if states and found.state not in states:
        said = _("It has moved on: %s") % found.get_state_display()
        raise ValidationError(said)
    return found


def move(audit, state, by) -> CaseAudit:
    """To another state, kept among the events of its source."""
    source = audit.source
    StageEvent.objects.create(
        source=source, from_stage=audit.state, to_stage=state, by=by
    )
    source.stage, source._history_user = state, by
    source.save()
    audit.state = state
    audit.version += 1
    audit._history_user = by
    audit.save()
    return audit


@transaction.atomic
def ask(*, audit, agencies, due_on, by) -> CaseAudit:
    """Ask agencies to take part; more may be asked later (CTM-24).

    Raises ValidationError for a restricted group, without cases or agencies, or a day
    that is over.
    """
    found = locked(audit, AuditState.PLANNING, AuditState.ASKED)
    if found.source.lead_group.restricted:
        raise ValidationError(_("A restricted group asks nobody outside it."))
    if not found.cases.exists():
        raise ValidationError(_("Draw or choose the cases first."))
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": _("Choose today or a later day.")})
    if not agencies:
        raise ValidationError({"agencies": _("Choose at least one agency.")})
    there = set(found.asks.values_list("agency", flat=True))
    for agency in agencies:
        if agency.pk not in there:
            row = found.asks.model(board=found.board, audit=found, agency=agency)
            row._history_user = by
            row.save()
    found.due_on = due_on
    if found.state == AuditState.PLANNING:
        return move(found, AuditState.ASKED, by)
    found.version += 1
    found._history_user = by
    found.save()
    return found


@transaction.atomic
def begin_joint(*, audit, by) -> CaseAudit:
    """Agencies now read each other's returns. Drafts stay their own.

    Raises ValidationError before any agency handed in, or in another state.
    """
    found = locked(audit, AuditState.ASKED)
    if not found.returns.filter(state=ReturnState.HANDED_IN).exists():
        raise ValidationError(_("No agency has handed in a case yet."))
    return move(found, AuditState.JOINT, by)


@transaction.atomic
def receive(*, audit, values: dict, by) -> Receipt:
    """The owning group received the report and decided; the board reads it from now
    on, unless the group is restricted (HAR-24).

    Raises ValidationError for a day to come, or while a case has no final grade.
    """
    found = locked(audit, AuditState.JOINT)
    if values["received_on"] > timezone.localdate():
        said = _("Enter a date that is today or in the past.")
        raise ValidationError({"received_on": said})
    if left := found.cases.filter(graded_at__isnull=True).count():
        raise ValidationError(_("Cases without a final grade: %d") % left)
    receipt = Receipt(audit=found, by=by, **values)
    receipt._history_user = by
    receipt.save(force_insert=True)
    if not found.source.lead_group.restricted:
        found.source.audience = SourceAudience.BOARD
    move(found, AuditState.RECEIVED, by)
    return receipt


def pass_issue(*, audit, values: dict, sent_once: UUID, by) -> PassedIssue:
    """Pass an issue to another group (SOM-17). The same form twice makes one."""
    try:
        with transaction.atomic():
            locked(audit, AuditState.RECEIVED, AuditState.CLOSED)
            made = PassedIssue(audit=audit, by=by, sent_once=sent_once, **values)
            made._history_user = by
            made.save()
            return made
    except IntegrityError:
        found = audit.issues.filter(sent_once=sent_once, by=by).first()
        if found is None:
            said = _("This form was used already. Start it again.")
            raise ValidationError(said) from None
        return found


def decide_issue(*, issue, values: dict, version: int, by) -> PassedIssue:
    """What the group decided, and when the board heard. Raises StaleVersion,
    ValidationError for a day to come."""
    if values["decided_on"] > timezone.localdate():
        said = _("Enter a date that is today or in the past.")
        raise ValidationError({"decided_on": said})
    return save_version(record=issue, values=values, version=version, by=by)


@transaction.atomic
def close_audit(*, audit, months, again_on, version: int, by) -> CaseAudit:
    """Close it: agencies that took part report again after so many months (SOL-9).

    Raises StaleVersion, and ValidationError before it was received.
    """
    found = locked(audit, AuditState.RECEIVED)
    if found.version != version:
        raise StaleVersion(found)
    today = timezone.localdate()
    for row in found.asks.filter(state=AskState.ACCEPTED):
        for month in sorted(set(months)):
            due = FollowUp(
                board=found.board, audit=found, agency_id=row.agency_id,
                due_on=add_months(today, month),
            )  # fmt: skip
            due._history_user = by
            due.save()
    found.follow_up_months, found.again_on = sorted(set(months)), again_on
    found.source.closed_on = today
    return move(found, AuditState.CLOSED, by)


def say_follow_up(*, follow_up, values: dict, version: int, by) -> FollowUp:
    """An agency says whether its gains lasted. Raises StaleVersion."""
    values = {**values, "said_at": timezone.now(), "said_by": by}
    return save_version(record=follow_up, values=values, version=version, by=by)

"""Opens dissemination plans, agrees them, says what was delivered to whom."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dissemination.audiences import audiences_of
from dissemination.choices import PlanState, ShareKind, SummaryState
from dissemination.models import DisseminationPlan, PlanLine
from dissemination.services.shares import log_share
from learning.services.sent_once import made_before
from learning.services.versions import StaleVersion, save_version


@transaction.atomic
def open_plan(*, board, by, summary=None, source=None, sent_once=None, **values):
    """A plan with a line for every audience of the board (SOL-60).

    The lines of audiences the summary names begin with its key messages. Raises
    ValidationError for a summary not accepted, or with a plan already.
    """
    if summary:
        source = summary.source
    plan = DisseminationPlan(
        board=board,
        summary=summary,
        source=source,
        reference=DisseminationPlan.new_reference(),
        created_by=by,
        sent_once=sent_once,
        **values,
    )
    known = DisseminationPlan.objects.filter(sent_once=sent_once, created_by=by)
    if sent_once and (made := known.first()):
        return made
    _check(plan)
    try:
        with transaction.atomic():
            plan._history_user = by
            plan.save()
    except IntegrityError as problem:
        if summary and DisseminationPlan.objects.filter(summary=summary).exists():
            raise ValidationError(_("This summary has a plan already.")) from problem
        return made_before(DisseminationPlan, sent_once, by)
    _fill(plan, by)
    return plan


def _check(plan):
    summary = plan.summary
    if summary and summary.state != SummaryState.ACCEPTED:
        raise ValidationError(_("Take the summary on first."))
    lead = plan.source.lead_group if plan.source_id else None
    owner = summary.group if summary else None
    for group in (lead, owner):
        if group and group.restricted and group.pk != plan.group_id:
            raise ValidationError(
                {"group": _("Learning of this group stays with the group itself.")}
            )


def _fill(plan, by):
    """All audience rows of the board; what was asked for comes with its words."""
    summary = plan.summary
    named = set(summary.audiences.values_list("pk", flat=True)) if summary else set()
    for order, one in enumerate(audiences_of(plan.board, by, plan.group), start=1):
        line = PlanLine(plan=plan, audience=one, order=order)
        if one.pk in named:
            line.purpose = summary.messages
        line._history_user = by
        line.save()


@transaction.atomic
def edit_plan(*, plan, values: dict, version: int, by) -> DisseminationPlan:
    """Change its title or its group. Raises StaleVersion, ValidationError."""
    saved = save_version(record=plan, values=values, version=version, by=by)
    _check(saved)
    return saved


@transaction.atomic
def agree_plan(*, plan, by) -> DisseminationPlan:
    """The group agreed it; the board's readers see it from now on.

    A line without purpose, methods and date says nothing: one at least must be
    whole. Raises ValidationError.
    """
    found = _locked(plan)
    if found.state != PlanState.DRAFT:
        raise ValidationError(_("This plan was agreed already."))
    if not found.lines.exclude(purpose="").filter(due_on__isnull=False).exists():
        raise ValidationError(
            _("Say for one audience at least what for, how, and by when.")
        )
    found.state, found.agreed_at, found.agreed_by = PlanState.AGREED, timezone.now(), by
    return _keep(found, by)


@transaction.atomic
def close_plan(*, plan, by) -> DisseminationPlan:
    """Every line that was planned is delivered. Raises ValidationError otherwise."""
    found = _locked(plan)
    if found.state != PlanState.AGREED:
        raise ValidationError(_("Only an agreed plan can be closed."))
    left = found.lines.outstanding().filter(due_on__isnull=False).count()
    if left:
        raise ValidationError(_("%d lines are not delivered yet.") % left)
    found.state = PlanState.CLOSED
    return _keep(found, by)


@transaction.atomic
def edit_line(*, line, values: dict, version: int, by) -> PlanLine:
    """Say for an audience what for, how, who, by when, and how success is told.

    Raises StaleVersion, or ValidationError for a closed plan.
    """
    if line.plan.state == PlanState.CLOSED:
        raise ValidationError(_("This plan is closed."))
    return save_version(record=line, values=values, version=version, by=by)


@transaction.atomic
def deliver_line(
    *, line, delivered_on, methods, version: int, by, reach=None, result=""
) -> PlanLine:
    """It reached its audience: when, by which channels, how many, with what result.

    Each channel enters the log of sharing (CTM-42), but for a restricted group's
    plan. Raises StaleVersion, ValidationError.
    """
    found = PlanLine.objects.select_for_update(of=("self",)).select_related(
        "plan__group", "plan__board", "plan__source", "audience"
    )
    found = found.get(pk=line.pk)
    if found.version != version:
        raise StaleVersion(found)
    if found.plan.state != PlanState.AGREED:
        raise ValidationError(_("Agree the plan first."))
    if found.delivered_on is None and not found.plan.group.restricted:
        for method in methods:
            _log(found, method, delivered_on, reach, by)
    found.delivered_on, found.reach, found.result = delivered_on, reach, result
    return _keep(found, by)


def _log(line, method, on, reach, by):
    log_share(
        board=line.plan.board, by=by, kind=ShareKind.AUDIENCE, source=line.plan.source,
        from_group=line.plan.group, method=method, audience=line.audience, on=on,
        reach=reach, content=line.purpose or line.plan.title,
    )  # fmt: skip


def _locked(plan):
    rows = DisseminationPlan.objects.select_for_update(of=("self",))
    return rows.get(pk=plan.pk)


def _keep(record, by):
    record.version += 1
    record._history_user = by
    record.save()
    return record

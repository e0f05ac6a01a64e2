"""Opens plans, agrees them, writes actions into them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.choices import PlanState, UpdateKind
from actionplans.models import Action, ActionPlan, ActionUpdate
from learning.services.sent_once import made_before
from learning.services.versions import save_version


@transaction.atomic
def open_plan(*, board, by, source=None, sent_once=None, **values) -> ActionPlan:
    """A plan for a source, a group or an agency. One a source.

    A plan of a restricted group, or of its source, is confined to that group. The
    same form sent twice makes one plan. Raises ValidationError where the source has
    a plan already, or the plan stands outside the composite one without a reason.
    """
    known = ActionPlan.objects.filter(sent_once=sent_once, created_by=by)
    if sent_once and (made := known.first()):
        return made
    if source and ActionPlan.objects.filter(source=source).exists():
        raise ValidationError(_("This source has an action plan already."))
    _require_reason(values)
    plan = ActionPlan(
        board=board,
        source=source,
        reference=ActionPlan.new_reference(),
        created_by=by,
        sent_once=sent_once,
        **values,
    )
    plan.confined_to = _confining_group(plan)
    plan._history_user = by
    _save_new(plan)
    return plan


def _save_new(plan):
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as problem:  # somebody was a moment quicker
        raise ValidationError(_("This source has an action plan already.")) from problem


def _require_reason(values):
    """Most plans join the composite one; another says why it does not (CTM-50)."""
    if not values.get("composite", True) and not values.get("not_composite_reason"):
        raise ValidationError(
            {"not_composite_reason": _("Say why it is not part of the composite plan.")}
        )


def _confining_group(plan):
    lead = plan.source.lead_group if plan.source_id else None
    for group in (lead, plan.monitoring_group):
        if group and group.restricted:
            return group
    return None


@transaction.atomic
def edit_plan(*, plan: ActionPlan, values: dict, version: int, by) -> ActionPlan:
    """Change a plan's own facts; its actions' copies of them follow.

    Raises StaleVersion where somebody saved it meanwhile, ValidationError where it
    would come under or out of a restricted group.
    """
    _require_reason(values)
    if values.get("composite", True):
        values = values | {"not_composite_reason": ""}
    saved = save_version(record=plan, values=values, version=version, by=by)
    if _confining_group(saved) != saved.confined_to:
        raise ValidationError(
            {"monitoring_group": _("Choose a group that may see this plan.")}
        )
    copy_to_actions(saved)
    return saved


@transaction.atomic
def agree_plan(*, plan: ActionPlan, by) -> ActionPlan:
    """The group agreed it: its actions join the composite plan.

    Raises ValidationError for a plan with no action or no group, or agreed before.
    """
    plan = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != PlanState.DRAFT:
        raise ValidationError(_("This plan was agreed already."))
    if not plan.actions.exists():
        raise ValidationError(_("Write at least one action first."))
    if not plan.monitoring_group_id and not plan.agency_id:
        raise ValidationError(_("Name the group that monitors the plan first."))
    plan.state, plan.agreed_at, plan.agreed_by = PlanState.AGREED, timezone.now(), by
    plan.version += 1
    plan._history_user = by
    plan.save()
    copy_to_actions(plan)
    return plan


@transaction.atomic
def close_plan(*, plan: ActionPlan, by) -> ActionPlan:
    """Every action is embedded or withdrawn. Raises ValidationError otherwise."""
    plan = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != PlanState.AGREED:
        raise ValidationError(_("Only an agreed plan can be closed."))
    if left := plan.actions.unsettled().count():
        raise ValidationError(_("%d actions are not embedded yet.") % left)
    plan.state = PlanState.CLOSED
    plan.version += 1
    plan._history_user = by
    plan.save()
    return plan


def copy_to_actions(plan: ActionPlan) -> None:
    """Bring the actions' copies of the plan's columns up to date.

    No history: the plan's own history says when and by whom.
    """
    plan.actions.update(
        agreed=plan.state != PlanState.DRAFT,
        in_composite=plan.composite,
        own_plan_of=plan.agency_id,
        confined_to=plan.confined_to_id,
        source=plan.source_id,
    )


def add_action(*, plan: ActionPlan, by, sent_once=None, **values) -> Action:
    """Write an action into a plan. The same form sent twice makes one action.

    Raises ValidationError for a closed plan.
    """
    if plan.state == PlanState.CLOSED:
        raise ValidationError(_("This plan is closed."))
    try:
        with transaction.atomic():
            return _add(plan, by, sent_once, values)
    except IntegrityError:
        if sent_once is None:
            raise
        return made_before(Action, sent_once, by)


def _add(plan, by, sent_once, values):
    last = plan.actions.order_by("-order").values_list("order", flat=True).first() or 0
    action = new_action(plan, by, order=last + 1, sent_once=sent_once, **values)
    action._history_user = by
    action.save()
    ActionUpdate.objects.create(
        action=action, kind=UpdateKind.CREATED, status=action.status, by=by
    )
    return action


def new_action(plan: ActionPlan, by, **values) -> Action:
    """An action of a plan, not saved yet, with its copies of the plan's columns."""
    values.setdefault("monitoring_group", plan.monitoring_group)
    values.setdefault("priority", plan.priority)
    values.setdefault("original_due_on", values["due_on"])
    return Action(
        board=plan.board,
        plan=plan,
        source=plan.source,
        reference=Action.new_reference(),
        agreed=plan.state != PlanState.DRAFT,
        in_composite=plan.composite,
        own_plan_of=plan.agency,
        confined_to=plan.confined_to,
        created_by=by,
        **values,
    )

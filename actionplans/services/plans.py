"""Opens plans, agrees them, writes actions into them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.choices import PlanState, UpdateKind
from actionplans.models import Action, ActionPlan, ActionUpdate


@transaction.atomic
def open_plan(*, board, by, source=None, **values) -> ActionPlan:
    """A plan for a source, a group or an agency. One a source.

    A plan of a restricted group, or of its source, is confined to that group.
    Raises ValidationError where the source has a plan already.
    """
    if source and ActionPlan.objects.filter(source=source).exists():
        raise ValidationError(_("This source has an action plan already."))
    plan = ActionPlan(
        board=board,
        source=source,
        reference=ActionPlan.new_reference(),
        created_by=by,
        **values,
    )
    plan.confined_to = _confining_group(plan)
    plan._history_user = by
    plan.save()
    return plan


def _confining_group(plan):
    lead = plan.source.lead_group if plan.source_id else None
    for group in (lead, plan.monitoring_group):
        if group and group.restricted:
            return group
    return None


@transaction.atomic
def agree_plan(*, plan: ActionPlan, by) -> ActionPlan:
    """The group agreed it: its actions join the composite plan.

    Raises ValidationError for a plan with no action, or agreed before.
    """
    plan = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != PlanState.DRAFT:
        raise ValidationError(_("This plan was agreed already."))
    if not plan.actions.exists():
        raise ValidationError(_("Write at least one action first."))
    plan.state, plan.agreed_at, plan.agreed_by = PlanState.AGREED, timezone.now(), by
    plan._history_user = by
    plan.save()
    copy_to_actions(plan)
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
    """Write an action into a plan. The same form sent twice makes one action."""
    try:
        with transaction.atomic():
            return _add(plan, by, sent_once, values)
    except IntegrityError:
        made = Action.objects.filter(sent_once=sent_once).first()
        if sent_once is None or made is None:
            raise
        return made


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

"""An agency's own actions and a group's: taken from, fed into, offered (HAR-34)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.choices import Direction, OfferState, PlanState, UpdateKind
from actionplans.models import Action, ActionLink, ActionOffer, ActionPlan
from actionplans.services.plans import add_action, open_plan
from actionplans.services.progress import append, locked, save_moved

COPIED = ("text", "intended_outcome", "measure", "due_on", "strength", "priority")


@transaction.atomic
def link_actions(*, action, other, direction: str, by) -> ActionLink:
    """Join two actions of a board. Raises ValidationError where they were joined this
    way already, or both belong to one plan."""
    if action.board_id != other.board_id or action.plan_id == other.plan_id:
        raise ValidationError({"other": _("Choose an action of another plan.")})
    known = ActionLink.objects.filter(action=action, other=other, direction=direction)
    if known.exists():
        raise ValidationError({"other": _("These two are linked already.")})
    link = ActionLink(action=action, other=other, direction=direction, by=by)
    link._history_user = by
    link.save()
    row = locked(action)
    words = f"{Direction(direction).label} {other.reference}."
    append(row, UpdateKind.LINKED, by, text=words)
    save_moved(row, by)
    return link


@transaction.atomic
def own_action_from(*, action, agency, by) -> Action:
    """The agency's own action for its part of a group's, in its own plan.

    The same step taken twice gives the first one's action.
    """
    locked(action)
    known = ActionLink.objects.filter(
        other=action, direction=Direction.TAKES_FROM, action__own_plan_of=agency
    ).select_related("action__board")
    if made := known.first():
        return made.action
    values = {name: getattr(action, name) for name in COPIED}
    own = add_action(
        plan=_own_plan(action.board, agency, by),
        by=by,
        agency=agency,
        responsible=str(agency)[:250],
        monitoring_group=None,
        **values,
    )
    link_actions(action=own, other=action, direction=Direction.TAKES_FROM, by=by)
    return own


def _own_plan(board, agency, by):
    plans = ActionPlan.objects.filter(board=board, agency=agency)
    plan = plans.exclude(state=PlanState.CLOSED).order_by("created_at").first()
    return plan or open_plan(
        board=board,
        by=by,
        agency=agency,
        title=_("Our own plan"),
        composite=False,
        not_composite_reason=_("The agency's own plan"),
    )


@transaction.atomic
def offer_action(*, action, group, note: str, by) -> ActionOffer:
    """Release the words of an agency's own action to a group. Raises ValidationError
    for an action of another plan, or one the group has in hand already."""
    if action.own_plan_of_id is None:
        raise ValidationError(_("Only an agency's own action can be offered."))
    if group.restricted:
        raise ValidationError({"group": _("Choose another group.")})
    if ActionOffer.objects.waiting().filter(action=action, group=group).exists():
        raise ValidationError({"group": _("This group was asked already.")})
    offer = ActionOffer(
        board=action.board,
        action=action,
        agency=action.own_plan_of,
        group=group,
        text=action.text,
        intended_outcome=action.intended_outcome,
        measure=action.measure,
        due_on=action.due_on,
        note=note,
        by=by,
    )
    offer._history_user = by
    offer.save()
    return offer


@transaction.atomic
def take_in(*, offer, plan, answer: str, by) -> Action:
    """Make an offered action part of a group's plan: the agency's own feeds into it.

    Raises ValidationError where the offer was answered before.
    """
    offer = _waiting(offer)
    made = add_action(
        plan=plan,
        by=by,
        text=offer.text,
        intended_outcome=offer.intended_outcome,
        measure=offer.measure,
        due_on=offer.due_on,
        agency=offer.agency,
        responsible=str(offer.agency)[:250],
    )
    offer.taken_as = made
    _answer(offer, OfferState.TAKEN, answer, by)
    link_actions(action=offer.action, other=made, direction=Direction.FEEDS_INTO, by=by)
    return made


@transaction.atomic
def decline_offer(*, offer, answer: str, by) -> ActionOffer:
    """Say why not. Raises ValidationError without a word, or when answered before."""
    if not answer.strip():
        raise ValidationError({"answer": _("Tell the agency why.")})
    offer = _waiting(offer)
    _answer(offer, OfferState.DECLINED, answer, by)
    return offer


def _waiting(offer):
    offer = ActionOffer.objects.select_for_update().get(pk=offer.pk)
    if offer.state != OfferState.WAITING:
        raise ValidationError(_("This offer was answered already."))
    return offer


def _answer(offer, state, answer, by):
    offer.state, offer.answer = state, answer
    offer.answered_by, offer.answered_at = by, timezone.now()
    offer._history_user = by
    offer.save()

"""A low rating makes an action, which the agency makes its own or declines."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from audits.choices import ImprovementState
from audits.models import AgencyReturn, Answer, ImprovementAction


@transaction.atomic
def raise_improvements(*, agency_return: AgencyReturn, by) -> list[ImprovementAction]:
    """Make a draft action of every answer on a level that needs improvement.

    Actions the agency already decided on stay as they are; drafts follow the words.
    """
    low = agency_return.answers.filter(
        level__needs_improvement=True, not_applicable=False
    )
    drafts = agency_return.improvements.filter(state=ImprovementState.DRAFT)
    # Nobody has decided on a draft, so one whose rating rose leaves no trace.
    drafts.exclude(answer__in=low).delete()
    there = {action.answer_id: action for action in agency_return.improvements.all()}
    _follow_words(low, there)
    made = [_draft(answer) for answer in low if answer.pk not in there]
    return bulk_create_with_history(made, ImprovementAction, default_user=by)


def _draft(answer: Answer) -> ImprovementAction:
    return ImprovementAction(
        agency_return_id=answer.agency_return_id,
        board_id=answer.board_id,
        answer=answer,
        text=answer.improvement,
    )


def _follow_words(low, there) -> None:
    for answer in low:
        action = there.get(answer.pk)
        draft = action and action.state == ImprovementState.DRAFT
        if draft and action.text != answer.improvement:
            action.text = answer.improvement
            action.save(update_fields=["text"])


@transaction.atomic
def confirm(*, action: ImprovementAction, text, owner, due_on, by):
    """Make a draft the agency's own action: what, who by post, by when.

    Raises ValidationError naming what is missing, and for an action decided on.
    """
    wanted = {"text": text.strip(), "owner": owner.strip(), "due_on": due_on}
    if missing := [name for name, value in wanted.items() if not value]:
        raise ValidationError({name: _("This is needed.") for name in missing})
    return _decide(action, ImprovementState.CONFIRMED, by, **wanted)


@transaction.atomic
def decline(*, action: ImprovementAction, reason, by):
    """Say why the gap makes no action. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why no action is needed.")})
    return _decide(action, ImprovementState.DECLINED, by, reason=reason.strip())


def _decide(action, state, by, **values):
    locked = ImprovementAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if locked.state != ImprovementState.DRAFT:  # a colleague's words stay theirs
        raise ValidationError(_("This action was decided on already."))
    for name, value in values.items():
        setattr(locked, name, value)
    locked.state, locked.decided_by, locked.decided_at = state, by, timezone.now()
    locked.save()
    return locked

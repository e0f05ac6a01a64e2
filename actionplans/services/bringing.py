"""Rows waiting to be checked: ticked actions, a workbook, pasted text."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.choices import UpdateKind
from actionplans.models import BringingIn
from actionplans.services.changing import apply_changes
from actionplans.services.plans import add_action
from actionplans.services.progress import append

KEPT_DAYS = 30


class NotWaiting(ValidationError):
    """It was decided on already."""

    def __init__(self):
        super().__init__(_("This was done or thrown away already."))


@transaction.atomic
def keep_waiting(*, board, kind: str, by, **values) -> BringingIn:
    """Keep rows until somebody has checked them. Old ones of theirs go."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    old = BringingIn.objects.filter(brought_by=by, brought_at__lt=before)
    old.exclude(state=BringingIn.State.DONE).delete()
    return BringingIn.objects.create(board=board, kind=kind, brought_by=by, **values)


@transaction.atomic
def ask_change(*, waiting: BringingIn, asked: dict) -> BringingIn:
    """Keep what should change. Raises NotWaiting."""
    row = lock_waiting(waiting)
    row.asked |= asked
    row.save()
    return row


def lock_waiting(waiting: BringingIn) -> BringingIn:
    """The row, if it still waits. Two presses: the second finds it done."""
    row = BringingIn.objects.select_for_update(of=("self",)).get(pk=waiting.pk)
    if row.state != BringingIn.State.PREVIEW:
        raise NotWaiting
    return row


@transaction.atomic
def commit_changes(
    *, waiting: BringingIn, proposed, seen: dict[int, int], by, take=frozenset()
) -> BringingIn:
    """Make the changes that were previewed; of conflicts only those in `take`
    (action's key, part). Raises NotWaiting."""
    row = lock_waiting(waiting)
    kept = [
        pair
        for one in proposed
        if seen.get(one.action.pk) == one.action.version  # others are overtaken
        for pair in _leave(one, take)
    ]
    done = apply_changes(proposed=proposed, seen=seen, by=by)
    left = [
        [one.action.reference, refusal.label, refusal.new[:200], refusal.why]
        for one in proposed
        for refusal in one.refusals
    ]
    return finish(row, done.as_json() | {"refused": left, "kept": kept})


def _leave(one, take) -> list[list[str]]:
    """Take out conflicts whose online words stay; says which."""
    left = [c for c in one.conflicts if (one.action.pk, c.name) not in take]
    one.changes = [change for change in one.changes if change not in left]
    return [[one.action.reference, change.label] for change in left]


@transaction.atomic
def add_pasted(*, waiting: BringingIn, rows: list[dict], said, by) -> BringingIn:
    """Add pasted rows to their plan, once, each with the progress `said` of it.

    Raises NotWaiting, ValidationError for a plan that is closed.
    """
    row = lock_waiting(waiting)
    made = []
    for values, words in zip(rows, said, strict=True):
        action = add_action(plan=row.plan, by=by, **values)
        if words:
            append(action, UpdateKind.PROGRESS, by, text=words)
        made.append(action.reference)
    return finish(row, {"added": made})


def finish(row: BringingIn, outcome: dict) -> BringingIn:
    """Note what came of a locked row; what it brought is not kept twice."""
    row.state, row.done_at = BringingIn.State.DONE, timezone.now()
    row.rows, row.outcome = [], outcome
    row.save()
    return row


@transaction.atomic
def discard(*, waiting: BringingIn) -> None:
    """Throw it away. Raises NotWaiting."""
    row = lock_waiting(waiting)
    row.state, row.rows, row.asked = BringingIn.State.DISCARDED, [], {}
    row.save()

"""A meeting walks the plan: what it looks at, in which order, and what it records."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.choices import UpdateKind
from actionplans.exceptions import exceptions_of, rule_of
from actionplans.models import Action, MeetingItem, MeetingRecord
from actionplans.rhythm import rhythm_of
from actionplans.services.progress import (
    append,
    extend,
    locked,
    record_progress,
    save_moved,
)
from learning.models.sources import new_reference

# What presses most comes first; the order of exceptions is that of the list page.
PRESSING = ["late", "impact_debt", "stale", "slipping", "no_measure"]


@transaction.atomic
def begin_meeting(*, board, group, by, held_on=None, only_exceptions=False):
    """Open a meeting of a group over the actions it monitors, exceptions first.

    One that was begun today and not ended is gone on with. Raises ValidationError
    where there is nothing to walk through.
    """
    day = held_on or timezone.localdate()
    running = MeetingRecord.objects.filter(
        board=board, group=group, held_on=day, ended_at__isnull=True
    ).first()
    if running:
        return running
    actions = _to_walk(board, group, by, only_exceptions, day)
    if not actions:
        raise ValidationError(_("This group monitors no action that is open."))
    meeting = MeetingRecord(
        board=board,
        group=group,
        held_on=day,
        begun_by=by,
        reference=new_reference("MTG"),
    )
    meeting._history_user = by
    meeting.save()
    # The order of the walk is the record of it: items need no second history.
    MeetingItem.objects.bulk_create(
        MeetingItem(meeting=meeting, action=action, order=order, reason=reason)
        for order, (reason, action) in enumerate(actions, start=1)
    )
    return meeting


def _to_walk(board, group, by, only_exceptions, day) -> list[tuple[str, Action]]:
    seen = Action.objects.visible_to(by).filter(board=board, monitoring_group=group)
    seen = seen.composite()
    stale_after = rhythm_of(board).stale_after_days
    pressing = seen.filter(rule_of("any", stale_after, day))
    rest = seen.open().exclude(pk__in=pressing.values("pk"))
    rows = [(_reason(action, stale_after, day), action) for action in pressing]
    rows.sort(key=lambda row: (_rank(row[0]), row[1].due_on, row[1].pk))
    if not only_exceptions:
        rows += [("", action) for action in rest.order_by("due_on", "pk")]
    return rows


def _reason(action, stale_after, day) -> str:
    keys = [found.key for found in exceptions_of(action, stale_after, day)]
    return min(keys, key=_rank) if keys else ""


def _rank(key) -> int:
    return PRESSING.index(key) if key in PRESSING else len(PRESSING)


@transaction.atomic
def record_in_meeting(*, item: MeetingItem, said: dict, by, sent_once=None):
    """Everything the meeting said of one action, in one go, and its turn is over.

    `said`: text, status, new_due_on with reason, challenge, support; what is empty
    was not said. Raises ValidationError, and keeps nothing, where a part is refused.
    """
    meeting = _open_meeting(item)
    if item.action.confined_to_id not in (None, meeting.group_id):
        raise ValidationError(_("This action belongs to another group."))
    words = {"action": item.action, "by": by, "meeting": meeting}
    if said.get("new_due_on"):
        extend(new_due_on=said["new_due_on"], reason=said.get("reason", ""), **words)
    if said.get("text", "").strip() or _moves(item.action, said.get("status")):
        record_progress(
            text=said.get("text", ""),
            status=said.get("status", ""),
            sent_once=sent_once,
            **words,
        )
    for kind in (UpdateKind.CHALLENGE, UpdateKind.SUPPORT):
        if said.get(kind, "").strip():
            _note(item.action, kind, said[kind], by, meeting)
    _discussed(item)


def _moves(action, status) -> bool:
    return bool(status) and status != Action.objects.get(pk=action.pk).status


def _note(action, kind, text, by, meeting):
    held = locked(action)
    append(held, kind, by, text=text, meeting=meeting)
    save_moved(held, by)


@transaction.atomic
def pass_over(*, item: MeetingItem, by) -> None:
    """Looked at, with nothing to record."""
    _open_meeting(item)
    _discussed(item)


def _open_meeting(item) -> MeetingRecord:
    meeting = MeetingRecord.objects.select_for_update().get(pk=item.meeting_id)
    if meeting.ended_at:
        raise ValidationError(_("This meeting has ended. Its record stands."))
    return meeting


def _discussed(item):
    item.discussed_at = item.discussed_at or timezone.now()
    item.save(update_fields=["discussed_at"])


@transaction.atomic
def end_meeting(*, meeting: MeetingRecord, note: str, by) -> MeetingRecord:
    """Close the meeting; its record is what was said on the way, and the summary."""
    meeting = MeetingRecord.objects.select_for_update().get(pk=meeting.pk)
    if meeting.ended_at is None:
        meeting.ended_at = timezone.now()
    meeting.note, meeting.version = note, meeting.version + 1
    meeting._history_user = by
    meeting.save()
    return meeting

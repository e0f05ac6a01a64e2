"""A theme that comes back after actions on it were closed: noticed once, answered."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from learning.choices import FindingKind
from learning.models import RecurrenceNotice, ThemeTag
from learning.services.versions import StaleVersion
from learning.theme_actions import actions_of


@transaction.atomic
def notice_return(*, tag: ThemeTag, by) -> RecurrenceNotice | None:
    """Notice that a theme was confirmed after actions that answered it were closed
    (CTM-47). None where that is known already, or no action was closed.

    Actions of the same source do not count, nor those closed after the board knew what
    is tagged now, nor good practice, nor a source the board opened to look at this
    theme. What a restricted group holds counts for that group alone.
    """
    group = _restricted_group(tag)
    if tag.finding_id and tag.finding.kind == FindingKind.GOOD_PRACTICE:
        return None
    if _is_known(tag, group) or _looks_into_it(tag):
        return None
    day = _known_on(tag)
    closed = {
        one.action: one.closed_on
        for one in actions_of(tag.board, [tag.theme_id], group)
        if one.closed_on and one.closed_on <= day and one.source != tag.source_id
    }
    if not closed:
        return None
    notice = RecurrenceNotice(
        board=tag.board,
        theme=tag.theme,
        tag=tag,
        closed_actions=len(closed),
        last_closed_on=max(closed.values()),
    )
    notice._history_user = by
    notice.save()
    return notice


def _known_on(tag) -> datetime.date:
    """When the board knew: a theme confirmed late on an old source is no return."""
    days = [timezone.localdate(tag.at), tag.source.published_on, tag.source.closed_on]
    if tag.finding_id:
        days.append(timezone.localdate(tag.finding.created_at))
    return min(day for day in days if day)


def _restricted_group(tag) -> int | None:
    group = tag.source.lead_group
    return group.pk if group and group.restricted else None


def _is_known(tag, group) -> bool:
    """A notice of this source stands, or one to the same people waits for an answer."""
    same = Q(tag__source__lead_group=group)
    if group is None:
        same = Q(tag__source__lead_group__isnull=True) | Q(
            tag__source__lead_group__restricted=False
        )
    waiting = Q(answered_at__isnull=True) & same
    known = RecurrenceNotice.objects.filter(theme=tag.theme_id)
    return known.filter(Q(tag__source=tag.source_id) | waiting).exists()


def _looks_into_it(tag) -> bool:
    """The source was opened because of the theme: it is there to find it."""
    led_to = getattr(tag.source, "raised_from", None)
    return led_to is not None and led_to.theme_id == tag.theme_id


@transaction.atomic
def answer_notice(
    *, notice: RecurrenceNotice, answer: str, version: int, by
) -> RecurrenceNotice:
    """Say what the board does about it, or say it anew. Raises StaleVersion."""
    rows = RecurrenceNotice.objects.select_for_update(of=("self",))
    current = rows.get(pk=notice.pk)
    if current.version != version:
        raise StaleVersion(current)
    return _answered(current, answer, by)


def answer_by_response(*, notice: RecurrenceNotice, reason: str, by) -> None:
    """Whoever raises a response answers the notice with its reason; an answer that
    stands there stays."""
    rows = RecurrenceNotice.objects.select_for_update(of=("self",))
    current = rows.get(pk=notice.pk)
    if not current.is_answered:
        _answered(current, reason, by)


def _answered(notice, answer, by) -> RecurrenceNotice:
    notice.answer = answer
    notice.answered_at, notice.answered_by = timezone.now(), by
    notice.version += 1
    notice._history_user = by
    notice.save()
    return notice


def withdraw_notice(*, tag: ThemeTag, by) -> bool:
    """The tag is taken back: a notice nobody answered goes with it. True where one
    stays, because somebody answered it or something was raised from it."""
    notice = RecurrenceNotice.objects.filter(tag=tag).first()
    if notice is None:
        return False
    if notice.is_answered or notice.responses.exists():
        return True
    notice._history_user = by
    notice.delete()
    return False


def join_notices(*, tag: ThemeTag, twin: ThemeTag, by) -> None:
    """The tag goes, its twin stays: so does the notice, with every answer."""
    notice = RecurrenceNotice.objects.filter(tag=tag).first()
    if notice is None:
        return
    stays = RecurrenceNotice.objects.filter(tag=twin).first()
    if stays is None:
        notice.tag, notice._history_user = twin, by
        notice.save()
        return
    if notice.is_answered and notice.answer not in stays.answer:
        words = [stays.answer, notice.answer]
        stays.answer = "\n\n".join(filter(None, words))
        stays.answered_at = stays.answered_at or notice.answered_at
        stays.answered_by = stays.answered_by or notice.answered_by
        stays.version += 1
        stays._history_user = by
        stays.save()
    for response in notice.responses.all():
        response.notice, response._history_user = stays, by
        response.save()

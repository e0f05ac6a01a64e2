"""Digests: gathered once a day, sent by workers, once each unless one is killed.

Mail cannot be sent exactly once. A digest is claimed under a lease before it is sent
and marked afterwards, so a worker killed in between loses nothing; what is then sent
again carries the same Message-ID. No e-mail says what is due, only how much.
"""

import logging
from collections import defaultdict
from datetime import timedelta
from urllib.parse import urlparse
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from learning.mails import deliver
from learning.models import Digest, DigestItem
from learning.notices import CATCH_UP_DAYS, Notice, notices, rules, usual_rule
from learning.outbox import MOST_ATTEMPTS, RELAYED_AT_ONCE, lease_end, nudge

logger = logging.getLogger(__name__)
SEND_DIGEST = "learning.tasks.send_digest"
PEOPLE_AT_ONCE = 1000
FIRST_DELAY = timedelta(minutes=2)  # doubles with every attempt
State = Digest.State


def sweep(now=None) -> int:
    """Write today's digests of everybody whose hour has come; says how many.

    One digest a person a day, whatever boards they are on, from the earliest hour any
    of these chose. A sweep that runs twice, or dies and runs again, writes none twice.
    """
    now = timezone.localtime(now)
    people = _whose_hour_has_come(notices(now.date(), catch_up=CATCH_UP_DAYS), now.hour)
    written = Digest.objects.filter(day=now.date(), cause="sweep")
    for user_id in written.values_list("user_id", flat=True):
        people.pop(user_id, None)
    ids = sorted(people)
    parts = [
        ids[start : start + PEOPLE_AT_ONCE]
        for start in range(0, len(ids), PEOPLE_AT_ONCE)
    ]
    return sum(
        len(write_digests({pk: people[pk] for pk in part}, now.date()))
        for part in parts
    )


def _whose_hour_has_come(found: list[Notice], hour: int) -> dict[int, list[Notice]]:
    chosen, usual = rules(), usual_rule()
    people, hours = defaultdict(list), defaultdict(lambda: 24)
    for notice in found:
        person, rule = notice.due.user_id, chosen.get(notice.due.board_id, usual)
        people[person].append(notice)
        hours[person] = min(hours[person], rule.send_hour)
    return {pk: told for pk, told in people.items() if hours[pk] <= hour}


@transaction.atomic
def write_digests(people, day, *, cause="sweep", by=None) -> list[Digest]:
    """One digest for each person (id -> notices) who has none of this cause today."""
    ours = [
        Digest(
            user_id=pk,
            day=day,
            cause=cause,
            asked_by=by,
            message_id=new_message_id(),
            lease_until=lease_end(),
        )
        for pk in people
    ]
    # Append-only rows without history. Somebody else's of the same day wins.
    Digest.objects.bulk_create(ours, ignore_conflicts=True)
    made = list(Digest.objects.filter(message_id__in=[d.message_id for d in ours]))
    items = [_item(d, notice) for d in made for notice in people[d.user_id]]
    DigestItem.objects.bulk_create(items, ignore_conflicts=True, batch_size=5000)
    transaction.on_commit(lambda: _tell_workers(made))
    return made


def new_message_id() -> str:
    """The name a message keeps however often it is sent."""
    host = urlparse(settings.SITE_ADDRESS).hostname or "localhost"
    return f"<{uuid4().hex}@{host}>"


def _item(digest, notice):
    due = notice.due
    return DigestItem(
        digest=digest,
        user_id=digest.user_id,
        board_id=due.board_id,
        item=due.key,
        due_on=due.due_on,
        notice=notice.name,
        restricted=due.restricted,
    )


def _tell_workers(digests):
    for digest in digests:
        if not nudge(SEND_DIGEST, digest.pk):
            return  # no queue: the relay tells of all of them


def relay() -> int:
    """Send again what waits unheard or was left by a dead worker; says how many."""
    now = timezone.now()
    unheard = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    with transaction.atomic():
        left = Digest.objects.select_for_update(skip_locked=True, of=("self",))
        left = left.filter(unheard, state=State.WAITING).order_by("pk")
        waiting = list(left.values_list("pk", flat=True)[:RELAYED_AT_ONCE])
        Digest.objects.filter(pk__in=waiting).update(lease_until=lease_end())
    lost = Digest.objects.filter(state=State.SENDING, lease_until__lt=now)
    again = [*waiting, *lost.values_list("pk", flat=True)[:RELAYED_AT_ONCE]]
    return sum(nudge(SEND_DIGEST, pk) for pk in again)


def send(digest_id: int) -> None:
    """Send a digest unless somebody else does or did."""
    digest = _claim(digest_id)
    if digest is None:
        return
    try:
        sent = deliver(digest)
    except Exception as problem:  # whatever it was, the row must say so
        logger.exception("Digest %s was not sent", digest.pk)
        _put_back(digest, f"{type(problem).__name__}: {problem}"[:2000])
        return
    _mark(digest, State.SENT if sent else State.WITHDRAWN, sent_at=sent)


def _claim(digest_id) -> Digest | None:
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.SENDING, lease_until__lt=now)
    with transaction.atomic():
        rows = Digest.objects.select_for_update(skip_locked=True, of=("self",))
        digest = rows.filter(free, pk=digest_id).first()
        if digest is None:
            return None
        if digest.attempts >= MOST_ATTEMPTS:
            _mark(digest, State.FAILED, problem="The worker ended each time")
            return None
        digest.state, digest.attempts = State.SENDING, digest.attempts + 1
        # Sending talks to a mail server, each step of which may take its time.
        digest.lease_until = lease_end(3)
        digest.save()
    return digest


def _mark(digest, state, **changes):
    """Only the attempt that holds the digest may say what became of it."""
    held = Digest.objects.filter(
        pk=digest.pk, state=State.SENDING, attempts=digest.attempts
    )
    held.update(**{"state": state, "lease_until": None, **changes})


def _put_back(digest, problem):
    if digest.attempts >= MOST_ATTEMPTS:
        _mark(digest, State.FAILED, problem=problem)
        return
    later = timezone.now() + FIRST_DELAY * 2 ** (digest.attempts - 1)
    _mark(digest, State.WAITING, problem=problem, lease_until=later)

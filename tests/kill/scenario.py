"""Ask for papers and reminders, kill while they are made, count what came of it."""

import random
import re
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from boards.models import AccessRecord, Board, Membership, User
from learning.models import Digest, DigestItem, Job
from learning.outbox import enqueue
from tests.kill.parts import Parts
from tests.kill.work import BOARD

OPEN = ["waiting", "running", "sending"]
GIVE_UP_AFTER = 240  # seconds


def prepare(people: int, jobs: int) -> None:
    """People who owe something today, and papers asked for by one of them."""
    today = timezone.localdate()
    board = Board.objects.create(
        slug=BOARD,
        name_en="Board",
        jurisdiction="wales",
        strand="both",
        pack="x",
        active_from=today,
    )
    made = User.objects.bulk_create(
        User(email=f"person{number}@example.org", full_name=f"Person {number}")
        for number in range(people)
    )
    Membership.objects.bulk_create(
        Membership(user=user, board=board, role="practitioner") for user in made
    )
    with transaction.atomic():
        for number in range(jobs):
            payload = {"number": number}
            enqueue(kind="kill.paper", payload=payload, board=board, by=made[0])


def disturb(parts: Parts, kills: int) -> None:
    """Kill in turn, each time in the middle of some work."""
    victims = ["worker", "child", "queue", "clock"]
    for number in range(kills):
        _wait_for(_at_work, 60)
        time.sleep(random.uniform(0, 0.2))
        parts.kill(victims[number % len(victims)])
        time.sleep(random.uniform(0.2, 1))


def _at_work() -> bool:
    """A living worker is in the middle of a job, or all jobs are done already."""
    # The lease was renewed just now: not a row that a dead worker left behind.
    fresh = timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS - 0.3)
    left = Job.objects.filter(state__in=OPEN)
    return left.filter(lease_until__gt=fresh, state="running").exists() or not left


def settle(people: int) -> bool:
    """Wait until everything asked for was done; whether it was."""

    def done():
        jobs = Job.objects.filter(state__in=OPEN).exists()
        digests = Digest.objects.filter(state__in=OPEN).exists()
        return not jobs and not digests and Digest.objects.count() >= people

    return _wait_for(done, GIVE_UP_AFTER)


def _wait_for(ready, seconds) -> bool:
    until = time.monotonic() + seconds
    while not (found := ready()) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def mails() -> Counter:
    """How often each message was sent, by its Message-ID."""
    files = Path(settings.EMAIL_FILE_PATH).glob("*.log")
    text = "\n".join(path.read_text() for path in files)
    return Counter(re.findall(r"^Message-ID: (<.+>)$", text, re.MULTILINE))


def figures(people: int, jobs: int, parts: Parts, settled: bool) -> dict[str, int]:
    """What was asked for, what came of it, and what the kills cost."""
    sent = mails()
    wanted = set(Digest.objects.values_list("message_id", flat=True))
    runs = sum(Job.objects.values_list("attempts", flat=True))
    papers = AccessRecord.objects.filter(model="kill.paper")
    kept = Counter(papers.values_list("reference", flat=True))
    return {
        **{f"killed: {what}": count for what, count in parts.killed.items()},
        "settled": int(settled),
        "jobs asked for": jobs,
        "jobs done": Job.objects.filter(state="done").count(),
        "jobs started": runs,
        "jobs lost": jobs - len(kept),
        "jobs kept twice": sum(count - 1 for count in kept.values()),
        "people who owe something": people,
        "digests": len(wanted),
        "things told": DigestItem.objects.count(),
        "digests sent": Digest.objects.filter(state="sent").count(),
        "mails": sum(sent.values()),
        "mails lost": len(wanted - set(sent)),
        "mails sent twice": sum(count - 1 for count in sent.values()),
    }


def problems(found: dict[str, int]) -> list[str]:
    """What must not be; empty when nothing was lost and nothing doubled."""
    people, jobs = found["people who owe something"], found["jobs asked for"]
    kills = sum(count for name, count in found.items() if name.startswith("killed"))
    wrong = {
        "not everything was done in time": not found["settled"],
        "a job was lost": found["jobs lost"] or found["jobs done"] != jobs,
        "a job counted twice": found["jobs kept twice"],
        "a digest was lost or doubled": found["digests"] != people,
        "a thing was told twice or never": found["things told"] != people,
        "a mail was lost": found["mails lost"] or found["digests sent"] != people,
        # A worker has two children, so a kill can hit two mails between sending
        # and marking. More than that would be a fault of ours.
        "too many mails twice": found["mails sent twice"] > 2 * kills,
    }
    return [words for words, is_so in wrong.items() if is_so]

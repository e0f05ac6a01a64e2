"""The outbox: work asked for in the transaction of its cause, and done by workers.

A floor above registers what it can do, in a module its AppConfig.ready imports:

    @register("reporting.paper")
    def build(job):
        paper = slow_work(job.payload)      # no transaction; may happen twice
        progress(job, 90)
        return lambda: keep(paper)          # in the transaction that marks it done

and asks for it from a service: `enqueue(kind="reporting.paper", payload={"id": 1},
board=board, by=user)`. Payloads are ids and short words, never content.

The row is the truth and the queue's message only a nudge, so losing the queue loses
nothing. A worker holds a job under a lease that it renews while it lives; when it is
killed the lease runs out and the job runs again. What `build` returns is called once,
by the worker that still holds the lease: rows written there are written exactly once.
An exception is tried again later, five times in all; `NotPossible` fails at once.
`job.problem` is for operators: never show it to people.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from learning.choices import JobState
from learning.models import Job

logger = logging.getLogger(__name__)
RUN_JOB = "learning.tasks.run_job"
MOST_ATTEMPTS = 5
FIRST_DELAY = timedelta(seconds=15)  # doubles with every attempt
RELAYED_AT_ONCE = 500
BUILDERS: dict[str, Callable] = {}


class NotPossible(Exception):
    """Trying again would not help."""


class LeaseLost(Exception):
    """Another worker has the job now: stop, and write nothing."""


def register(kind: str):
    """Name the function that does one kind of job."""

    def keep(build):
        BUILDERS[kind] = build
        return build

    return keep


@transaction.atomic
def enqueue(*, kind, payload, board, by) -> Job:
    """Ask for work in the caller's transaction; raises KeyError for an unknown kind."""
    BUILDERS[kind]  # a misspelt kind fails here, not in a worker tonight
    job = Job.objects.create(
        kind=kind,
        payload=payload,
        board=board,
        asked_by=by,
        lease_until=lease_end(),  # until then the message is on its way
    )
    transaction.on_commit(lambda: nudge(RUN_JOB, job.pk))
    return job


def nudge(task: str, pk: int) -> bool:
    """Tell a worker now; without a queue the relay tells one later."""
    try:
        current_app.send_task(task, args=[pk], retry=False, ignore_result=True)
    except (OperationalError, OSError):
        logger.warning("The queue is away: %s %s waits for the relay", task, pk)
        return False
    return True


def relay() -> int:
    """Send again what waits unheard or was left by a dead worker; says how many."""
    now = timezone.now()
    unheard = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    with transaction.atomic():
        left = Job.objects.select_for_update(skip_locked=True, of=("self",))
        left = left.filter(unheard, state=JobState.WAITING, not_before__lte=now)
        waiting = list(left.values_list("pk", flat=True)[:RELAYED_AT_ONCE])
        Job.objects.filter(pk__in=waiting).update(lease_until=lease_end())
    lost = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    again = [*waiting, *lost.values_list("pk", flat=True)[:RELAYED_AT_ONCE]]
    return sum(nudge(RUN_JOB, pk) for pk in again)


def run(job_id: int) -> None:
    """Do a job unless somebody else does it or did it."""
    job = _claim(job_id)
    if job is None:
        return
    try:
        with _kept_alive(job):
            keep = BUILDERS[job.kind](job)
        _finish(job, keep)
    except LeaseLost:
        logger.warning("Job %s went to another worker", job)
    except Exception as problem:  # whatever it was, the row must say so
        logger.exception("Job %s did not succeed", job)
        _put_back(job, problem)


def progress(job: Job, per_cent: int) -> None:
    """Say how far a job is; raises LeaseLost when another worker has it."""
    if not _held(job).update(progress=per_cent, lease_until=lease_end()):
        raise LeaseLost
    job.progress = per_cent


def _claim(job_id) -> Job | None:
    now = timezone.now()
    ready = Q(state=JobState.WAITING, not_before__lte=now)
    left = Q(state=JobState.RUNNING, lease_until__lt=now)
    with transaction.atomic():
        rows = Job.objects.select_for_update(skip_locked=True, of=("self",))
        job = rows.filter(ready | left, pk=job_id).first()
        if job is None:
            return None
        if job.attempts >= MOST_ATTEMPTS:  # each one took its worker with it
            _fail(job, "The worker ended before the job did, every time")
            return None
        job.state, job.attempts = JobState.RUNNING, job.attempts + 1
        job.lease_until, job.progress = lease_end(), 0
        job.save()
    return job


def _held(job):
    """The row while this attempt is the one that holds it."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def lease_end(leases: int = 1):
    """When what is taken or announced now is taken for lost."""
    return timezone.now() + leases * timedelta(seconds=settings.JOB_LEASE_SECONDS)


@contextmanager
def _kept_alive(job):
    """Renew the lease from beside the work, for as long as this process lives."""
    over = threading.Event()
    beat = threading.Thread(target=_renew_until, args=(job, over), daemon=True)
    beat.start()
    try:
        yield
    finally:
        over.set()
        beat.join()


def _renew_until(job, over):
    try:
        while not over.wait(settings.JOB_LEASE_SECONDS / 3):
            if not _held(job).update(lease_until=lease_end()):
                return
    finally:
        connection.close()  # this thread's own


def _finish(job, keep) -> None:
    """What is to be kept and that it is done, together or not at all."""
    with transaction.atomic():
        if _held(job).select_for_update(of=("self",)).first() is None:
            raise LeaseLost
        if callable(keep):
            keep()
        _held(job).update(
            state=JobState.DONE,
            progress=100,
            problem="",
            lease_until=None,
            finished_at=timezone.now(),
        )


def _put_back(job, problem) -> None:
    """Try again later, or keep why it failed for good."""
    words = f"{type(problem).__name__}: {problem}"[:2000]
    if isinstance(problem, NotPossible) or job.attempts >= MOST_ATTEMPTS:
        _fail(job, words)
        return
    _held(job).update(
        state=JobState.WAITING,
        problem=words,
        lease_until=None,
        not_before=timezone.now() + FIRST_DELAY * 2 ** (job.attempts - 1),
    )


def _fail(job, words) -> None:
    _held(job).update(
        state=JobState.FAILED,
        problem=words,
        lease_until=None,
        finished_at=timezone.now(),
    )

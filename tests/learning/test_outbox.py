"""Work asked for is done, once, whoever dies on the way."""

import base64
import json
import threading
from datetime import timedelta

import pytest
import redis
from celery import Celery, current_app
from django.db import connection, transaction
from django.utils import timezone

from learning import outbox
from learning.models import Job, Priority
from learning.tasks import relay_jobs, run_job
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(monkeypatch):
    """Register a kind of job for one test."""
    monkeypatch.setattr(outbox, "BUILDERS", {})
    return outbox.register


@pytest.fixture
def sent(settings):
    """Takes the messages that reached the real queue."""
    queue = redis.from_url(settings.REDIS_URL)
    queue.delete("celery")
    yield lambda: [_read(message) for message in queue.lpop("celery", 100) or []]
    queue.delete("celery")


def _read(message):
    found = json.loads(message)
    return found["headers"]["task"], *json.loads(base64.b64decode(found["body"]))[0]


@pytest.fixture
def asked():
    board = make.BoardFactory()
    return {"board": board, "by": make.UserFactory(), "payload": {"id": 1}}


def age(job, **columns):
    """As if time had passed."""
    Job.objects.filter(pk=job.pk).update(**columns)
    job.refresh_from_db()


def long_ago():
    return timezone.now() - timedelta(hours=1)


def test_a_misspelt_kind_fails_where_it_is_asked_for(kind, asked):
    with pytest.raises(KeyError):
        outbox.enqueue(kind="nothing", **asked)


@pytest.mark.django_db(transaction=True)
def test_work_is_announced_only_once_its_cause_is_kept(kind, asked, sent):
    kind("paper")(lambda job: None)
    with transaction.atomic():
        job = outbox.enqueue(kind="paper", **asked)
        assert sent() == []
    assert sent() == [(outbox.RUN_JOB, job.pk)]


@pytest.mark.django_db(transaction=True)
def test_work_of_a_cause_that_failed_never_was(kind, asked, sent):
    kind("paper")(lambda job: None)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.enqueue(kind="paper", **asked)
        raise ZeroDivisionError
    assert (Job.objects.count(), sent()) == (0, [])


@pytest.fixture
def no_queue():
    """The queue's server is gone."""
    known = current_app._get_current_object()
    Celery(broker="redis+socket:///nowhere/valkey.sock").set_current()
    yield
    known.set_current()


@pytest.mark.django_db(transaction=True)
def test_without_a_queue_work_is_kept(kind, asked, no_queue):
    kind("paper")(lambda job: None)
    job = outbox.enqueue(kind="paper", **asked)
    assert Job.objects.get(pk=job.pk).state == "waiting"


def test_a_job_runs_once_however_often_it_is_announced(kind, asked):
    runs = []
    kind("paper")(lambda job: runs.append(job.pk))
    job = outbox.enqueue(kind="paper", **asked)
    run_job(job.pk)
    run_job(job.pk)
    job.refresh_from_db()
    assert (runs, job.state, job.progress) == ([job.pk], "done", 100)
    assert job.finished_at and job.lease_until is None


def test_a_job_held_by_a_living_worker_is_left_alone(kind, asked):
    runs = []
    kind("paper")(lambda job: runs.append(job.pk) or run_job(job.pk))
    job = outbox.enqueue(kind="paper", **asked)
    run_job(job.pk)
    assert runs == [job.pk]


def test_a_dead_workers_job_runs_again(kind, asked):
    kind("paper")(lambda job: None)
    job = outbox.enqueue(kind="paper", **asked)
    age(job, state="running", attempts=1, lease_until=long_ago())
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


def test_a_worker_that_lost_its_lease_writes_nothing(kind, asked):
    def slow(job):
        Job.objects.filter(pk=job.pk).update(attempts=job.attempts + 1)
        return lambda: make.PriorityFactory(board=job.board)

    kind("paper")(slow)
    job = outbox.enqueue(kind="paper", **asked)
    run_job(job.pk)
    job.refresh_from_db()
    assert (Priority.objects.count(), job.state) == (0, "running")


def test_what_a_job_keeps_and_that_it_is_done_stand_together(kind, asked):
    def fails(job):
        make.PriorityFactory(board=job.board)
        raise ValueError("disk full")

    kind("paper")(lambda job: lambda: fails(job))
    job = outbox.enqueue(kind="paper", **asked)
    run_job(job.pk)
    job.refresh_from_db()
    assert (Priority.objects.count(), job.state) == (0, "waiting")
    assert job.problem == "ValueError: disk full"


def test_attempts_wait_longer_and_end_with_the_problem_kept(kind, asked):
    def fails(job):
        raise ValueError("no font")

    kind("paper")(fails)
    job = outbox.enqueue(kind="paper", **asked)
    waits = []
    for _attempt in range(outbox.MOST_ATTEMPTS):
        age(job, not_before=long_ago())
        run_job(job.pk)
        job.refresh_from_db()
        waits.append(round((job.not_before - timezone.now()).total_seconds()))
    assert (job.state, job.attempts) == ("failed", 5)
    assert job.problem == "ValueError: no font"
    assert waits[:4] == [15, 30, 60, 120]


def test_a_job_is_not_tried_before_its_time(kind, asked):
    kind("paper")(lambda job: None)
    job = outbox.enqueue(kind="paper", **asked)
    age(job, not_before=timezone.now() + timedelta(minutes=1))
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "waiting"


def test_what_cannot_be_done_fails_at_once(kind, asked):
    def refuses(job):
        raise outbox.NotPossible("the round was withdrawn")

    kind("paper")(refuses)
    job = outbox.enqueue(kind="paper", **asked)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 1)


def test_a_job_that_kills_every_worker_fails_in_the_end(kind, asked):
    kind("paper")(lambda job: None)
    job = outbox.enqueue(kind="paper", **asked)
    age(job, state="running", attempts=5, lease_until=long_ago())
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, "every time" in job.problem) == ("failed", True)


def test_progress_is_seen_while_the_job_runs(kind, asked):
    seen = []

    def build(job):
        outbox.progress(job, 40)
        seen.append(Job.objects.get(pk=job.pk).progress)

    kind("paper")(build)
    run_job(outbox.enqueue(kind="paper", **asked).pk)
    assert seen == [40]


def test_progress_stops_a_worker_that_lost_its_lease(kind, asked):
    kind("paper")(print)
    job = outbox.enqueue(kind="paper", **asked)
    age(job, state="running", attempts=2)
    job.attempts = 1
    with pytest.raises(outbox.LeaseLost):
        outbox.progress(job, 10)


@pytest.mark.django_db(transaction=True)
def test_a_living_worker_keeps_its_lease(kind, asked, settings):
    settings.JOB_LEASE_SECONDS = 0.3
    over = threading.Event()
    kind("paper")(lambda job: over.wait(1))
    job = outbox.enqueue(kind="paper", **asked)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)


@pytest.mark.django_db(transaction=True)
def test_the_relay_tells_of_what_nobody_heard_and_what_was_left(kind, asked, sent):
    kind("paper")(lambda job: None)
    unheard, on_its_way, left, held, later = (
        outbox.enqueue(kind="paper", **asked) for _number in range(5)
    )
    age(unheard, lease_until=long_ago())
    age(left, state="running", lease_until=long_ago())
    age(held, state="running")
    age(later, lease_until=None, not_before=timezone.now() + timedelta(hours=1))
    sent()
    relay_jobs()
    assert sorted(sent()) == [(outbox.RUN_JOB, unheard.pk), (outbox.RUN_JOB, left.pk)]
    assert Job.objects.get(pk=on_its_way.pk).state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_a_job_once(kind, asked):
    runs, together = [], threading.Barrier(2)
    kind("paper")(lambda job: runs.append(job.pk))
    job = outbox.enqueue(kind="paper", **asked)

    def work():
        together.wait()
        run_job(job.pk)
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert runs == [job.pk]

"""Moves, days and limits of a source: the law's arithmetic, and two people at once."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection

from boards.models import User
from frameworks.vocabulary import Clock
from learning.limits import beyond_the_table, countdown
from learning.models import LearningSource, Milestone
from learning.services.stages import (
    MoveRefused,
    advance,
    extend_limit,
    forget_date,
    pause_limit,
    record_date,
    resume_limit,
)
from tests import factories as make

NOW = datetime.datetime(2027, 6, 1, 12, tzinfo=datetime.UTC)


def day(text):
    return datetime.date.fromisoformat(text)


def at(text):
    return datetime.datetime.fromisoformat(f"{text}T10:00+00:00")


@pytest.fixture
def later():
    """A day after every figure of the guidance."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rapid(world):
    return _source(world.alpha, "rapid_review", "rapid_review", "notification")


def _source(side, key, kind, stage):
    source = make.LearningSourceFactory(
        board=side.board,
        kind=kind,
        review_type=key,
        stage=stage,
        lead_group=side.group,
        audience="panel",
    )
    make.ReviewFactory(source=source, board=side.board, legal_type=key)
    return source


def record(side, source, clock, on):
    return record_date(source=source, clock=clock, on=day(on), by=side.officer)


def limit(source, key) -> Milestone:
    return source.milestones.get(key=key)


@pytest.mark.requirement("SOM-9")
@pytest.mark.parametrize(
    ("clock", "on", "key", "due"),
    [
        (Clock.AWARE, "2026-12-18", "notify_panel", "2026-12-29"),
        (Clock.AWARE, "2026-12-19", "notify_panel", "2026-12-29"),
        (Clock.NOTIFIED, "2026-12-24", "rapid_review", "2027-01-19"),
        (Clock.AWARE, "2026-03-30", "notify_panel", "2026-04-08"),
    ],
)
def test_limits_fall_due_as_the_guidance_counts(
    clock, on, key, due, rapid, world, later
):
    record(world.alpha, rapid, clock, on)

    made = limit(rapid, key)

    assert (made.starts_on, made.due_on) == (day(on), day(due))
    assert made.original_due_on == made.due_on


@pytest.mark.requirement("SOM-9")
@pytest.mark.parametrize(
    ("notified", "on_time"), [("2026-12-29", True), ("2026-12-30", False)]
)
def test_notifying_meets_the_limit_and_says_whether_in_time(
    notified, on_time, rapid, world, later
):
    record(world.alpha, rapid, Clock.AWARE, "2026-12-18")
    record(world.alpha, rapid, Clock.NOTIFIED, notified)

    met = limit(rapid, "notify_panel")

    assert (met.met_on, met.met_by) == (day(notified), world.alpha.officer)
    assert ("on time" in countdown(met, day("2027-02-01")).text) is on_time


def test_the_law_of_the_day_sets_the_limits(rapid, world, later):
    """Nothing had to be notified before 29 June 2018."""
    record(world.alpha, rapid, Clock.AWARE, "2018-06-28")
    assert not rapid.milestones.exists()

    record(world.alpha, rapid, Clock.AWARE, "2018-06-29")
    assert limit(rapid, "notify_panel").due_on == day("2018-07-06")

    record(world.alpha, rapid, Clock.AWARE, "2018-06-28")
    assert not rapid.milestones.exists()


def test_a_limit_before_its_clock_and_a_planned_publication(world):
    source = _source(world.alpha, "lcspr", "practice_review", "publication")
    with time_machine.travel(at("2027-03-01"), tick=False):
        record(world.alpha, source, Clock.DECIDED, "2026-12-01")
        record(world.alpha, source, Clock.PUBLISHED, "2027-04-07")

    assert limit(source, "report_to_panel").due_on == day("2027-03-25")
    # Planned is not done: the limit on publishing is still open.
    assert limit(source, "practice_review_published").met_on is None

    with time_machine.travel(at("2027-04-08"), tick=False):
        record(world.alpha, source, Clock.PUBLISHED, "2027-04-07")
    assert limit(source, "practice_review_published").met_on == day("2027-04-07")


def test_no_other_day_lies_in_the_future(rapid, world, later):
    with pytest.raises(ValidationError):
        record(world.alpha, rapid, Clock.AWARE, "2027-06-02")


def test_a_corrected_day_moves_its_limit_met_or_not(rapid, world, later):
    record(world.alpha, rapid, Clock.AWARE, "2026-12-01")
    record(world.alpha, rapid, Clock.NOTIFIED, "2026-12-10")

    record(world.alpha, rapid, Clock.AWARE, "2026-12-08")

    moved = limit(rapid, "notify_panel")
    assert (moved.due_on, moved.met_on) == (day("2026-12-15"), day("2026-12-10"))
    kept = rapid.dates.get(clock=Clock.AWARE)
    assert [str(row.on) for row in kept.history.all()] == ["2026-12-08", "2026-12-01"]


def test_a_corrected_day_leaves_what_somebody_extended(rapid, world):
    with time_machine.travel(at("2026-12-02"), tick=False):
        record(world.alpha, rapid, Clock.NOTIFIED, "2026-12-01")
        extend(world.alpha, rapid, "2027-02-01")
        record(world.alpha, rapid, Clock.NOTIFIED, "2026-12-02")

    assert limit(rapid, "rapid_review").due_on == day("2027-02-01")


def extend(side, source, to, reason="The panel agreed"):
    return extend_limit(
        milestone=limit(source, "rapid_review"),
        new_due_on=day(to),
        reason=reason,
        by=side.officer,
    )


def test_a_day_recorded_by_mistake_is_taken_back(rapid, world, later):
    record(world.alpha, rapid, Clock.AWARE, "2026-12-01")
    record(world.alpha, rapid, Clock.NOTIFIED, "2026-12-03")

    forget_date(source=rapid, clock=Clock.NOTIFIED, by=world.alpha.officer)

    assert [row.key for row in rapid.milestones.all()] == ["notify_panel"]
    assert limit(rapid, "notify_panel").met_on is None
    assert [row.clock for row in rapid.dates.all()] == ["aware"]


def test_a_day_with_an_extended_limit_is_not_taken_back(rapid, world):
    with time_machine.travel(at("2026-12-02"), tick=False):
        record(world.alpha, rapid, Clock.NOTIFIED, "2026-12-01")
        extend(world.alpha, rapid, "2027-02-01")

        with pytest.raises(ValidationError):
            forget_date(source=rapid, clock=Clock.NOTIFIED, by=world.alpha.officer)


@pytest.mark.parametrize(
    ("paused", "resumed", "due"),
    [
        ("2027-01-04", "2027-01-04", "2027-01-19"),  # the same day
        ("2027-01-09", "2027-01-11", "2027-01-19"),  # over a weekend
        ("2027-01-08", "2027-01-11", "2027-01-20"),  # from a Friday: that day stood
        ("2027-01-04", "2027-01-11", "2027-01-26"),  # a week of working days
        ("2026-12-24", "2026-12-29", "2027-01-20"),  # over Christmas: one day stood
    ],
)
def test_a_pause_costs_the_working_days_that_stood_still(
    paused, resumed, due, rapid, world
):
    with time_machine.travel(at("2026-12-24"), tick=False) as clock:
        record(world.alpha, rapid, Clock.NOTIFIED, "2026-12-24")
        clock.move_to(at(paused))
        change(pause_limit, world.alpha, rapid)
        assert (
            "Stands still" in countdown(limit(rapid, "rapid_review"), NOW.date()).text
        )
        clock.move_to(at(resumed))
        change(resume_limit, world.alpha, rapid)

    assert limit(rapid, "rapid_review").due_on == day(due)
    kinds = [row.kind for row in limit(rapid, "rapid_review").changes.all()]
    assert kinds == ["resumed", "paused"]


def change(service, side, source, reason="A trial"):
    milestone = limit(source, "rapid_review")
    return service(milestone=milestone, reason=reason, by=side.officer)


def test_changes_of_limits_are_refused_in_words(rapid, world):
    side = world.alpha
    with time_machine.travel(at("2026-12-24"), tick=False):
        record(side, rapid, Clock.NOTIFIED, "2026-12-24")
        for refused in (
            lambda: extend(side, rapid, "2027-01-19"),
            lambda: extend(side, rapid, "2027-02-19", reason=" "),
            lambda: change(resume_limit, side, rapid),
            lambda: change(pause_limit, side, rapid, reason=""),
        ):
            with pytest.raises(ValidationError):
                refused()
        change(pause_limit, side, rapid)
        with pytest.raises(ValidationError, match="stands still"):
            extend(side, rapid, "2027-02-19")
        record(side, rapid, Clock.RAPID_REVIEW_SENT, "2026-12-24")
        with pytest.raises(ValidationError, match="met already"):
            change(resume_limit, side, rapid)
    assert limit(rapid, "rapid_review").changes.count() == 1


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-12-24", "15 working days left"),
        ("2027-01-18", "1 working day left"),
        ("2027-01-19", "Due today"),
        ("2027-01-21", "2 working days late"),
        ("2027-01-23", "3 working days late"),
    ],
)
def test_a_countdown_is_in_words(today, said, rapid, world):
    with time_machine.travel(at("2026-12-24"), tick=False):
        record(world.alpha, rapid, Clock.NOTIFIED, "2026-12-24")

    assert countdown(limit(rapid, "rapid_review"), day(today)).text == said


def test_a_limit_past_the_table_of_bank_holidays_says_so(rapid, world):
    with time_machine.travel(at("2030-12-02"), tick=False):
        record(world.alpha, rapid, Clock.NOTIFIED, "2030-12-02")
        assert beyond_the_table(limit(rapid, "rapid_review"))


@pytest.mark.requirement("HAR-2", "SOL-30")
def test_a_move_keeps_the_day_and_who_moved(world, later):
    side, source = world.alpha, world.alpha.review.source
    source.stage = "sign_off"
    source.save()

    event = advance(
        source=source, to="publication", by=side.officer, on=day("2027-05-03")
    )

    assert (event.on, event.by) == (day("2027-05-03"), side.officer)
    source.refresh_from_db()
    assert source.stage == "publication"
    assert source.dates.get(clock=Clock.SIGNED_OFF).on == day("2027-05-03")


@pytest.mark.parametrize("on", ["2027-06-02", "2025-12-31"])
def test_a_move_is_dated_between_the_last_and_today(on, world, later):
    source = world.alpha.review.source
    source.stage = "sign_off"
    source.save()

    with pytest.raises(ValidationError):
        advance(source=source, to="publication", by=world.alpha.officer, on=day(on))


def test_a_move_from_a_page_of_an_earlier_stage_is_refused(world, later):
    """The pack would allow it; the person was looking at something else."""
    source = world.alpha.review.source
    source.stage = "sign_off"
    source.save()

    with pytest.raises(MoveRefused, match="before you"):
        advance(source=source, to="publication", by=world.alpha.officer, seen="report")


@pytest.mark.requirement("CTM-50")
def test_nothing_ends_without_a_plan_or_a_reason(world, later):
    side = world.alpha
    source = _source(side, "single_agency_review", "single_agency_audit", "report")
    with pytest.raises(MoveRefused, match="plan"):
        advance(source=source, to="closed", by=side.officer)

    source.no_plan_reason = "The agency had changed its practice before"
    source.save()
    advance(source=source, to="closed", by=side.officer)

    source.refresh_from_db()
    assert (source.stage, source.closed_on) == ("closed", NOW.date())


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_move_at_once_the_second_is_refused_in_words(world):
    source = world.alpha.review.source
    LearningSource.objects.filter(pk=source.pk).update(stage="sign_off")
    start = Barrier(2)

    def move(to):
        try:
            start.wait()
            fresh = LearningSource.objects.get(pk=source.pk)
            by = User.objects.get(pk=world.alpha.officer.pk)
            return advance(source=fresh, to=to, by=by, seen="sign_off")
        except MoveRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(move, ["publication", "report"]))

    refused = [one for one in done if isinstance(one, MoveRefused)]
    assert len(refused) == 1
    assert "Somebody moved it before you" in refused[0].messages[0]
    assert source.events.count() == 1

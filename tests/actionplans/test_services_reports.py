"""Six-monthly reports, and progress each quarter."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplans.models import Action, ActionUpdate, ProgressReport
from actionplans.quarters import asked_in
from actionplans.rhythm import Quarter
from actionplans.services import reports
from frameworks.calendar import add_months
from learning.services.versions import StaleVersion


@pytest.fixture
def side(world):
    return world.alpha


@pytest.mark.requirement("HAR-43")
def test_a_report_is_asked_drafted_given_and_the_next_one_asked(side):
    due = timezone.localdate() + datetime.timedelta(10)
    asked = reports.ask_report(
        plan=side.plan, lead=side.executive, due_on=due, by=side.officer
    )
    reports.keep_draft(report=asked, text="Half", version=1, by=side.executive)
    with pytest.raises(StaleVersion):
        reports.keep_draft(
            report=asked, text="Old window", version=1, by=side.executive
        )
    given = reports.give_report(report=asked, text="Done", version=2, by=side.executive)
    waiting = ProgressReport.objects.get(given_on__isnull=True)
    assert given.given_on == timezone.localdate()
    assert waiting.due_on == add_months(due, 6)
    with pytest.raises(ValidationError):
        reports.give_report(report=asked, text="Again", version=3, by=side.executive)


@pytest.mark.requirement("HAR-43")
def test_members_challenge_support_and_seek_assurance(side):
    for kind in ("challenge", "support", "assurance"):
        reports.note_report(
            report=side.given_report, kind=kind, text="Words", by=side.member
        )
    assert side.given_report.notes.count() == 3
    with pytest.raises(ValidationError):
        reports.note_report(
            report=side.progress_report, kind="challenge", text="x", by=side.member
        )


def test_one_report_is_awaited_at_a_time(side):
    with pytest.raises(ValidationError):
        reports.ask_report(
            plan=side.progress_report.plan, lead=side.executive,
            due_on=timezone.localdate(), by=side.officer,
        )  # fmt: skip


@pytest.mark.requirement("HAR-29")
def test_leads_report_each_quarter_and_silence_shows(side):
    action, quarter = side.action, Quarter(datetime.date(2026, 7, 1))
    Action.objects.filter(pk=action.pk).update(
        lead_member=side.member, created_at=quarter.before.moments[0]
    )
    row = asked_in(side.officer, side.board, quarter).get(pk=action.pk)
    assert row.said_at is None
    inside = quarter.moments[0] + datetime.timedelta(3)
    ActionUpdate.objects.create(
        action=action, kind="progress", text="Half way", by=side.member, at=inside
    )
    row = asked_in(side.officer, side.board, quarter).get(pk=action.pk)
    assert (row.said_at, row.said) == (inside, "Half way")
    after = asked_in(side.officer, side.board, quarter.after).get(pk=action.pk)
    assert after.said_at is None


def test_quarters_follow_the_calendar():
    quarter = Quarter.of(datetime.date(2026, 2, 28))
    assert (quarter.first, quarter.last) == (
        datetime.date(2026, 1, 1),
        datetime.date(2026, 3, 31),
    )
    assert quarter.before.key == "2025-10"
    assert Quarter.read("2026-02") == quarter
    assert Quarter.read("soon") is None

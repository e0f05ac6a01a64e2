"""What a new round most likely is, from its questionnaire and the round before."""

from datetime import date, timedelta

from django.utils import timezone

from audits.choices import ReturnKindChoices, RoundState
from audits.models import Questionnaire, Round
from audits.periods import read_period
from boards.calendars import working_calendar
from boards.choices import SectorChoices
from frameworks.calendar import add_months
from learning.models import TimetableEntry
from learning.months import next_due
from learning.services.years import financial_year

SHORTEST = timedelta(days=14)
USUAL = timedelta(days=42)


def round_defaults(questionnaire: Questionnaire, today: date | None = None) -> dict:
    """Values a form starts with."""
    today = today or timezone.localdate()
    before = last_round(questionnaire)
    due_on = _due_on(questionnaire, before, today)
    period = _period(questionnaire, before, today)
    return {
        "edition": questionnaire.editions.order_by("-number").first(),
        "title": f"{questionnaire.name} {period}"[:200],
        "period": period,
        "opens_on": today,
        "due_on": due_on,
        "event_on": _event_on(questionnaire, before, due_on),
        "moderator": questionnaire.moderator,
        "executive_sign_off": questionnaire.executive_sign_off,
        "sectors": usual_sectors(questionnaire),
    }


def last_round(questionnaire: Questionnaire) -> Round | None:
    """The newest round that was issued."""
    rounds = Round.objects.filter(edition__questionnaire=questionnaire)
    return rounds.exclude(state=RoundState.DRAFT).order_by("-due_on").first()


def usual_sectors(questionnaire: Questionnaire) -> list[str]:
    """Whom the questionnaire is for; without saying so, everybody but schools."""
    others = [s for s in SectorChoices.values if s != SectorChoices.SCHOOL]
    return questionnaire.sectors or others


def _due_on(questionnaire, before, today):
    """By the timetable, else a cycle after the last round, else in six weeks."""
    earliest = today + SHORTEST
    for entry in _entries(questionnaire).filter(given_by="agencies"):
        if day := next_due(entry.months, entry.day, earliest):
            return day
    if before and questionnaire.cycle_months:
        day = add_months(before.due_on, questionnaire.cycle_months)
        if day >= earliest:
            return _working(day)
    return _working(today + USUAL)


def _working(day):
    """The day itself, or the next on which people work."""
    return working_calendar().add_working_days(day - timedelta(days=1), 1)


def _event_on(questionnaire, before, due_on):
    """CTM-52, CTM-46: the annual report's own day, or the day it is presented."""
    for entry in _events(questionnaire):
        if day := next_due(entry.months, entry.day, due_on):
            return day
    if before and before.event_on and questionnaire.cycle_months:
        day = add_months(before.event_on, questionnaire.cycle_months)
        return day if day >= due_on else None
    return None


def _events(questionnaire):
    if questionnaire.return_kind == ReturnKindChoices.PARTNER_ANNUAL_REPORT:
        reports = TimetableEntry.objects.current().filter(
            board=questionnaire.board_id, key__endswith="annual_report"
        )
        return reports.filter(given_by="business_unit", received_by="board")
    return _entries(questionnaire).filter(given_by="business_unit")


def _entries(questionnaire):
    rows = TimetableEntry.objects.current().filter(source_type__isnull=False)
    return rows.filter(
        board=questionnaire.board_id, source_type=questionnaire.source_type_id
    )


def _period(questionnaire, before, today):
    """The next after the last round's, as long a step as the cycle has years."""
    years = questionnaire.cycle_months // 12
    period = read_period(before.period) if before and years else None
    if period is None:
        return financial_year(today)
    return financial_year(add_months(period.first, 12 * years))

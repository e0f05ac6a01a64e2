"""Three rounds of every questionnaire: two that are over, one that runs now."""

from datetime import timedelta

from django.utils import timezone

from audits.choices import ReturnKindChoices, ReturnState, RoundState
from audits.models import Questionnaire, Round
from audits.services.carrying import carry_forward
from audits.services.delegating import delegate
from audits.services.editions import approve_edition
from audits.services.moderating import release
from audits.services.rounds import issue_round, prepare_round
from boards.models import Agency, Group
from boards.roles import RoleName
from frameworks.calendar import add_months
from learning.services.years import financial_year
from lif_portal.demo.answers import Library
from lif_portal.demo.handing_in import evening, fill_round
from lif_portal.demo.moderating import moderate_round, talk_about_round
from lif_portal.demo.people import main_agency

# When the open round of a board's first, second and further questionnaires is due.
DUE_IN_DAYS = [12, -4, 26, 40]
OPEN_FOR_DAYS = 42


def seed_rounds(board, people) -> None:
    """All rounds of a board's questionnaires, oldest first."""
    library = Library()
    mine = {main_agency(board).pk, _first_school(people)}
    for place, questionnaire in enumerate(_in_order(board)):
        due = timezone.localdate() + timedelta(days=DUE_IN_DAYS[min(place, 3)])
        for number in range(3):
            months = questionnaire.cycle_months * (number - 2)
            round = _issue(questionnaire, people, add_months(due, months))
            if round is None:
                continue
            over = number < 2
            fill_round(round, people, mine, number=number, over=over, library=library)
            moderate_round(round, people, settled=over)
            _end(round, people) if over else _go_on(round, people, mine)
            talk_about_round(round, people)


def _in_order(board) -> list[Questionnaire]:
    """The statutory self-assessments first."""
    first = list(ReturnKindChoices.values)
    return sorted(
        board.questionnaires.order_by("pk"), key=lambda q: first.index(q.return_kind)
    )


def _first_school(people):
    found = (pk for pk, staff in people.by_agency.items() if _is_school_login(staff))
    return next(found, None)


def _is_school_login(staff) -> bool:
    return staff[RoleName.AGENCY_LEAD].email.startswith("school@")


def _issue(questionnaire: Questionnaire, people, due_on) -> Round | None:
    """A round as an officer would issue it, then put back to its own days."""
    agencies = list(asked(questionnaire))
    if not agencies:
        return None
    period = financial_year(due_on)
    round = prepare_round(
        questionnaire=questionnaire,
        edition=questionnaire.editions.first(),
        period=period,
        title=f"{questionnaire.name_en} {period}",
        opens_on=due_on - timedelta(days=OPEN_FOR_DAYS),
        due_on=due_on,
        event_on=due_on + timedelta(days=35) if _has_event(questionnaire) else None,
        moderator=questionnaire.moderator,
        executive_sign_off=questionnaire.executive_sign_off,
        agencies=agencies,
        by=people.officer,
    )
    _agree(round, people)
    round = issue_round(round=round, agencies=agencies, by=people.officer)
    round.issued_at = evening(round.opens_on)
    round.save()
    round.source.opened_on = round.opens_on
    round.source.save()
    return round


def _has_event(questionnaire) -> bool:
    """Presented on a day, or put into the board's own annual report."""
    annual = questionnaire.return_kind == "partner_annual_report"
    return bool(annual or questionnaire.analysed_at)


def _agree(round, people) -> None:
    """Once: whom the board consulted, and which group agreed the wording when."""
    edition, questionnaire = round.edition, round.edition.questionnaire
    agreed_on = round.opens_on - timedelta(days=30)
    if edition.approved_on or questionnaire.approver is None:
        return
    questionnaire.consulted_on = agreed_on - timedelta(days=30)
    questionnaire.save()
    approve_edition(
        edition=edition,
        group=questionnaire.approver,
        on=agreed_on,
        by=people.officer,
    )
    edition.refresh_from_db()


def asked(questionnaire: Questionnaire):
    """Agencies of the sectors a questionnaire is for; schools only where it says so."""
    agencies = Agency.objects.serving(questionnaire.board).order_by("pk")
    if questionnaire.sectors:
        return agencies.filter(sector__in=questionnaire.sectors)
    return agencies.exclude(sector="school")


def _end(round, people) -> None:
    """Closed, and its analysis released to the groups that decide."""
    groups = Group.objects.filter(
        board=round.board, restricted=False, functions__function="decide"
    )
    release(round=round, groups=groups.distinct(), by=people.officer)
    round.refresh_from_db()
    round.state = RoundState.CLOSED
    round.released_at = evening(round.due_on + timedelta(days=60))
    round.save()


def _go_on(round, people, mine) -> None:
    """The open round: what the plain logins find waiting for them."""
    for row in round.returns.filter(agency__in=mine):
        lead = people.of(row.agency_id, RoleName.AGENCY_LEAD)
        carry_forward(agency_return=row, by=lead)
        sections = list(round.edition.sections.order_by("order"))
        if len(sections) > 1:
            delegate(
                agency_return=row,
                section=sections[1],
                to=people.of(row.agency_id, RoleName.AGENCY_CONTRIBUTOR),
                by=lead,
                note="You know this best. Two weeks before the day, please.",
            )
    waiting = round.returns.filter(state=ReturnState.SUBMITTED).order_by("pk")[:2]
    for row in waiting:
        row.state = ReturnState.MODERATED
        row.moderated_by, row.moderated_at = people.officer, timezone.now()
        row.save()

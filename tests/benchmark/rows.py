"""Rows to measure on: one busy board, and boards of growing size."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from audits import models as audits
from audits.models.rounds import AgencyReturn
from audits.services.asking import new_references
from boards.models import Agency, BoardAgency
from tests import factories as make

WORDS = "Every review reaches all teams and is talked through in supervision. " * 6
AGENCIES, STANDARDS, EARLIER_ROUNDS = 30, 60, 25


@dataclass
class Measured:
    """What the pages of one board need to be asked for."""

    board: object
    officer: object
    lead: object
    round: object
    open_return: object
    question: object


def busy_board(slug: str, returns: int) -> Measured:
    """30 agencies answering 60 standards, and earlier rounds up to so many returns."""
    board = make.BoardFactory(slug=slug)
    officer = make.MembershipFactory(board=board, role="business_unit").user
    agencies = agencies_of(board, AGENCIES)
    lead = make.MembershipFactory(
        board=board, role="agency_lead", agency=agencies[0]
    ).user
    edition, questions, levels = edition_of(board, officer)
    round = round_of(board, edition, officer)
    made = _returns(round, agencies, "submitted", lead)
    _answers(made, questions, levels, officer)
    now = round_of(board, edition, officer, previous=round)
    waiting = _returns(now, agencies, "in_progress", None)
    _earlier(board, edition, officer, agencies, returns)
    return Measured(board, officer, lead, round, waiting[0], questions[0])


def agencies_of(board, count, name="agency"):
    rows = [Agency(name_en=f"{board.slug} {name} {n:05d}") for n in range(count)]
    for number, row in enumerate(rows):
        row.sector = ("police", "health_provider", "housing")[number % 3]
    Agency.objects.bulk_create(rows, batch_size=5000)
    links = [BoardAgency(board=board, agency=row) for row in rows]
    BoardAgency.objects.bulk_create(links, batch_size=5000)
    return rows


def edition_of(board, officer):
    edition = make.EditionFactory(questionnaire__board=board)
    scale = make.RatingScaleFactory(edition=edition)
    levels = make.add_brag(scale)
    section = make.SectionFactory(edition=edition)
    questions = [
        make.QuestionFactory(section=section, kind="rating", scale=scale, order=n)
        for n in range(STANDARDS)
    ]
    edition.state, edition.issued_by = "issued", officer
    edition.issued_at = timezone.now()
    edition.save()
    return edition, questions, levels


def round_of(board, edition, officer, previous=None):
    today = timezone.localdate()
    return make.RoundFactory(
        board=board,
        edition=edition,
        state="open",
        previous=previous,
        issued_by=officer,
        issued_at=timezone.now(),
        opens_on=today - datetime.timedelta(20),
        due_on=today + datetime.timedelta(20),
        executive_sign_off=False,
    )


def _returns(round, agencies, state, lead):
    references = new_references(len(agencies))
    sent = {"submitted_by": lead, "submitted_at": timezone.now()} if lead else {}
    rows = [
        AgencyReturn(
            round=round,
            board=round.board,
            agency=agency,
            reference=reference,
            state=state,
            due_on=round.due_on,
            total=STANDARDS,
            **sent,
        )
        for agency, reference in zip(agencies, references, strict=True)
    ]
    return AgencyReturn.objects.bulk_create(rows, batch_size=5000)


def _answers(returns, questions, levels, officer):
    rows = [
        audits.Answer(
            agency_return=row,
            board=row.board,
            question=question,
            level=levels[(number + at) % 4],
            position=WORDS,
            complete=True,
            updated_by=officer,
        )
        for number, row in enumerate(returns)
        for at, question in enumerate(questions)
    ]
    audits.Answer.objects.bulk_create(rows, batch_size=2000)


def _earlier(board, edition, officer, agencies, returns):
    """Rounds of years gone by, until the board holds so many returns."""
    others = agencies_of(board, max(0, returns // EARLIER_ROUNDS - AGENCIES), "other")
    for _number in range(EARLIER_ROUNDS):
        earlier = round_of(board, edition, officer)
        _returns(earlier, [*agencies, *others], "not_started", None)

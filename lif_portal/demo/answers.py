"""What agencies answered in one round, made in bulk."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from audits.choices import QuestionKindChoices as Kind
from audits.models import AgencyReturn, Answer, AnswerEvidence, Round
from audits.steps import levels_of, steps_of
from boards.roles import RoleName
from learning.models import Evidence
from lif_portal.demo.words import Writer


@dataclass
class Library:
    """Evidence agencies keep, made once and used in every round."""

    items: dict[tuple[int, str], Evidence] = field(default_factory=dict)
    fresh: list[Evidence] = field(default_factory=list)

    def item(self, agency_id: int, title: str, by, writer) -> Evidence:
        """The agency's item of this title; one in twelve is past its date."""
        key = (agency_id, title)
        if key not in self.items:
            today = timezone.localdate()
            expired = writer.chance(1 / 12)
            self.items[key] = Evidence(
                agency_id=agency_id,
                title=title,
                link=f"https://evidence.example.org/{agency_id}/{len(self.items)}",
                effective_on=today - timedelta(days=500),
                expires_on=today + timedelta(days=-30 if expired else 420),
                added_by=by,
            )
            self.fresh.append(self.items[key])
        return self.items[key]

    def save(self) -> None:
        bulk_create_with_history(self.fresh, Evidence, batch_size=500)
        self.fresh = []


@dataclass
class Answers:
    """Collects the answers of many returns of one round and writes them at once."""

    round: Round
    number: int  # how many rounds went before: agencies get better, mostly
    library: Library
    rows: list[Answer] = field(default_factory=list)
    links: list[AnswerEvidence] = field(default_factory=list)

    def __post_init__(self):
        self.steps = steps_of(self.round)
        self.levels = {}

    def write(self, agency_return: AgencyReturn, by, at: datetime, share=1.0) -> None:
        """Answers for a whole return, or for the first part of it."""
        wanted = self.steps[: max(1, round(len(self.steps) * share))]
        for step in wanted:
            self._answer(agency_return, step, by, at)

    def _answer(self, agency_return, step, by, at) -> None:
        question, agency = step.question, agency_return.agency_id
        writer = Writer(self.round.board_id, agency, question.key, self.number)
        answer = Answer(
            agency_return=agency_return,
            board_id=self.round.board_id,
            question=question,
            block=step.block,
            complete=True,
            updated_by=by,
            updated_at=at,
            **self._said(question, agency, writer),
        )
        self.rows.append(answer)
        if question.kind != Kind.TEXT:
            title = Writer(agency, question.key).evidence(question)
            item = self.library.item(agency, title, by, writer)
            self.links.append(AnswerEvidence(answer=answer, evidence=item, added_by=by))

    def _said(self, question, agency, writer) -> dict:
        if question.kind == Kind.RATING:
            return self._rated(question, agency, writer)
        position = {"position": writer.position(question, 0.6)}
        if question.kind == Kind.TEXT:
            return {"text": writer.narrative(question)}
        if question.kind == Kind.YES_NO:
            return position | {"yes": writer.chance(0.8)}
        if question.kind == Kind.NUMBER:
            return position | {"number": _headcount(question, agency, writer)}
        return position | {"day": timezone.localdate() - timedelta(days=90)}

    def _rated(self, question, agency, writer) -> dict:
        level, share = self._level(question, agency, writer)
        needs = level.needs_improvement
        return {
            "level": level,
            "position": writer.position(question, share),
            "improvement": writer.improvement(question) if needs else "",
        }

    def _level(self, question, agency, writer):
        """A level that moves a little from round to round."""
        if question.scale_id not in self.levels:
            self.levels[question.scale_id] = levels_of(question)
        levels = self.levels[question.scale_id]
        agency_strength = Writer("agency", agency).random.uniform(0.35, 0.85)
        own = Writer("standard", agency, question.key).random.uniform(-0.4, 0.25)
        drift = 0.06 * self.number + writer.random.uniform(-0.12, 0.14)
        share = min(1.0, max(0.0, agency_strength + own + drift))
        at = round((1 - share) * (len(levels) - 1))
        return levels[at], 1 - at / max(1, len(levels) - 1)

    def save(self) -> None:
        self.library.save()
        bulk_create_with_history(self.rows, Answer, batch_size=500)
        # Links have no history of their own.
        AnswerEvidence.objects.bulk_create(self.links, batch_size=1000)


def _headcount(question, agency, writer) -> Decimal:
    """Numbers that go down from question to question, as parts of a whole do."""
    staff = Writer("staff", agency).random.randint(60, 480)
    share = writer.random.uniform(0.75, 0.95) ** question.order
    return Decimal(round(staff * share))


def lead_of(people, agency_return):
    """Who answers for the agency."""
    return people.of(agency_return.agency_id, RoleName.AGENCY_LEAD)


def executive_of(people, agency_return):
    """Who signs for the agency."""
    return people.of(agency_return.agency_id, RoleName.AGENCY_EXECUTIVE)

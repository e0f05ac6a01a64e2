"""Returns as their reader may see them, ready to be set out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from audits.choices import RECEIVED_STATES
from audits.models import AgencyReturn, Answer, Submission
from audits.steps import blocks_of, steps_of
from reporting.papers.columns import Column, Wording, columns_of

AT_ONCE = 200


@dataclass(frozen=True)
class Part:
    """One section of a return: its headings, and a row for each question."""

    title: str
    guidance: str
    rows: list[list[str]]


@dataclass(frozen=True)
class ReturnPaper:
    """One return with everything a paper copy shows."""

    agency_return: AgencyReturn
    columns: list[Column]
    parts: list[Part]
    submission: Submission | None

    @property
    def is_draft(self) -> bool:
        return not self.agency_return.is_received


def paper_of(agency_return, user) -> ReturnPaper:
    """A return as it stands. The section heads its table, so its column goes."""
    round = agency_return.round
    named = columns_of(round.edition.questionnaire)
    columns = [one for one in named if one.attribute != "section"]
    wording = Wording(columns, blocks_of(round))
    answers = _answers(user, agency_return=agency_return)
    parts = [
        Part(
            section.title,
            section.guidance,
            [wording.cells(step, answers.get(step.place)) for step in steps],
        )
        for section, steps in groupby(steps_of(round), _section)
    ]
    return ReturnPaper(agency_return, columns, parts, _submission(agency_return, user))


def _section(step):
    return step.question.section


def _submission(agency_return, user):
    """The receipt of what was handed in, while that is what the paper shows."""
    if not agency_return.is_received:
        return None
    found = Submission.objects.visible_to(user).filter(agency_return=agency_return)
    return found.select_related("submitted_by", "signed_off_by").first()


def _answers(user, **which) -> dict:
    """(question, block) -> answer, with all its words. Constant queries."""
    return {(row.question_id, row.block_id): row for row in _with_words(user, **which)}


def _with_words(user, **which):
    found = Answer.objects.visible_to(user).filter(**which)
    return found.select_related("level").prefetch_related(
        "evidence__document", "moderation__level"
    )


def answer_table(round) -> Wording:
    """The columns every answer of a round is exported under.

    The board's exact headings, with agency and number before them and the moderated
    and final ratings after, each only once.
    """
    named = columns_of(round.edition.questionnaire)
    have = {column.attribute for column in named}
    before = [Column("number", _("Number"))]
    after = [
        Column("moderated", _("Moderated rating")),
        Column("final", _("Final rating")),
    ]
    wanted = [
        *[one for one in before if one.attribute not in have],
        *named,
        *[one for one in after if one.attribute not in have],
    ]
    return Wording(wanted, blocks_of(round))


def answer_headings(wording) -> list[str]:
    """The heading row of every answer of a round."""
    return [_("Agency"), *wording.headings]


def answer_rows(round, user, wording) -> Iterator[list[str]]:
    """A row for each agency and question; what is not there is said in words.

    Reads some hundred returns at a time, so that memory stays level.
    """
    steps = steps_of(round)
    returns = round.returns.select_related("agency").order_by("agency__name_en", "pk")
    batch = []
    for agency_return in returns.iterator(chunk_size=AT_ONCE):
        batch.append(agency_return)
        if len(batch) == AT_ONCE:
            yield from _rows(batch, steps, user, wording)
            batch = []
    yield from _rows(batch, steps, user, wording)


def _rows(batch, steps, user, wording):
    answers = {
        (row.agency_return_id, row.question_id, row.block_id): row
        for row in _with_words(
            user,
            agency_return__in=batch,
            agency_return__state__in=RECEIVED_STATES,
        )
    }
    for agency_return in batch:
        missing = "" if agency_return.is_received else _("Not handed in")
        for step in steps:
            answer = answers.get((agency_return.pk, *step.place))
            cells = wording.cells(step, answer, unanswered=missing)
            yield [str(agency_return.agency), *cells]

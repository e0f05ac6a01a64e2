"""What every agency gave to the board's annual report, question by question."""

from collections import defaultdict

from django.utils.translation import gettext as _

from audits.choices import RECEIVED_STATES
from audits.models import Answer
from audits.steps import blocks_of, steps_of
from reporting.papers.columns import Column, Wording, said
from reporting.subjects import round_name
from reporting.word import Paper


def as_word(round, document) -> bytes:
    """A heading for each question, below it every agency that has handed in."""
    wording = Wording([Column("question", "")], blocks_of(round))
    answers = _answers(round, document.asked_by)
    word = Paper(document, round_name(round), str(round.edition.questionnaire))
    for step in steps_of(round):
        title, *inside = wording.question(step).split("\n")
        word.heading(" - ".join([title, *inside]) if step.block else title)
        if not step.block:
            word.words("\n".join(inside))
        _responses(word, step.question, answers.get(step.place, []))
    _missing(word, round)
    return word.as_bytes()


def _answers(round, user) -> dict[tuple, list]:
    """Answers of returns handed in, by their place, agencies in order."""
    found = Answer.objects.visible_to(user).filter(
        agency_return__round=round, agency_return__state__in=RECEIVED_STATES
    )
    found = found.select_related("agency_return__agency", "level")
    by_place = defaultdict(list)
    for answer in found.order_by("agency_return__agency__name_en"):
        by_place[answer.question_id, answer.block_id].append(answer)
    return by_place


def _responses(word, question, answers) -> None:
    spoken = [(answer, _words(question, answer)) for answer in answers]
    spoken = [(answer, text) for answer, text in spoken if text]
    for answer, text in spoken:
        word.heading(str(answer.agency_return.agency), level=2)
        word.words(text)
    if not spoken:
        word.words(_("No agency has written about this."))


def _words(question, answer) -> str:
    if answer.not_applicable:
        return _("Does not apply: %s") % answer.not_applicable_reason
    parts = [said(question, answer), answer.position]
    return "\n\n".join(part for part in parts if part)


def _missing(word, round) -> None:
    owed = round.returns.exclude(state__in=RECEIVED_STATES).select_related("agency")
    owed = owed.order_by("agency__name_en")
    if owed:
        word.heading(_("Not handed in"))
        word.bullets(str(one.agency) for one in owed)

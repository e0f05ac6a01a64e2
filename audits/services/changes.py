"""What moved since last round: all an executive has to read before signing."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from audits.choices import Carried
from audits.models import AgencyReturn, Answer, Question
from audits.services.carrying import asked, previous_answers, previous_return
from audits.steps import Step, steps_of
from audits.values import level_key, said_in


class What(models.TextChoices):
    """Kinds of change. A changed question is told apart from a changed answer."""

    RATING = "rating", _("Rating changed")
    WORDS = "words", _("Words changed")
    EVIDENCE_ADDED = "evidence_added", _("Evidence added")
    EVIDENCE_REMOVED = "evidence_removed", _("Evidence taken away")
    EVIDENCE_EXPIRED = "evidence_expired", _("Evidence out of date")
    REWORDED = "reworded", _("Standard reworded")
    NEW_QUESTION = "new_question", _("New question")
    FIRST_ANSWER = "first_answer", _("Answered for the first time")
    GONE = "gone", _("No longer so")
    NOT_ASKED = "not_asked", _("No longer asked")


@dataclass
class Change:
    """Everything that moved on one step."""

    step: Step | None
    answer: Answer | None
    before: Answer | None
    what: list[What] = field(default_factory=list)
    old_text: str = ""

    def as_json(self) -> dict:
        """For the frozen copy."""
        step = self.step
        return {
            "key": step.question.key if step else self.before.question.key,
            "number": step.question.number if step else self.before.question.number,
            "block": step.block and step.block.review_reference if step else None,
            "what": [str(what.value) for what in self.what],
            "level_before": self.before and self.before.level and self.before.level.key,
            "level_now": self.answer and self.answer.level and self.answer.level.key,
        }


@dataclass
class Changes:
    """What moved, or that there is nothing to compare with."""

    previous: AgencyReturn | None
    rows: list[Change]
    unchanged: int = 0


def answers_of(agency_return: AgencyReturn) -> dict[tuple, Answer]:
    """Present answers by place, with all a page shows beside them. Two queries."""
    found = agency_return.answers.select_related(
        "level", "carried_from", "carried_from__level", "updated_by", "block"
    ).prefetch_related("evidence__document")
    return {(answer.question_id, answer.block_id): answer for answer in found}


def what_changed(agency_return: AgencyReturn, *, steps=None, answers=None) -> Changes:
    """Compare a return with its agency's last one. Constant number of queries."""
    steps = steps_of(agency_return.round) if steps is None else steps
    answers = answers_of(agency_return) if answers is None else answers
    previous = previous_return(agency_return)
    old = previous_answers(previous) if previous else {}
    old_questions = _questions(previous)
    rows = [
        _change(step, answers.get(step.place), old, old_questions) for step in steps
    ]
    moved = [row for row in rows if row.what]
    if previous:
        moved += _no_longer_asked(steps, old)
    return Changes(
        previous, moved, unchanged=len(rows) - len([r for r in rows if r.what])
    )


def _questions(previous) -> dict[str, Question]:
    if previous is None:
        return {}
    found = Question.objects.filter(edition=previous.round.edition_id)
    return {question.key: question for question in found}


def _change(step, answer, old, old_questions) -> Change:
    before = old.get(asked(step.question, step.block))
    change = Change(step, answer, before)
    known = old_questions.get(step.question.key)
    if known is None:
        change.what.append(What.NEW_QUESTION)
    elif reworded(known, step.question):
        change.what.append(What.REWORDED)
        change.old_text = known.text
    if answer is not None:
        change.what += _of_answer(answer, before)
    return change


def reworded(old: Question, new: Question) -> bool:
    """Whether a standard says something else than last time."""
    return (old.text_en, old.text_cy) != (new.text_en, new.text_cy)


def _of_answer(answer, before) -> list[What]:
    found = []
    if before is None:
        found.append(What.FIRST_ANSWER)
    else:
        found += _compared(answer, before)
    if any(item.is_expired for item in answer.evidence.all()):
        found.append(What.EVIDENCE_EXPIRED)
    return found


def _compared(answer, before):
    if level_key(answer) != level_key(before):
        yield What.RATING
    if answer.carried == Carried.GONE:
        yield What.GONE
    if said_in(answer) != said_in(before):
        yield What.WORDS
    now = {one.pk for one in answer.evidence.all()}
    then = {one.pk for one in before.evidence.all()}
    if now - then:
        yield What.EVIDENCE_ADDED
    if then - now:
        yield What.EVIDENCE_REMOVED


def _no_longer_asked(steps, old) -> list[Change]:
    now = {asked(step.question, step.block) for step in steps}
    return [
        Change(None, None, before, [What.NOT_ASKED])
        for place, before in old.items()
        if place not in now
    ]

"""What practitioners said, put together so that nobody can be told apart.

Answers of an agency stand alone only where at least so many answered. Agencies below
that are counted together; where even together they are too few, the next smallest
joins them, so that no number can be found by taking one from another.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from case_audits.choices import SURVEY_ANSWERS, SurveyKind
from case_audits.models import Survey, SurveyAnswer, SurveyInvited


@dataclass
class Part:
    """One agency whose answers stand alone, or those counted together."""

    agencies: list[SurveyInvited]
    answered: int

    @property
    def invited(self) -> int:
        return sum(row.number for row in self.agencies)

    @property
    def is_several(self) -> bool:
        return len(self.agencies) > 1

    @property
    def rate(self) -> int:
        """Answers of a hundred people asked."""
        return round(100 * self.answered / self.invited) if self.invited else 0


@dataclass
class Asked:
    """One question: counts by choice for everybody and each part, or words."""

    text: str
    kind: str
    choices: list[tuple] = field(default_factory=list)  # label, all, [each part]
    words: list[tuple] = field(default_factory=list)  # words, agency or ""


@dataclass
class Collated:
    """A whole survey. `enough` is false where too few answered in all."""

    parts: list[Part]
    answered: int
    invited: int
    enough: bool
    questions: list[Asked] = field(default_factory=list)

    @property
    def rate(self) -> int:
        return round(100 * self.answered / self.invited) if self.invited else 0


def parted(rows, smallest: int) -> list[Part]:
    """Agencies alone where enough answered, the rest together and never too few."""
    left = sorted(rows, key=lambda row: (row.answered, row.pk))
    together = [row for row in left if row.answered < smallest]
    alone = left[len(together) :]
    while together and alone and sum(r.answered for r in together) < smallest:
        together.append(alone.pop(0))
    parts = [Part([row], row.answered) for row in alone]
    parts.sort(key=lambda part: str(part.agencies[0].agency))
    if together:
        parts.append(Part(together, sum(row.answered for row in together)))
    return parts


def collated(survey: Survey) -> Collated:
    """Everything of a survey that may be shown. Four queries."""
    rows = SurveyInvited.objects.filter(survey=survey).select_related("agency")
    rows = list(rows.annotate(answered=Count("sheets")))
    smallest = survey.smallest_group or 0
    answered = sum(row.answered for row in rows)
    parts = parted(rows, smallest)
    found = Collated(
        parts=parts,
        answered=answered,
        invited=sum(row.number for row in rows),
        enough=answered >= max(smallest, 1),
    )
    if found.enough:
        found.questions = _questions(survey, parts)
    return found


def _questions(survey, parts) -> list[Asked]:
    place = {row.pk: n for n, part in enumerate(parts) for row in part.agencies}
    answers = SurveyAnswer.objects.filter(question__survey=survey)
    said: dict[int, list] = {}
    fields = ("question", "sheet__invited", "said", "words")
    for question, invited, choice, words in answers.values_list(*fields):
        said.setdefault(question, []).append((place[invited], choice, words))
    return [_asked(one, said.get(one.pk, []), parts) for one in survey.questions.all()]


def _asked(question, said, parts) -> Asked:
    made = Asked(question.text, question.kind)
    if question.kind == SurveyKind.WORDS:
        # In an order that says nothing of who answered when.
        made.words = sorted((words, _said_by(parts[n])) for n, _c, words in said)
        return made
    numbers = Counter((choice, n) for n, choice, _words in said)
    for value, label in SURVEY_ANSWERS[question.kind]:
        each = [numbers[value, n] for n in range(len(parts))]
        made.choices.append((label, sum(each), each))
    return made


def _said_by(part) -> str:
    """The agency beside somebody's words, only where enough of it answered."""
    return "" if part.is_several else str(part.agencies[0].agency)

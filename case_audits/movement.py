"""A re-audit beside the audit before: grade by grade and question by question.

The same edition of a tool asks the same questions, so counts may stand beside each
other. Samples are small: counts, never percentages.
"""

from collections import Counter
from dataclasses import dataclass

from case_audits.choices import AnswerKind, ReturnState, Said
from case_audits.models import CaseAudit


@dataclass(frozen=True)
class Count:
    """How often one answer was given before and now."""

    word: str
    before: int
    now: int
    level: object = None

    @property
    def change(self) -> int:
        return self.now - self.before

    @property
    def less(self) -> int:
        return self.before - self.now


@dataclass(frozen=True)
class Moved:
    """One question, with every answer counted twice."""

    text: str
    section: str
    counts: list[Count]


def grades_moved(audit: CaseAudit, before: CaseAudit) -> list[Count]:
    """Final grades of cases, then and now. Three queries."""
    then, now = _finals(before), _finals(audit)
    return [
        Count(grade.word, then[grade.pk], now[grade.pk], grade)
        for grade in audit.edition.grades.all()
    ]


def _finals(audit) -> Counter:
    rows = audit.cases.filter(graded_at__isnull=False)
    return Counter(rows.values_list("grade", flat=True))


def questions_moved(audit: CaseAudit, before: CaseAudit) -> list[Moved]:
    """Answers of all agencies to each question, then and now. Four queries."""
    then, now = _answers(before), _answers(audit)
    grades = list(audit.edition.grades.all())
    return [
        Moved(one.text, one.section, _counts(one, grades, then, now))
        for one in audit.edition.questions.exclude(kind=AnswerKind.WORDS)
    ]


def _answers(audit) -> Counter:
    rows = audit.returns.filter(state=ReturnState.HANDED_IN, unknown=False)
    rows = rows.values_list("answers__question", "answers__grade", "answers__said")
    return Counter((question, grade or said) for question, grade, said in rows)


def _counts(question, grades, then, now) -> list[Count]:
    if question.kind == AnswerKind.GRADE:
        steps = [(grade.pk, grade.word, grade) for grade in grades]
    else:
        steps = [(value, label, None) for value, label in Said.choices]
    return [
        Count(str(word), then[question.pk, key], now[question.pk, key], level)
        for key, word, level in steps
    ]


def grade_counts(audit: CaseAudit) -> list[Count]:
    """Final grades of one audit. Two queries."""
    now = _finals(audit)
    return [
        Count(grade.word, 0, now[grade.pk], grade)
        for grade in audit.edition.grades.all()
    ]

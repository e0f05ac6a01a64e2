"""One case side by side: what each agency says, where they disagree (peers B2, B3)."""

from collections import Counter
from dataclasses import dataclass, field

from case_audits.choices import ReturnState, Said, VoiceOf
from case_audits.models import CaseAnswer, CaseReturn, CaseVoice, ToolQuestion


@dataclass
class Line:
    """One question with what each return answers, in the order of the returns."""

    question: ToolQuestion
    answers: list = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether two agencies chose differently; "does not apply" is no opinion."""
        chosen = [one.level for one in self.answers if one and one.level]
        return len(set(chosen) - {Said.NOT_APPLICABLE}) > 1


@dataclass
class SideBySide:
    """Everything agencies handed in about a case, as far as the person reads it."""

    returns: list[CaseReturn]
    lines: list[Line]
    voices: list[tuple]
    joint: dict

    @property
    def grades_differ(self) -> bool:
        return len({one.grade_id for one in self.returns if one.grade_id}) > 1

    @property
    def disagreements(self) -> int:
        return sum(line.differs for line in self.lines) + self.grades_differ


def side_by_side(user, case) -> SideBySide:
    """Handed-in returns of a case beside each other. Four queries."""
    rows = CaseReturn.objects.visible_to(user).filter(
        case=case, state=ReturnState.HANDED_IN
    )
    returns = list(rows.select_related("agency", "grade"))
    known = [one for one in returns if not one.unknown]
    answers = CaseAnswer.objects.visible_to(user).filter(of__in=known)
    found = {
        (row.of_id, row.question_id): row for row in answers.select_related("grade")
    }
    asked = ToolQuestion.objects.visible_to(user).filter(edition=case.audit.edition_id)
    lines = [Line(one, [found.get((r.pk, one.pk)) for r in known]) for one in asked]
    said = CaseVoice.objects.visible_to(user).filter(case=case).select_related("of")
    said = {(row.of_id, row.voice): row for row in said}
    voices = [(one, [said.get((r.pk, one)) for r in known]) for one in VoiceOf]
    joint = {one: said.get((None, one)) for one in VoiceOf}
    return SideBySide(returns, lines, voices, joint)


def drift(audit) -> list[dict]:
    """Agency by agency: how often its own grade was better than, like or worse than
    the moderated one. Counts, over cases with a final grade. One query."""
    rows = audit.returns.filter(
        state=ReturnState.HANDED_IN,
        grade__isnull=False,
        case__graded_at__isnull=False,
        case__grade__isnull=False,
    ).select_related("agency", "grade", "case__grade")
    found: dict[str, Counter] = {}
    for row in rows:
        numbers = found.setdefault(str(row.agency), Counter())
        numbers[_against(row.grade.order, row.case.grade.order)] += 1
    return [{"agency": name, **numbers} for name, numbers in sorted(found.items())]


def _against(own: int, moderated: int) -> str:
    if own == moderated:
        return "same"
    return "better" if own < moderated else "worse"

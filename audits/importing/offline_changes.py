"""What a filled-in copy would change, answer by answer, and where two people differ."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.choices import QuestionKindChoices
from audits.forms.answering import AnswerForm
from audits.importing import offline
from audits.importing.grid import Problem, errors_in
from audits.importing.matching import level_names, plain
from audits.importing.offline import FILLED_IN, cells_of, fingerprint_of
from audits.importing.offline_reading import FilledRow
from audits.steps import Step, levels_of
from audits.values import AnswerValues

LABELS = {
    offline.ANSWER: gettext_lazy("Answer"),
    offline.POSITION: gettext_lazy("Summary of current position"),
    offline.IMPROVEMENT: gettext_lazy("Improvement action"),
    offline.REASON: gettext_lazy("Why it does not apply"),
}
DAYS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y")
# Which cell a problem with a field of the form belongs to.
CELL_OF = {
    "position": offline.POSITION,
    "improvement": offline.IMPROVEMENT,
    "not_applicable_reason": offline.REASON,
}


@dataclass(frozen=True)
class Difference:
    """One cell: what is online, what the file says."""

    label: str
    online: str
    file: str


@dataclass
class Change:
    """One answer the file would change. A conflict was saved online meanwhile."""

    step: Step
    row: FilledRow
    answer: object | None
    base_version: int
    values: AnswerValues
    differences: list[Difference]
    links: list[list[str]]
    is_conflict: bool = False

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def version(self) -> int:
        """The version stored online now."""
        return self.answer.version if self.answer else 0


@dataclass
class Comparison:
    """Everything a filled-in copy would do."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    @property
    def conflicts(self) -> list[Change]:
        return [change for change in self.changes if change.is_conflict]

    @property
    def plain_changes(self) -> list[Change]:
        return [change for change in self.changes if not change.is_conflict]

    @property
    def may_commit(self) -> bool:
        return bool(self.changes) and not errors_in(self.problems)


def compare(rows, base: dict[str, list], steps, answers, may_answer) -> Comparison:
    """Lay the file beside what is online. `may_answer` is asked of each section."""
    found = Comparison()
    by_code = {offline.code_of(step): step for step in steps}
    for row in rows:
        step = by_code.get(row.code)
        if step is None or row.code not in base:
            found.problems.append(_not_asked(row))
            continue
        change = _change(row, step, answers.get(step.place), base[row.code], found)
        if change is None:
            found.unchanged += 1
        elif may_answer(step.question.section_id):
            found.changes.append(change)
        else:
            found.problems.append(_not_yours(row))
    return found


def _not_asked(row) -> Problem:
    what = _("This row's code was changed, so its answer cannot be placed.")
    todo = _("Copy the words into a new copy, or type them on the portal.")
    return Problem(row.place(offline.CODE), what, todo)


def _not_yours(row) -> Problem:
    what = _("A colleague answers this section, so your words are left out.")
    todo = _("Ask them to type it, or your agency lead to give you the section.")
    return Problem(row.place(offline.ANSWER), what, todo, is_error=False)


def _change(row, step, answer, base, found) -> Change | None:
    """What this row changes; None where nobody typed in it or it is so already."""
    version, fingerprint = base
    online = cells_of(step, answer)
    there = {item.link for item in answer.evidence.all()} if answer else set()
    links = [link for link in row.links if link[1] not in there]
    touched = fingerprint_of(row.cells) != fingerprint and row.cells != online
    if not touched and not links:
        return None
    stored = answer.version if answer else 0
    values, differences = AnswerValues(), []
    if touched:
        values = _values(row, step, answer, found)
        differences = [
            Difference(str(LABELS[name]), online[name], row.cells[name])
            for name in FILLED_IN
            if online[name] != row.cells[name]
        ]
    conflict = touched and stored != version
    return Change(step, row, answer, version, values, differences, links, conflict)


def _values(row, step, answer, found) -> AnswerValues:
    """The cells as the answer's own form takes them; its errors get addresses."""
    levels = levels_of(step.question)
    # What has no cell of its own stays as it is online.
    kept = (AnswerValues.of(answer) if answer else AnswerValues()).as_typed()
    typed = kept | {
        "carried": "",
        "position": row.cells[offline.POSITION],
        "improvement": row.cells[offline.IMPROVEMENT],
        "not_applicable_reason": row.cells[offline.REASON],
        "not_applicable": "on" if _does_not_apply(row, answer) else "",
        **_typed(row, step.question.kind, levels, found),
    }
    form = AnswerForm(typed, question=step.question, levels=levels)
    if form.is_valid():
        return form.values()
    for name, errors in form.errors.items():
        where = row.place(CELL_OF.get(name, offline.ANSWER))
        todo = _("Mend it in the file and upload it again.")
        found.problems.append(Problem(where, str(errors[0]), todo))
    return AnswerValues()


def _does_not_apply(row, answer) -> bool:
    """A reason says so; without one, what is online stays as it is."""
    reason = row.cells[offline.REASON]
    return bool(reason) or bool(
        answer and answer.not_applicable and not answer.not_applicable_reason.strip()
    )


def _typed(row, kind, levels, found) -> dict[str, str]:
    text = row.cells[offline.ANSWER]
    if kind == QuestionKindChoices.RATING:
        return {"level": _level(row, text, levels, found)}
    if kind == QuestionKindChoices.YES_NO:
        return {"yes": _yes(row, text, found)}
    if kind == QuestionKindChoices.NUMBER:
        return {"number": text.replace(",", "")}
    if kind == QuestionKindChoices.DATE:
        return _day(row, text, found)
    return {"text": text}


def _level(row, text, levels, found) -> str:
    if not text:
        return ""
    for level in levels:
        if plain(text) in {plain(name) for name in level_names(level)}:
            return level.key
    known = ", ".join(str(level) for level in levels)
    _note(row, _("“%s” is no rating here.") % text[:60], known, found)
    return ""


def _yes(row, text, found) -> str:
    said = plain(text)
    words = {"yes": "yes", "y": "yes", "no": "no", "n": "no", "": ""}
    words |= {plain(_("Yes")): "yes", plain(_("No")): "no"}
    if said not in words:
        choices = f"{_('Yes')}, {_('No')}"
        _note(row, _("“%s” is neither yes nor no.") % text[:60], choices, found)
    return words.get(said, "")


def _note(row, what, choices, found) -> None:
    todo = _("Choose one of: %s. Then upload the file again.") % choices
    found.problems.append(Problem(row.place(offline.ANSWER), what, todo))


def _day(row, text, found) -> dict[str, str]:
    for pattern in DAYS:
        try:
            day = datetime.datetime.strptime(text, pattern)
        except ValueError:
            continue
        return {"day_0": day.day, "day_1": day.month, "day_2": day.year}
    if text:
        example = "27/03/2026"
        what = _("“%s” is no date.") % text[:60]
        todo = _("Write it like %s and upload the file again.") % example
        found.problems.append(Problem(row.place(offline.ANSWER), what, todo))
    return dict.fromkeys(("day_0", "day_1", "day_2"), "")

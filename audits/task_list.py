"""The questions of a return as a list of tasks, section by section."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from audits.choices import Carried
from audits.models import Answer, Section, SectionDelegation
from audits.rules import may_answer
from audits.services.clarifying import open_threads
from audits.steps import Step, steps_of


class TaskState(models.TextChoices):
    """How far one question is. Never a colour alone."""

    DONE = "done", _("Answered")
    CONFIRM = "confirm", _("Confirm last round's answer")
    STARTED = "started", _("Not finished")
    TO_DO = "to_do", _("Not answered")


@dataclass(frozen=True)
class Task:
    """One question (and block), how far it is, and messages waiting beside it."""

    step: Step
    answer: Answer | None
    messages: int = 0

    @property
    def state(self) -> TaskState:
        if self.answer is None:
            return TaskState.TO_DO
        if self.answer.complete:
            return TaskState.DONE
        unconfirmed = self.answer.carried == Carried.UNCONFIRMED
        return TaskState.CONFIRM if unconfirmed else TaskState.STARTED

    @property
    def is_done(self) -> bool:
        return self.state == TaskState.DONE


@dataclass
class SectionTasks:
    """A section's tasks and who has it."""

    section: Section
    delegation: SectionDelegation | None = None
    mine: bool = True
    tasks: list[Task] = field(default_factory=list)
    shown: list[Task] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(task.is_done for task in self.tasks)


@dataclass(frozen=True)
class Narrowing:
    """What the reader wants to see of the list."""

    show: str = ""
    words: str = ""
    tag: str = ""

    def keeps(self, task: Task) -> bool:
        question = task.step.question
        if self.show == "unanswered" and task.is_done:
            return False
        if self.tag and self.tag not in question.tags:
            return False
        found = f"{question.number} {question.text} {question.guidance}".casefold()
        return self.words.casefold() in found


def task_list(agency_return, user, narrowing=None) -> list[SectionTasks]:
    """Every section with its tasks. The same few queries whatever the length."""
    narrowing = narrowing or Narrowing()
    answers = _answers(agency_return)
    threads = open_threads(agency_return)
    given = {
        row.section_id: row for row in agency_return.delegations.select_related("to")
    }
    sections = {}
    for step in steps_of(agency_return.round):
        part = _section(sections, step.question.section, given, user, agency_return)
        place = step.place
        task = Task(step, answers.get(place), threads.get(place, 0))
        part.tasks.append(task)
        if narrowing.keeps(task):
            part.shown.append(task)
    return list(sections.values())


def _answers(agency_return):
    found = agency_return.answers.select_related("level", "updated_by")
    return {(row.question_id, row.block_id): row for row in found}


def _section(sections, section, given, user, agency_return) -> SectionTasks:
    if section.pk not in sections:
        row = given.get(section.pk)
        mine = may_answer(user, agency_return, row and row.to_id)
        sections[section.pk] = SectionTasks(section, row, mine)
    return sections[section.pk]

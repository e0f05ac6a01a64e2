"""Audit tools: written, frozen once in use, followed by a next edition."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from case_audits.choices import ToolState
from case_audits.models import AuditSettings, Grade, ToolEdition, ToolQuestion
from learning.services.sent_once import made_before
from learning.services.versions import StaleVersion, save_version


def write_tool(
    *, board, values: dict, questions, grades, sent_once: UUID, by
) -> ToolEdition:
    """A draft tool. `questions` are {section, text, kind}, `grades` {letter, word,
    meaning, colour, shape}, best first. The same form twice makes one."""
    try:
        with transaction.atomic():
            found = ToolEdition(
                board=board, sent_once=sent_once, created_by=by, **values
            )
            found._history_user = by
            found.save()
            _fill(found, questions, grades)
            return found
    except IntegrityError:
        return made_before(ToolEdition, sent_once, by)


def _fill(edition, questions, grades) -> None:
    # Rows of a draft, made anew each time; they are frozen with their edition.
    edition.questions.all().delete()
    edition.grades.all().delete()
    ToolQuestion.objects.bulk_create(
        ToolQuestion(edition=edition, order=n, **one)
        for n, one in enumerate(questions, start=1)
    )
    Grade.objects.bulk_create(
        Grade(edition=edition, order=n, **one) for n, one in enumerate(grades, start=1)
    )


@transaction.atomic
def save_tool(
    *, edition, values: dict, questions, grades, version: int, by
) -> ToolEdition:
    """Change a draft. Raises StaleVersion; ValidationError once it is in use."""
    found = _draft(edition)
    saved = save_version(record=found, values=values, version=version, by=by)
    _fill(saved, questions, grades)
    return saved


def _draft(edition) -> ToolEdition:
    found = ToolEdition.objects.select_for_update().get(pk=edition.pk)
    if found.is_issued:
        raise ValidationError(_("It is in use: its words stay. Make a next edition."))
    return found


@transaction.atomic
def issue_tool(*, edition, by) -> ToolEdition:
    """Put a tool to use: from now on it does not change. Raises ValidationError where
    it asks nothing or has fewer than two grades."""
    found = _draft(edition)
    if not found.questions.exists():
        raise ValidationError(_("It asks nothing yet."))
    if found.grades.count() < 2:
        raise ValidationError(_("Write at least two grades."))
    found.state, found.issued_at, found.issued_by = ToolState.ISSUED, timezone.now(), by
    found.version += 1
    found._history_user = by
    found.save()
    return found


@transaction.atomic
def next_edition(*, edition, by) -> ToolEdition:
    """A draft with the same words to change. Raises ValidationError where one is
    being written already, or the edition is not in use."""
    found = ToolEdition.objects.select_for_update().get(pk=edition.pk)
    if not found.is_issued:
        raise ValidationError(_("This edition is not in use yet: change it."))
    if found.followed_by.exists():
        raise ValidationError(_("There is a next edition already."))
    made = ToolEdition(
        board=found.board, name=found.name, guidance=found.guidance,
        number=found.number + 1, follows=found, created_by=by,
    )  # fmt: skip
    made._history_user = by
    made.save()
    questions = found.questions.values("section", "text", "kind")
    grades = found.grades.values("letter", "word", "meaning", "colour", "shape")
    _fill(made, list(questions), list(grades))
    return made


@transaction.atomic
def save_settings(*, board, values: dict, version: int, by) -> AuditSettings:
    """A board's own rules. Raises StaleVersion."""
    found = AuditSettings.objects.select_for_update().filter(board=board).first()
    if found is not None:
        return save_version(record=found, values=values, version=version, by=by)
    made = AuditSettings(board=board, **values)
    made._history_user = by
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as problem:
        raise StaleVersion(AuditSettings.objects.get(board=board)) from problem
    return made

"""Changing the words of a draft edition. Issued editions refuse."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from audits import rewording
from audits.services.contents import content_of, write_content
from audits.services.editions import lock_edition


class StaleWords(ValidationError):
    """Somebody saved since the words were shown. `current` is what they left."""

    def __init__(self, current: dict):
        self.current = current
        super().__init__(
            _(
                "Somebody else changed this while you were writing. Your words are "
                "still in the form. Read both below, then save again."
            ),
            code="stale",
        )


@contextmanager
def _rewriting(edition, by):
    """Content of a draft, locked; what was changed in it is written at the end.

    Raises ValidationError once the edition is issued.
    """
    with transaction.atomic():
        locked = lock_edition(edition)
        if locked.is_frozen:
            raise ValidationError(
                _("This edition was issued, so its words stay. Start a new edition.")
            )
        content = content_of(locked)
        yield content
        write_content(locked, content)
        locked._history_user = by
        locked.save()


def _refuse_stale(current: dict, seen: str) -> None:
    if rewording.seen(current) != seen:
        raise StaleWords(current)


def add_question(*, edition, values: dict, by) -> str:
    """Ask another question; its new key, which stays through later editions."""
    key = _free_key(edition, "questions", values["section__key"])
    with _rewriting(edition, by) as content:
        _refuse_missing(values["section__key"], content.sections)
        rewording.put_question(content, key, values)
    return key


def edit_question(*, edition, key: str, values: dict, seen: str, by) -> None:
    """Reword, move or change how a question is answered; raises StaleWords."""
    with _rewriting(edition, by) as content:
        _refuse_missing(key, content.questions)
        _refuse_missing(values["section__key"], content.sections)
        _refuse_stale(rewording.question_words(content, key), seen)
        rewording.put_question(content, key, values)


def remove_question(*, edition, key: str, by) -> None:
    """Leave a question out; raises ValidationError if a round relies on it."""
    with _rewriting(edition, by) as content:
        _refuse_missing(key, content.questions)
        rewording.take_question(content, key)


def add_section(*, edition, values: dict, by) -> str:
    """Another section; its new key."""
    key = _free_key(edition, "sections", "section")
    with _rewriting(edition, by) as content:
        rewording.put_section(content, key, values)
    return key


def edit_section(*, edition, key: str, values: dict, seen: str, by) -> None:
    """Reword or move a section; raises StaleWords."""
    with _rewriting(edition, by) as content:
        _refuse_missing(key, content.sections)
        _refuse_stale(rewording.section_words(content, key), seen)
        rewording.put_section(content, key, values)


def remove_section(*, edition, key: str, by) -> None:
    """Leave out a section; raises ValidationError while it has questions."""
    with _rewriting(edition, by) as content:
        _refuse_missing(key, content.sections)
        if rewording.in_section(content, key):
            raise ValidationError(
                _("Move or remove the questions of this section first.")
            )
        rewording.take_section(content, key)


@transaction.atomic
def edit_introduction(*, edition, values: dict, seen: str, by) -> None:
    """Name the edition and word its introduction; raises StaleWords."""
    locked = lock_edition(edition)
    if locked.is_frozen:
        raise ValidationError(
            _("This edition was issued, so its words stay. Start a new edition.")
        )
    _refuse_stale({name: getattr(locked, name) for name in values}, seen)
    for name, value in values.items():
        setattr(locked, name, value)
    locked._history_user = by
    locked.save()


def _refuse_missing(key, rows):
    if key not in rows:
        raise ValidationError(_("Somebody took this out while you were writing."))


def _free_key(edition, part: str, start: str) -> str:
    """A key no edition of the questionnaire ever used, so answers never mix."""
    used = set()
    for other in edition.questionnaire.editions.all():
        used |= set(getattr(other, part).values_list("key", flat=True))
    while True:
        key = f"{start[:70]}-{get_random_string(6).lower()}"
        if key not in used:
            return key

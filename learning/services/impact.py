"""Tells the public what changed: written, read by a second person, withdrawn."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.choices import ImpactEntryState
from learning.identifiers import Hit, found_in
from learning.models import ImpactEntry
from learning.services.second_reading import require_nobody_named
from learning.services.sent_once import made_before
from learning.services.versions import save_version

WORDS = [f"{name}_{n}" for name in ImpactEntry.TEXTS for n in ("en", "cy")]
NOT_OPEN = {"opened_by": None, "opened_at": None, "opened_note": ""}


@transaction.atomic
def begin_entry(
    *, board, values: dict, sent_once: UUID, by, origin: str = ""
) -> ImpactEntry:
    """Write what changed; nobody outside reads it yet. The same form sent twice is
    one. Raises ValidationError for a restricted group."""
    if ImpactEntry.objects.filter(sent_once=sent_once).exists():
        return made_before(ImpactEntry, sent_once, by)
    _require_open_group(values["group"])
    made = ImpactEntry(
        board=board, reference=ImpactEntry.new_reference(), origin=origin,
        sent_once=sent_once, created_by=by, written_by=by, **values,
    )  # fmt: skip
    made._history_user = by
    made.save()
    return made


def _require_open_group(group):
    if group.restricted:
        said = _("What a restricted group does stays with it.")
        raise ValidationError({"group": said})


@transaction.atomic
def write_entry(*, entry: ImpactEntry, values: dict, version: int, by) -> ImpactEntry:
    """Save its words. Words that change take it from the public until somebody else
    reads them. Raises StaleVersion where somebody saved it since."""
    locked = _locked(entry)
    _require_open_group(values.get("group", locked.group))
    if any(values.get(name, getattr(locked, name)) != getattr(locked, name)
           for name in WORDS):  # fmt: skip
        values = {**values, **NOT_OPEN, "written_by": by}
        if locked.state == ImpactEntryState.PUBLIC:
            values["state"] = ImpactEntryState.DRAFT
    return save_version(record=locked, values=values, version=version, by=by)


def _locked(entry) -> ImpactEntry:
    rows = ImpactEntry.objects.select_for_update(of=("self",)).select_related("group")
    return rows.get(pk=entry.pk)


def hits_of(entry: ImpactEntry, known=()) -> list[Hit]:
    """What in its words could identify somebody, in both languages."""
    return found_in("\n".join(getattr(entry, name) for name in WORDS), known)


@transaction.atomic
def open_entry(
    *, entry: ImpactEntry, version: int, note: str, until, by, known=()
) -> ImpactEntry:
    """A second person read it: from now on anybody may, until a last day.

    Raises ValidationError for a writer's own eyes, for words changed since they were
    read, for an NHS number or a date of birth, and for anything else found that is
    not explained.
    """
    locked = _locked(entry)
    if by.pk in locked.authors:
        raise ValidationError(_("Somebody who did not write it reads it."))
    if locked.version != version:
        raise ValidationError(_("It was changed meanwhile. Read it again."))
    _require_open_group(locked.group)
    require_nobody_named(hits_of(locked, known), note)
    locked.state, locked.public_until = ImpactEntryState.PUBLIC, until
    locked.opened_by, locked.opened_at = by, timezone.now()
    locked.opened_note = note
    locked.withdrawn_by = locked.withdrawn_at = None
    return _saved(locked, by)


@transaction.atomic
def withdraw_entry(*, entry: ImpactEntry, by) -> ImpactEntry:
    """Nobody outside reads it any more, at once."""
    locked = _locked(entry)
    if locked.state != ImpactEntryState.PUBLIC:
        raise ValidationError(_("It is not open to the public."))
    locked.state = ImpactEntryState.WITHDRAWN
    locked.withdrawn_by, locked.withdrawn_at = by, timezone.now()
    return _saved(locked, by)


def _saved(entry, by) -> ImpactEntry:
    entry._history_user = by
    entry.save()
    return entry

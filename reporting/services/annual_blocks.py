"""Writes the blocks and sections of an annual report by hand."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.services.unsaved import forget_typed
from learning.services.versions import save_version
from reporting.choices import BlockKind
from reporting.models import AnnualBlock, AnnualSection
from reporting.services.annual_draft import locked

UP, DOWN = "up", "down"


@transaction.atomic
def write_block(*, block: AnnualBlock, values: dict, version: int, by) -> AnnualBlock:
    """Save somebody's words. From now on they stay, whatever the records say.

    Raises StaleVersion where somebody else saved the block since, ValidationError for
    a report that is agreed.
    """
    locked(block.section.report, by)
    hand = {"edited_at": timezone.now(), "edited_by": by, "records_changed_at": None}
    values = {name: _plain(text) for name, text in values.items()} | hand
    saved = save_version(record=block, values=values, version=version, by=by)
    forget_typed(saved.unsaved, by=by)
    return saved


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


@transaction.atomic
def add_block(
    *, section: AnnualSection, values: dict, kind: str, agency, records, sent_once, by
) -> AnnualBlock:
    """A block of somebody's own at the end of a section. The same form sent twice is
    one block."""
    report = locked(section.report, by)
    before = AnnualBlock.objects.visible_to(by).filter(sent_once=sent_once).first()
    if before:
        return before
    last = section.blocks.order_by("-number").first()
    block = AnnualBlock(
        section=section,
        number=last.number + 1 if last else 1,
        kind=kind,
        agency=agency if kind == BlockKind.QUOTE else None,
        records=records,
        edited_at=timezone.now(),
        edited_by=by,
        sent_once=sent_once,
        **{name: _plain(text) for name, text in values.items()},
    )
    block.section.report = report
    return _saved(block, by)


def _saved(row, by):
    row._history_user = by
    row.save()
    return row


@transaction.atomic
def move_block(*, block: AnnualBlock, way: str, by) -> None:
    """One place up or down among the blocks that stand in its section."""
    locked(block.section.report, by)
    rows = list(block.section.blocks.standing().order_by("number", "pk"))
    at = next((i for i, row in enumerate(rows) if row.pk == block.pk), None)
    if at is None:
        raise ValidationError(_("The block was taken out."))
    to = at - 1 if way == UP else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for number, row in enumerate(rows, 1):
        if row.number != number:
            row.number = number
            _saved(row, by)


@transaction.atomic
def remove_block(*, block: AnnualBlock, removed: bool, by) -> None:
    """Take a block out of the report, or put it back where it was."""
    locked(block.section.report, by)
    rows = AnnualBlock.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.get(pk=block.pk)
    row.removed_at = timezone.now() if removed else None
    row.removed_by = by if removed else None
    row.version += 1
    _saved(row, by)


@transaction.atomic
def write_section(*, section: AnnualSection, values: dict, version: int, by):
    """Why a section has nothing to say, and whether it is ready. Raises
    StaleVersion."""
    locked(section.report, by)
    return save_version(record=section, values=values, version=version, by=by)

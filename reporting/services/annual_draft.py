"""Writes the draft of an annual report from the year's records, again and again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reporting.annual.drafting import draw, year_for
from reporting.models import AnnualBlock, AnnualReport
from reporting.models.annual import BEING_WRITTEN

OPEN = set(BEING_WRITTEN)
WORDS = ("text_en", "text_cy", "figure", "records")


def locked(report: AnnualReport, by) -> AnnualReport:
    """The row for writing. Raises ValidationError for a report that is agreed."""
    rows = AnnualReport.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.get(pk=report.pk)
    if row.state not in OPEN:
        raise ValidationError(_("The report is agreed: nothing in it changes."))
    return row


@transaction.atomic
def refresh(*, report: AnnualReport, by) -> AnnualReport:
    """Draw every drafted block again. Words somebody edited stay as they are, and are
    marked where the records say something else now.

    Raises ValidationError where the figures are frozen or the report is agreed.
    """
    row = locked(report, by)
    if row.frozen_at:
        raise ValidationError(_("The figures are frozen. Unfreeze them first."))
    sections = list(row.sections.prefetch_related("blocks"))
    names = {name for section in sections for name in section.draws_on}
    drawn = {name: _drawn(row, name) for name in names}
    for section in sections:
        _redraw(section, drawn, by)
    row.drafted_at = timezone.now()
    row._history_user = by
    row.save(update_fields=["drafted_at"])
    return row


def _drawn(report, name) -> dict[str, dict]:
    """Block's key -> what it says, in the board's languages."""
    year = year_for(report)
    with translation.override("en-gb"):
        english = {one.key: one for one in draw(name, year)}
    welsh = {}
    if "cy" in report.board.languages:
        with translation.override("cy"):
            welsh = {one.key: one for one in draw(name, year)}
    return {
        f"{name}-{key}"[:60]: _said(one, welsh.get(key)) for key, one in english.items()
    }


def _said(english, welsh) -> dict:
    said = {
        "kind": english.kind,
        "text_en": english.text,
        "text_cy": "",
        "figure": english.figure,
        "records": english.records,
        "agency_id": english.agency_id,
    }
    # Without a translation the Welsh would only repeat the English.
    if welsh and welsh.text != english.text:
        said["text_cy"] = welsh.text
    if welsh and welsh.figure != english.figure:
        said["figure"] = english.figure | {"cy": welsh.figure}
    return said


def _redraw(section, drawn, by) -> None:
    blocks = {one.drawn_by: one for one in section.blocks.all() if one.drawn_by}
    last = max((one.number for one in section.blocks.all()), default=0)
    wanted = {}
    for name in section.draws_on:
        wanted |= drawn[name]
    for key, said in wanted.items():
        if key in blocks:
            _update(blocks[key], said, by)
        else:
            last += 1
            _add(section, key, said, last, by)
    for key in blocks.keys() - wanted.keys():
        _gone(blocks[key], by)


def _add(section, key, said, number, by) -> None:
    block = AnnualBlock(section=section, number=number, drawn_by=key)
    block.kind, block.agency_id = said["kind"], said["agency_id"]
    _take(block, said)
    _save(block, by)


def _update(block, said, by) -> None:
    if block.drawn == _kept(said):
        return
    if block.edited_at:
        block.drawn, block.records_changed_at = _kept(said), timezone.now()
    else:
        _take(block, said)
        block.version += 1
    _save(block, by)


def _gone(block, by) -> None:
    """The records no longer give it: only a hand's words stay."""
    if block.edited_at is None:
        block._history_user = by
        block.delete()
    elif block.drawn:
        block.drawn, block.records_changed_at = {}, timezone.now()
        _save(block, by)


def _take(block, said) -> None:
    for name in WORDS:
        setattr(block, name, said[name])
    block.drawn, block.drawn_at = _kept(said), timezone.now()


def _kept(said) -> dict:
    return {name: said[name] for name in WORDS}


def _save(block, by) -> None:
    block._history_user = by
    block.save()


@transaction.atomic
def take_back(*, block: AnnualBlock, by) -> AnnualBlock:
    """Let a block say again what the records say. Raises ValidationError for one
    that was never drafted, or whose records are gone."""
    locked(block.section.report, by)
    rows = AnnualBlock.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.get(pk=block.pk)
    if not row.drawn:
        raise ValidationError(_("There is nothing drafted to go back to."))
    for name in WORDS:
        setattr(row, name, row.drawn[name])
    row.edited_at = row.edited_by = row.records_changed_at = None
    row.version += 1
    _save(row, by)
    return row


@transaction.atomic
def freeze(*, report: AnnualReport, frozen: bool, by) -> AnnualReport:
    """Keep the figures as they stand from now on, or let them follow the records."""
    row = locked(report, by)
    row.frozen_at = (row.frozen_at or timezone.now()) if frozen else None
    row.version += 1
    row._history_user = by
    row.save()
    return row

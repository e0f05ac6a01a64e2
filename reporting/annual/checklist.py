"""What the law asks of a report, and what answers it."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from learning.framework import localised_pair


class ItemState(TextChoices):
    ANSWERED = "answered", _("Answered")
    NOTHING = "nothing", _("Nothing to report, with the reason")
    EMPTY = "empty", _("Nothing says it yet")
    NOWHERE = "nowhere", _("No section answers it")


COLOURS = {
    ItemState.ANSWERED: "green",
    ItemState.NOTHING: "blue",
    ItemState.EMPTY: "red",
    ItemState.NOWHERE: "red",
}


@dataclass(frozen=True)
class Item:
    """One item of the law with the sections that answer it."""

    key: str
    text: str
    source: str
    unverified: bool
    state: ItemState
    sections: list = field(default_factory=list)

    @property
    def colour(self) -> str:
        return COLOURS[self.state]

    @property
    def is_lacking(self) -> bool:
        return self.state in (ItemState.EMPTY, ItemState.NOWHERE)


def items_of(report, sections) -> list[Item]:
    """Every item, in the law's order. `sections` come from `reading.sections_of`."""
    return [_item(facts, sections) for facts in report.checklist]


def _item(facts, sections) -> Item:
    answering = [one for one in sections if facts["key"] in one.answers]
    return Item(
        facts["key"],
        localised_pair(facts),
        facts["source"],
        facts["unverified"],
        _state(answering, set(facts.get("drawn_from", ()))),
        answering,
    )


def _state(answering, drawn_from) -> ItemState:
    if not answering:
        return ItemState.NOWHERE
    blocks = [block for section in answering for block in section.standing]
    if any(_answers(block, drawn_from) for block in blocks):
        return ItemState.ANSWERED
    if any(section.nothing_because for section in answering):
        return ItemState.NOTHING
    return ItemState.EMPTY


def _answers(block, drawn_from) -> bool:
    """Words of a hand may be about anything; a draft is about what it was drawn
    from."""
    by_hand = bool(block.edited_at) or not block.drawn_by
    return by_hand or block.drawn_by.partition("-")[0] in drawn_from

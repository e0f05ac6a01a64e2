"""What the law asks of a report, and what answers it."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from learning.framework import localised_pair


class ItemState(TextChoices):
    ANSWERED = "answered", _("Answered")
    NOTHING = "nothing", _("Nothing to report, with the reason")
    EMPTY = "empty", _("Its section is empty")
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
        _state(answering),
        answering,
    )


def _state(answering) -> ItemState:
    if not answering:
        return ItemState.NOWHERE
    if any(section.standing for section in answering):
        return ItemState.ANSWERED
    if any(section.nothing_because for section in answering):
        return ItemState.NOTHING
    return ItemState.EMPTY

"""The board's own table of learning: its headings, in its order, and the cells."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from boards.models import Group
from frameworks.build import PackError
from frameworks.packs import load_pack
from frameworks.schema import Words
from learning.models import SourceType

TEXTS = ("what_we_learn", "methodology", "monitoring", "stakeholders", "providers")


@dataclass(frozen=True)
class Heading:
    """A column: the attribute it shows and the board's own words above it."""

    attribute: str
    text: str


def in_language(words: Words) -> str:
    """A pack's text in the reader's language, English where Welsh is missing."""
    return words.cy if get_language() == "cy" and words.cy else words.en


def pack_of(board):
    """The pack a board follows, or None where it is not on this machine."""
    try:
        return load_pack(board.pack)
    except PackError:
        return None


def title(board) -> str:
    pack = pack_of(board)
    return in_language(pack.learning_table.title) if pack else _("Learning table")


def headings(board) -> list[Heading]:
    """The board's headings in its order; plain ones where its pack is not here."""
    pack = pack_of(board)
    if pack is None:
        return _plain_headings()
    return [
        Heading(column.attribute.value, in_language(column.heading))
        for column in pack.learning_table.columns
    ]


def _plain_headings() -> list[Heading]:
    plain = [
        ("activity", _("Activity")),
        ("what_we_learn", _("What we learn")),
        ("methodology", _("Methodology")),
        ("responsibility", _("Responsibility")),
        ("sharing", _("Methods of sharing")),
        ("monitoring", _("Monitoring and evaluation")),
    ]
    return [Heading(*pair) for pair in plain]


def rows(board, user):
    """The rows this person may know of, with their lists, in a fixed few queries."""
    groups = Group.objects.visible_to(user)
    return (
        SourceType.objects.visible_to(user)
        .filter(board=board)
        .prefetch_related(
            Prefetch("responsibility", queryset=groups),
            Prefetch("monitored_by", queryset=groups),
            "sharing",
        )
    )


def cell(row: SourceType, attribute: str) -> list[str]:
    """What stands under one heading, line by line."""
    match attribute:
        case "activity":
            return [row.name]
        case "category":
            return [row.category] if row.category else []
        case "responsibility" | "sharing":
            return [str(each) for each in getattr(row, attribute).all()]
        case "monitoring":
            return row.words("monitoring").splitlines() + _watchers(row)
    return row.words(attribute).splitlines()


def _watchers(row) -> list[str]:
    groups = ", ".join(str(group) for group in row.monitored_by.all())
    return [_("Monitored by: %(groups)s") % {"groups": groups}] if groups else []


def matches(row: SourceType, words: str) -> bool:
    """Whether every searched word stands somewhere in the row."""
    text = [row.name, row.category, *(row.words(field) for field in TEXTS)]
    text += [str(group) for group in row.responsibility.all()]
    text += [str(method) for method in row.sharing.all()]
    whole = " ".join(text).casefold()
    return all(word in whole for word in words.casefold().split())

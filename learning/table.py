"""The board's own table of learning: its headings, in its order, and the cells."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from boards.models import Group
from frameworks.build import PackError
from frameworks.packs import load_pack
from frameworks.schema import Words
from learning.models import SharingMethod, SourceType

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


def rows(board, user) -> list[SourceType]:
    """The rows this person may know of, with their lists, in three queries."""
    groups = {g.pk: str(g) for g in Group.objects.visible_to(user).of(board)}
    methods = SharingMethod.objects.visible_to(user).filter(board=board)
    named = {method.pk: str(method) for method in methods}
    found = SourceType.objects.visible_to(user).filter(board=board)
    found = list(found.annotate(**{f"{name}_ids": _linked(name) for name in LISTS}))
    for row in found:
        row.lists = {
            name: _names(getattr(row, f"{name}_ids"), known)
            for name, known in zip(LISTS, (groups, groups, named), strict=True)
        }
    return found


LISTS = ("responsibility", "monitored_by", "sharing")


def _linked(name: str) -> ArraySubquery:
    """Keys of the linked rows, without a join that would repeat the row."""
    field = SourceType._meta.get_field(name)
    through = field.remote_field.through.objects
    target = f"{field.m2m_reverse_field_name()}_id"
    return ArraySubquery(through.filter(sourcetype=OuterRef("pk")).values(target))


def _names(keys, known) -> list[str]:
    return sorted(known[key] for key in keys if key in known)


def cell(row: SourceType, attribute: str) -> list[str]:
    """What stands under one heading, line by line."""
    match attribute:
        case "activity":
            return [row.name]
        case "category":
            return [row.category] if row.category else []
        case "responsibility" | "sharing":
            return row.lists[attribute]
        case "monitoring":
            return row.words("monitoring").splitlines() + _watchers(row)
    return row.words(attribute).splitlines()


def _watchers(row) -> list[str]:
    groups = ", ".join(row.lists["monitored_by"])
    return [_("Monitored by: %(groups)s") % {"groups": groups}] if groups else []


def matches(row: SourceType, words: str) -> bool:
    """Whether every searched word stands somewhere in the row."""
    text = [row.name, row.category, *(row.words(field) for field in TEXTS)]
    text += row.lists["responsibility"] + row.lists["sharing"]
    whole = " ".join(text).casefold()
    return all(word in whole for word in words.casefold().split())

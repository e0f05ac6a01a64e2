"""The board's framework for the public: its sources of learning and their attributes.

Never a source a restricted group keeps, nor one whose words name such a group.
"""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.models import Group
from boards.public import Item, add_section, nothing
from boards.public_words import WELSH, Said, betraying, said
from learning.models import SharingMethod, SourceType
from learning.table import TEXTS, Heading, headings, pack_of

LINKED = ("responsibility", "monitored_by", "sharing")


@dataclass(frozen=True)
class Row:
    """A source of learning: its name, and what stands under each heading."""

    key: str
    cells: list[tuple[Said, list[Said]]]


def open_types(board) -> list[SourceType]:
    """Sources of learning in use that the public may know of, with open groups."""
    groups = Group.objects.published().of(board)
    methods = SharingMethod.objects.filter(board=board, retired_on__isnull=True)
    rows = SourceType.objects.current().filter(board=board, restricted_to__isnull=True)
    rows = rows.prefetch_related(
        Prefetch("responsibility", queryset=groups),
        Prefetch("monitored_by", queryset=groups),
        Prefetch("sharing", queryset=methods),
    )
    betrays = betraying(board)
    return [row for row in rows if not betrays(_words(row))]


def _words(row) -> str:
    names = [*TEXTS, *(f"{name}_cy" for name in TEXTS)]
    texts = [getattr(row, name) for name in names]
    return " ".join(
        [row.name_en, row.name_cy, row.category_en, row.category_cy, *texts]
    )


def title_of(board, language) -> Said:
    pack = pack_of(board)
    if pack is None:
        return Said(_("Learning table"))
    return _in(pack.learning_table.title, language)


def _in(words, language) -> Said:
    if language == WELSH and words.cy:
        return Said(words.cy, WELSH)
    return Said(words.en)


def columns(board, language) -> list[tuple[str, Said]]:
    """Attributes in the board's order under the board's own headings."""
    pack = pack_of(board)
    if pack is None:
        return [_plain(heading) for heading in headings(board)]
    table = pack.learning_table.columns
    return [(one.attribute.value, _in(one.heading, language)) for one in table]


def _plain(heading: Heading) -> tuple[str, Said]:
    return heading.attribute, Said(heading.text)


def matrix(board, language) -> tuple[list[Said], list[Row]]:
    """Headings and rows of the framework, as the public reads it."""
    shown = columns(board, language)
    rows = [
        Row(row.key, [(text, _cell(row, key, language)) for key, text in shown])
        for row in open_types(board)
    ]
    return [text for _key, text in shown], rows


def _cell(row, attribute, language) -> list[Said]:
    match attribute:
        case "activity":
            return [said(row, "name", language)]
        case "category":
            return _lines(said(row, "category", language))
        case "responsibility" | "sharing":
            return _named(row, attribute, language)
        case "monitoring":
            watched = _named(row, "monitored_by", language)
            return [*_lines(said(row, "monitoring", language)), *watched]
    return _lines(said(row, attribute, language))


def _lines(words: Said) -> list[Said]:
    return [Said(line, words.lang) for line in words.text.splitlines() if line.strip()]


def _named(row, name, language) -> list[Said]:
    found = [said(one, "name", language) for one in getattr(row, name).all()]
    return sorted(found, key=lambda words: words.text)


def search(board, asked) -> list[Item]:
    """Sources of learning with the words in their name or attributes."""
    page = reverse("learning:public-framework", args=[board.slug])
    welsh = [f"{name}_cy" for name in ("name", "category", *TEXTS)]
    known = {row.pk for row in open_types(board)}
    found = asked.find(
        SourceType.objects.filter(pk__in=known),
        english=("name_en", "category_en", *TEXTS),
        welsh=welsh,
    )
    return [
        Item(row.name_en, f"{page}#{row.key}", words=row.what_we_learn, rank=row.rank)
        for row in found
    ]


add_section(
    "framework",
    gettext_lazy("Where we learn from"),
    "learning:public-framework",
    nothing,
    search,
    about=gettext_lazy("The board's framework: each source, who acts on it, and how."),
    inside="learning:learning-table",
    order=70,
)

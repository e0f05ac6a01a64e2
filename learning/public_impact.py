"""What changed, on the public site: opened one by one, each by a second person."""

from dataclasses import replace

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.public import Item, add_section
from learning.models import ImpactEntry

WORDS = [f"{name}_en" for name in ImpactEntry.TEXTS]
WELSH_WORDS = [f"{name}_cy" for name in ImpactEntry.TEXTS]


def public_entries(board):
    """Entries open to the public today, the latest first."""
    rows = ImpactEntry.objects.public().filter(board=board)
    return rows.select_related("board").order_by("-opened_at", "-pk")


def public_entry(board, reference: str) -> ImpactEntry:
    """One open entry of a board; Http404 otherwise. Anybody may ask."""
    found = public_entries(board).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def items(board) -> list[Item]:
    """Open entries as the public site lists them."""
    return [_item(row) for row in public_entries(board)]


def search(board, asked) -> list[Item]:
    """Open entries with the words anywhere in them, English or Welsh."""
    found = asked.find(public_entries(board), english=WORDS, welsh=WELSH_WORDS)
    return [
        replace(
            _item(row),
            words=_joined(row, WORDS),
            welsh_words=_joined(row, WELSH_WORDS) if row.has_welsh else "",
            rank=row.rank,
        )
        for row in found
    ]


def _joined(row, names) -> str:
    return " ".join(getattr(row, name) for name in names[1:])


def _item(row) -> Item:
    return Item(
        row.title_en,
        address(row),
        timezone.localdate(row.opened_at),
        welsh_title=row.title_cy if row.has_welsh else "",
    )


def address(entry) -> str:
    return reverse(
        "learning:public-impact-entry", args=[entry.board.slug, entry.reference]
    )


add_section(
    "impact",
    _("What changed"),
    "learning:public-impact",
    items,
    search,
    about=_("What the board did with what it learnt, and how it knows."),
    inside="learning:impact-entries",
    order=30,
)

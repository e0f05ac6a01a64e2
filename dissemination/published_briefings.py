"""What anybody may read of a board's briefings: opened, checked, not past its day."""

from dataclasses import replace

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.public import Item, add_section
from dissemination.models import Briefing


def published_briefings(board):
    """Briefings open to the public today, the latest first."""
    rows = Briefing.objects.public().filter(board=board)
    return rows.select_related("board").order_by("-opened_at", "-pk")


def published_briefing(board, reference: str) -> Briefing:
    """One open briefing of a board; Http404 otherwise. Anybody may ask."""
    found = published_briefings(board).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def items(board) -> list[Item]:
    """Open briefings as the public site lists them."""
    return [_item(row) for row in published_briefings(board)]


def search(board, asked) -> list[Item]:
    """Open briefings with the words in title or boxes, English or Welsh."""
    found = asked.find(
        published_briefings(board),
        english=("title_en",),
        welsh=("title_cy",),
        boxes="sections",
    )
    return [
        replace(
            _item(row),
            words=_words(row, "en"),
            welsh_words=_words(row, "cy") if row.has_welsh else "",
            rank=row.rank,
        )
        for row in found
    ]


def _words(row, language) -> str:
    return " ".join(box[f"text_{language}"] for box in row.sections)


def _item(row) -> Item:
    return Item(
        row.title_en,
        reverse("dissemination:public-briefing", args=[row.board.slug, row.reference]),
        timezone.localdate(row.opened_at),
        welsh_title=row.title_cy if row.has_welsh else "",
    )


add_section(
    "briefings",
    _("Briefings"),
    "dissemination:public-briefings",
    items,
    search,
    about=_("What was learnt, on one page, for everybody who works with people."),
    inside="dissemination:briefings",
    order=20,
)

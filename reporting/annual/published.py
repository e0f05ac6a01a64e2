"""What anybody may read of annual reports: the final edition of published ones."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.public import Item, add_section
from reporting.annual.editions import read_back
from reporting.annual.plain import words_of
from reporting.models import AnnualReport


def published_reports(board):
    """Published reports of one board, the latest year first."""
    rows = AnnualReport.published().filter(board=board)
    return rows.order_by("-last_day", "-pk")


def published_report(board, reference: str):
    """One published report and its final edition; Http404 otherwise."""
    report = published_reports(board).filter(reference=reference).first()
    edition = report.editions.filter(final=True).first() if report else None
    if edition is None:
        raise Http404
    return report, edition


def items(board) -> list[Item]:
    """Published reports as the public site lists them."""
    return [_item(row) for row in published_reports(board)]


def search(board, asked) -> list[Item]:
    """Published reports with the words in their final edition."""
    rows = published_reports(board).with_final_words()
    found = asked.find(rows, english=("title_en", "said"), welsh=("title_cy",))
    return [_item(row, _words(row)) for row in found]


def _words(row) -> str:
    content = row.final_editions[0].content
    return "\n".join(words_of(read_back(said)) for said in content.values())


def _item(row, words="") -> Item:
    place = [row.board.slug, row.reference]
    return Item(
        row.title_en,
        reverse("reporting:public-annual-report", args=place),
        timezone.localdate(row.published_at),
        welsh_title=row.title_cy,
        words=words,
        rank=getattr(row, "rank", 0.0),
    )


add_section(
    "annual-reports",
    _("Annual reports"),
    "reporting:public-annual-reports",
    items,
    search,
    about=_("What the board did in a year, what it learnt and what it changed."),
    inside="reporting:annual-reports",
    order=60,
)

"""The records a paragraph of an edition rests on, as links this reader may follow."""

from dataclasses import dataclass

from reporting.annual.records import Link, links_of
from reporting.models import AnnualBlock

SHOWN = 12


@dataclass(frozen=True)
class Behind:
    """Links of one paragraph; `more` are there and not listed."""

    links: list[Link]
    more: int


def records_behind(user, report) -> dict[int, Behind]:
    """Block -> the records behind it that this person may see: a query a kind."""
    rows = AnnualBlock.objects.visible_to(user).filter(section__report=report)
    found = links_of(user, report.board, rows.only("pk", "records"))
    return {
        pk: Behind(links[:SHOWN], max(len(links) - SHOWN, 0))
        for pk, links in found.items()
        if links
    }

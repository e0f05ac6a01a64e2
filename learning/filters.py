"""Filters every list of learning shares. The chosen strand goes from page to page."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from boards.choices import AreaOfWork
from boards.lists import Sorting, changed, paginate

__all__ = [
    "Sorting",
    "Strands",
    "changed",
    "chosen_strand",
    "for_strand",
    "paginate",
    "with_strand",
]
STRANDS = (AreaOfWork.CHILD, AreaOfWork.ADULT)


def chosen_strand(request) -> str:
    """The strand asked for in the address: child, adult or nothing."""
    strand = request.GET.get("strand", "")
    return strand if strand in STRANDS else ""


def for_strand(queryset, strand: str, path: str = "strand"):
    """Rows of a strand and those of both strands; all rows when none is chosen."""
    return queryset.filter(**{f"{path}__in": [strand, "both"]}) if strand else queryset


def with_strand(address: str, request) -> str:
    """An address that keeps the chosen strand."""
    strand = chosen_strand(request)
    return f"{address}?strand={strand}" if strand else address


@dataclass
class Strands:
    """The strand filter of one page: `{% include "learning/source_strands.html" %}`."""

    request: object

    @cached_property
    def chosen(self) -> str:
        return chosen_strand(self.request)

    @property
    def query(self) -> str:
        """To put after another page's address."""
        return f"?strand={self.chosen}" if self.chosen else ""

    @property
    def links(self) -> list[dict]:
        """Everything, then each strand, keeping the page's other filters."""
        known = [("", _("Children and adults"))]
        known += [(strand.value, strand.label) for strand in STRANDS]
        return [
            {
                "text": text,
                "url": changed(self.request, strand=value),
                "current": value == self.chosen,
            }
            for value, text in known
        ]

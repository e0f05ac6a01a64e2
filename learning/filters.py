"""Filters every list of learning shares. The chosen strand goes from page to page."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from boards.choices import AreaOfWork

PER_PAGE = 25
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


def changed(request, **changes) -> str:
    """This page's query with some parts changed; the page number starts again."""
    query = {k: v for k, v in request.GET.items() if v and k != "page"}
    query |= changes
    return "?" + urlencode({k: v for k, v in query.items() if v})


@dataclass
class Sorting:
    """Columns a list may be sorted by: name -> fields. The first is the default."""

    request: object
    columns: dict[str, tuple[str, ...]]

    @property
    def asked(self) -> str:
        asked = self.request.GET.get("sort", "")
        return asked if asked.lstrip("-") in self.columns else next(iter(self.columns))

    def apply(self, queryset):
        fields = self.columns[self.asked.lstrip("-")]
        if self.asked.startswith("-"):
            fields = [f[1:] if f.startswith("-") else f"-{f}" for f in fields]
        return queryset.order_by(*fields, "pk")

    def heading(self, name: str) -> dict:
        """The state of one column and the address that sorts by it."""
        current = self.asked.lstrip("-") == name
        down = self.asked.startswith("-")
        state = ("descending" if down else "ascending") if current else "none"
        turned = f"-{name}" if current and not down else name
        return {"state": state, "url": changed(self.request, sort=turned)}

    @property
    def headings(self) -> dict:
        return {name: self.heading(name) for name in self.columns}


def paginate(request, queryset, per_page: int = PER_PAGE):
    """The page asked for; the last one when there are fewer."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))

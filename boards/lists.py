"""Sorting and paging of every list, kept in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator

PER_PAGE = 25


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

    @property
    def context(self) -> dict:
        """What every list page needs to sort, page and export what it shows."""
        return {
            "sort": self.asked,
            "headings": self.headings,
            "query": changed(self.request)[1:],
            "csv_url": changed(self.request, **{"as": "csv"}),
            "xlsx_url": changed(self.request, **{"as": "xlsx"}),
        }


def paginate(request, queryset, per_page: int = PER_PAGE):
    """The page asked for; the last one when there are fewer."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))

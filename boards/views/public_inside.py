"""Running the public site: what is in it, whether anybody sees it, what was counted."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards import public
from boards.access import require
from boards.exports import asked_kind, download
from boards.forms.public import PublicSiteForm, ViewsFilterForm
from boards.lists import Sorting, paginate
from boards.models import PageCount
from boards.roles import Permission
from boards.services.public_site import set_public_site
from boards.views.forms import written

COLUMNS = {
    "month": ("-month", "-total"),
    "page": ("page", "-month"),
    "section": ("section", "page", "-month"),
    "views": ("-total", "page", "-month"),
}


@require_http_methods(["GET", "POST"])
def public_pages(request, board):
    """Where each part is published, and the switch that shows all of it."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    slug = [request.board.slug]
    form = PublicSiteForm(
        request.POST or None,
        initial={
            "shown": request.board.public_site,
            "contact": request.board.public_contact,
        },
    )

    def write(data):
        return set_public_site(board=request.board, by=request.user, **data)

    parts = [
        (section, reverse(section.inside, args=slug))
        for section in public.SECTIONS
        if section.inside
    ]
    return written(
        request,
        form,
        write,
        back_url=_here(request),
        template="boards/public_pages.html",
        heading=_("Public pages"),
        parts=parts,
        crumbs=_crumbs(request, (_("Public pages"), "")),
    )


def _here(request) -> str:
    return reverse("boards:public-pages", args=[request.board.slug])


def _crumbs(request, *more):
    board = request.board
    return [(board.name, reverse("boards:board", args=[board.slug])), *more]


class SortingTotals(Sorting):
    """Sums have no key of their own to end the order with."""

    def apply(self, rows):
        fields = self.columns[self.asked.lstrip("-")]
        if self.asked.startswith("-"):
            fields = [f[1:] if f.startswith("-") else f"-{f}" for f in fields]
        return rows.order_by(*fields)


@require_GET
def public_counts(request, board):
    """How often each public page was opened, month by month (SOL-29)."""
    require(request.user, Permission.MANAGE_BOARD, request.board)
    rows = PageCount.objects.visible_to(request.user).filter(board=request.board)
    form = ViewsFilterForm(request.GET)
    sorting = SortingTotals(request, COLUMNS)
    counts = form.apply(rows)
    found = sorting.apply(counts.by_month())
    names = _names(request.board)
    if kind := asked_kind(request):
        return _file(request, kind, found, names)
    page = paginate(request, found)
    context = {
        "page": page,
        "rows": [_named(row, names) for row in page.object_list],
        "total": counts.total(),
        "form": form,
        "crumbs": _crumbs(
            request,
            (_("Public pages"), _here(request)),
            (_("How often they are read"), ""),
        ),
        **sorting.context,
    }
    return render(request, "boards/public_counts.html", context)


def _names(board) -> dict[str, str]:
    """What the page at an address below the public home is called, if it is there."""
    home = reverse("boards:public-home", args=[board.slug])
    known = {"": _("Home"), "search/": _("Search"), "about/": _("About these pages")}
    for section in public.SECTIONS:
        url = reverse(section.url_name, args=[board.slug])
        known[url.removeprefix(home)] = section.title
        for item in section.items(board):
            known[item.url.removeprefix(home)] = item.title
    return known


def _named(row, names) -> dict:
    sections = {section.key: section.title for section in public.SECTIONS}
    return row | {
        "name": names.get(row["page"], _("No longer published")),
        "part": sections.get(row["section"], ""),
        "address": f"public/{row['page']}",
    }


def _file(request, kind, found, names):
    headings = [_("Month"), _("Section"), _("Page"), _("Address"), _("Views")]
    rows = [
        [row["month"], row["part"], row["name"], row["address"], row["total"]]
        for row in (_named(row, names) for row in found)
    ]
    return download(kind, f"public-pages-{request.board.slug}", headings, rows)

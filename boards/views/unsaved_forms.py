"""Words typed into any form of the board: kept while they are typed, or forgotten.

The address of a page and its query say of which form they are.
"""

from django.forms import Textarea
from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_POST

from boards.models import UnsavedForm
from boards.services.unsaved import forget_typed, keep_typed
from boards.views.unsaved import forgotten, keeps_typed, take_up

LONGEST = UnsavedForm._meta.get_field("page").max_length


def keeps_words(request, form) -> bool:
    """Whether a form's words are kept: on a board, where there is a box to write in."""
    boxes = (field.widget for field in form.fields.values())
    on_board = getattr(request, "board", None) is not None
    return on_board and any(isinstance(box, Textarea) for box in boxes)


def kept_words(request, form, query: str | None = None) -> dict:
    """What the page of a form needs to keep its words; fills a form nobody has sent
    yet with those kept before. Nothing where the page's address is too long.

    `query` is of the address the words are kept for, the page's own unless told."""
    query = _query(request) if query is None else query
    page = _joined(request.path, query)
    if len(page) > LONGEST:
        return {}
    rows = request.board.unsaved_forms
    return {
        "kept": take_up(form, rows, request.user, page=page),
        "autosave_url": _address("unsaved-form", request, query),
        "forget_url": _address("unsaved-form-forget", request, query),
    }


def _address(name, request, query) -> str:
    below = request.path.removeprefix(_home(request))
    address = reverse(f"boards:{name}", args=[request.board.slug, below])
    return _joined(address, query)


def _query(request) -> str:
    return request.META.get("QUERY_STRING", "")


def _joined(path, query) -> str:
    return f"{path}?{query}" if query else path


def _home(request) -> str:
    return f"/{request.board.slug}/"


def forget_words(request, query: str | None = None) -> None:
    """The form of this page was sent: what was kept of it goes."""
    page = _joined(request.path, _query(request) if query is None else query)
    forget_typed(request.board.unsaved_forms, by=request.user, page=page)


def _page_or_404(request, below) -> str:
    """The page whose words are sent, one of this board's own, as it was asked for."""
    path = f"{_home(request)}{below}"
    page = _joined(path, _query(request))
    if len(page) > LONGEST or not page.isprintable():
        raise Http404
    try:
        resolve(path)
    except Resolver404:
        raise Http404 from None
    return page


@keeps_typed
def unsaved_form(request, board, page):
    """Keep the fields of a form as they stand."""
    rows, kept_of = request.board.unsaved_forms, _page_or_404(request, page)
    return keep_typed(rows, posted=request.POST, by=request.user, page=kept_of)


@require_POST
def unsaved_form_forget(request, board, page):
    """Drop one's own words of a page, on purpose."""
    kept_of = _page_or_404(request, page)
    forget_typed(request.board.unsaved_forms, by=request.user, page=kept_of)
    return forgotten(request, kept_of)

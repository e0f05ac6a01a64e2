"""The public site of a board: home, structure, search, about. No sign-in."""

from django.core.paginator import Paginator

from boards import public
from boards.lists import PER_PAGE, changed
from boards.public_page import public_page, show
from boards.public_search import LETTERS
from boards.public_search import search as search_for
from boards.public_structure import groups_shown
from boards.public_words import asked_language
from boards.structure import chart, published_groups

LATEST = 5


@public_page
def home(request, board):
    """What the board publishes: its sections, and what is new."""
    latest = public.published(board)[:LATEST]
    return show(request, "public/home.html", here=public.HOME, latest=latest)


@public_page
def structure(request, board):
    """The board's open groups, what each does, and whom it reports to."""
    groups = published_groups(board)
    return show(
        request,
        "public/structure.html",
        here="structure",
        bilingual="cy" in board.languages,
        groups=groups_shown(board, groups, asked_language(request)),
        chart=chart(groups, board),
    )


@public_page
def search(request, board):
    """Find words in what is published now, in all sections or one."""
    words = request.GET.get("q", "").strip()[:LETTERS]
    known = {section.key for section in public.SECTIONS}
    section = request.GET.get("section", "")
    section = section if section in known else ""
    found = search_for(board, words, section)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "public/search.html",
        here="search",
        words=words,
        section=section,
        page=page,
        query=changed(request)[1:],
    )


@public_page
def about(request, board):
    """What is counted, what is not, and whom to ask."""
    return show(request, "public/about.html", here="about")

"""Open briefings, for anybody: no sign-in, nothing unpublished."""

from boards.lists import paginate
from boards.public_page import public_page, show
from dissemination.briefing_reading import asked_language, boxes_of, title_of
from dissemination.published_briefings import published_briefing, published_briefings


@public_page
def public_briefings(request, board):
    """Every briefing the board has opened to the public."""
    page = paginate(request, published_briefings(board))
    template = "dissemination/briefings_public.html"
    return show(request, template, here="briefings", page=page)


@public_page
def public_briefing(request, board, reference):
    """One open briefing on one page, in English or Welsh."""
    briefing = published_briefing(board, reference)
    language = asked_language(request, briefing)
    return show(
        request,
        "dissemination/briefing_public.html",
        here="briefings",
        bilingual=briefing.has_welsh,
        briefing=briefing,
        boxes=boxes_of(briefing, language),
        title=title_of(briefing, language),
        read_in=language,
    )

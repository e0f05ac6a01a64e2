"""Pages around a board's reviews that this person may open, beside the list."""

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.one_record import only_reviews
from reviews import rules
from reviews.rota import may_see_rota


def links_around(user, board) -> list[tuple[str, str]]:
    """Text and address: the types, the rota, requests to the own agency, the pool,
    whom agencies name."""
    offers = rules.offers_people(user, board)
    found = []
    if not only_reviews(user, board):
        found.append((_("Review types"), "types"))
    if may_see_rota(user, board):
        found.append((_("Rota: learning from elsewhere"), "rota"))
    if user.scope.agencies.get(board.pk):
        found.append((_("Requests to your agency"), "requests"))
    if offers or rules.chooses_from_pool(user, board):
        found.append((_("Pool of chairs and reviewers"), "pool"))
    if offers:
        found.append((_("Single points of contact"), "single-points"))
    return [
        (text, reverse(f"reviews:{name}", args=[board.slug])) for text, name in found
    ]

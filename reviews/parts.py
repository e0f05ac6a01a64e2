"""The pages of one review, as its own navigation lists them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """One page of a review. Working papers are listed only for those who read them."""

    text: str
    url_name: str
    working: bool = True


# In the order of the work. Add a part here when its page exists.
PARTS = (Part(_("Overview"), "reviews:review", working=False),)


def parts_of(review, works: bool, here: str) -> list[dict]:
    """Links of the pages the person may open; `here` is the present one's name."""
    return [
        {
            "text": part.text,
            "url": reverse(part.url_name, args=[review.board.slug, review.reference]),
            "current": part.url_name == here,
        }
        for part in PARTS
        if works or not part.working
    ]

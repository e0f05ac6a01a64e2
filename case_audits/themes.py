"""A theme that returns may lead to a further audit: it is proposed (WOL-28).

Audits are sources of learning, so a theme's own page and the matrix of themes show them
by their kind beside figures and all else (SOM-18).
"""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learning.choices import ThemeResponseKind
from learning.theme_openings import Opening, add_opening


def to_propose(user, response) -> list[Opening]:
    """A further audit is proposed to the group that plans them."""
    if response.kind != ThemeResponseKind.AUDIT:
        return []
    page = reverse("case_audits:proposal-new", args=[response.board.slug])
    asked = urlencode({"for_theme": response.pk})
    return [Opening(_("Propose an audit"), f"{page}?{asked}")]


add_opening(to_propose)

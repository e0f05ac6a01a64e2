"""Audits of a theme beside what others count of it, and a theme that leads to one
(SOM-18, WOL-28)."""

from collections import Counter as Numbers
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learning.choices import SourceKindChoices, ThemeResponseKind
from learning.theme_counts import Counter, add_counter
from learning.theme_openings import Opening, add_opening

KINDS = [SourceKindChoices.MULTI_AGENCY_AUDIT, SourceKindChoices.SINGLE_AGENCY_AUDIT]


def audits_of(user, board, tags) -> dict[int, int]:
    """Theme's pk -> audits it was seen in, of the tags the person may know of."""
    pairs = tags.filter(source__kind__in=KINDS).order_by()
    return Numbers(
        theme for theme, _source in pairs.values_list("theme", "source").distinct()
    )


def address(board, theme) -> str:
    """What of the theme was seen in audits, as its own page lists it."""
    return reverse("learning:theme", args=[board.slug, theme.pk])


def to_propose(user, response) -> list[Opening]:
    """A further audit is proposed to the group that plans them."""
    if response.kind != ThemeResponseKind.AUDIT:
        return []
    page = reverse("case_audits:proposal-new", args=[response.board.slug])
    asked = urlencode({"for_theme": response.pk})
    return [Opening(_("Propose an audit"), f"{page}?{asked}")]


add_counter(Counter("case_audits", _("Audits"), audits_of, address))
add_opening(to_propose)

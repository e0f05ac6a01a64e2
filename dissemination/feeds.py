"""Open briefings among what a board has opened to the public."""

from django.urls import reverse

from dissemination.briefing_reading import boxes_of
from dissemination.published_briefings import published_briefings
from learning.feeds import PublicItem, add_public

SUMMARY = 300  # letters


def opened(board):
    """Every briefing open today, in English, and in Welsh where there is any."""
    for row in published_briefings(board):
        yield _item(row, "en")
        if row.has_welsh:
            yield _item(row, "cy")


def _item(row, language) -> PublicItem:
    url = reverse("dissemination:public-briefing", args=[row.board.slug, row.reference])
    welsh = language == "cy"
    boxes = boxes_of(row, language)
    return PublicItem(
        key=f"dissemination.briefing:{row.pk}:{language}",
        kind=row.get_kind_display(),
        title=row.title_cy if welsh else row.title_en,
        url=f"{url}?language=cy" if welsh else url,
        on=row.opened_at,
        summary=boxes[0].text[:SUMMARY] if boxes else "",
        source_id=row.source_id,
        language=language,
    )


add_public(opened)

"""A briefing as one tagged A4 page and in Word, in each language."""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from boards.models import Board
from dissemination.briefing_fit import LETTERS, ROOM, fits_of, lines_of
from tests.fixtures.briefing import HEADINGS, BriefingFactory, sections
from tests.reporting.built import built, pdf_of, pdf_words, word_words

WORD = "Practice changes when plans follow the picture of risk and people say so. "


@pytest.fixture
def side(world):
    return world.alpha


def of_length(lines):
    """Boxes that need about so many lines."""
    each = (lines - 2 * len(HEADINGS)) // len(HEADINGS)
    return sections((WORD * 60)[: each * LETTERS].strip())


@pytest.mark.requirement("SOL-36")
def test_it_is_one_tagged_page_under_every_heading(side):
    shared = side.shared_briefing
    pdf = built(side, side.member, "briefing-pdf", shared.reference)
    assert len(pdf_of(pdf).pages) == 1
    assert "/MarkInfo" in pdf_of(pdf).trailer["/Root"]
    for heading in HEADINGS:
        assert heading in pdf_words(pdf)


def test_what_the_meter_lets_through_is_one_page(side):
    full = of_length(ROOM)
    assert fits_of(full, welsh=False)[0].fits and lines_of(
        one["text_en"] for one in full
    ) > ROOM - len(HEADINGS)
    made = BriefingFactory(
        group=side.group, state="shared", created_by=side.officer, sections=full,
        title_en="Learning from three reviews of neglect and of how plans change",
    )  # fmt: skip
    pdf = built(side, side.officer, "briefing-pdf", made.reference)
    assert len(pdf_of(pdf).pages) == 1


def test_what_the_meter_refuses_is_longer(side):
    made = BriefingFactory(
        group=side.group, state="shared", created_by=side.officer,
        sections=of_length(ROOM + 21),
    )  # fmt: skip
    pdf = built(side, side.officer, "briefing-pdf", made.reference)
    assert len(pdf_of(pdf).pages) > 1


def test_word_and_welsh(side):
    Board.objects.filter(pk=side.board.pk).update(languages=["en", "cy"])
    made = BriefingFactory(
        group=side.group, state="shared", created_by=side.officer, title_cy="Dysgu",
        sections=sections("Ask twice.", "Gofynnwch eto."),
        welsh_changed_at=timezone.localtime() - datetime.timedelta(1),
    )  # fmt: skip
    english = word_words(built(side, side.officer, "briefing-word", made.reference))
    welsh = built(side, side.officer, "briefing-pdf-welsh", made.reference)
    word = built(side, side.officer, "briefing-word-welsh", made.reference)
    assert "Ask twice." in english and "Gofynnwch" not in english
    assert "Gofynnwch eto." in pdf_words(welsh)
    assert "English newer than Welsh" in pdf_words(welsh)
    assert pdf_of(welsh).trailer["/Root"]["/Lang"].startswith("cy")
    assert "Pennawd 1" in word_words(word)


def test_there_is_no_welsh_paper_without_welsh(side):
    with pytest.raises(Http404):
        built(side, side.officer, "briefing-pdf-welsh", side.shared_briefing.reference)

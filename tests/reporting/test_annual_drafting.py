"""The first draft of an annual report: what it says, and what it never says."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.models import ImpactReview
from frameworks.packs import load_pack, pack_slugs
from learning.models import ImpactEntry
from reporting.annual.checklist import items_of
from reporting.annual.reading import document_of, sections_of
from reporting.annual.warnings import warnings_of
from reporting.services.annual_draft import freeze, refresh
from tests import factories as make
from tests.fixtures.annual import started
from tests.fixtures.carrying import canary

DAY = datetime.date(2025, 9, 15)
THEN = timezone.make_aware(datetime.datetime(2025, 9, 15, 12))


@pytest.fixture
def side(world):
    return world.alpha


def spoken(report) -> str:
    """Every word of the document, tables and all."""
    said = []
    for section in document_of(report).sections:
        for block in section.blocks:
            table = getattr(block, "table", block)
            said.append(getattr(block, "text", ""))
            for row in getattr(table, "rows", []):
                said.append(" | ".join(row))
            said.append(getattr(table, "caption", ""))
    return "\n".join(said)


def a_year(side):
    """A published review with a lesson, good practice and a refusal; an action whose
    impact was looked at."""
    source = make.LearningSourceFactory(
        board=side.board, kind="practice_review", title="Review of visits",
        opened_on=DAY, published_on=DAY, closed_on=DAY, audience="board",
    )  # fmt: skip
    make.ReviewFactory(source=source, board=side.board)
    make.FindingFactory(source=source, kind="lesson", title="Ask again in a month")
    make.FindingFactory(source=source, kind="good_practice", title="Visits in pairs")
    asked = make.RecommendationFactory(
        source=source, text="Pay for a second worker", addressee_agency=side.agency,
        issued_at=THEN, issued_by=side.officer, response="refused",
        response_reason="No budget this year", responded_at=THEN,
        responded_by=side.lead,
    )  # fmt: skip
    plan = make.ActionPlanFactory(
        board=side.board, source=source, monitoring_group=side.group, state="agreed",
        agreed_by=side.officer, agreed_at=THEN, created_by=side.officer,
    )  # fmt: skip
    action = make.ActionFactory(plan=plan, status="blue", status_on=DAY,
                                created_at=THEN)  # fmt: skip
    ImpactReview.objects.create(
        action=action, held_on=DAY, measure_retested=True, measure_result="84%",
        strands=["audit", "feedback"], difference="embedded",
        what_changed="Families are asked twice", by=side.officer,
    )  # fmt: skip
    ImpactEntry.objects.create(
        board=side.board, reference="IMP-1", group=side.group, did_en="We asked",
        title_en="Visits twice", changed_en="Nobody is closed after one visit",
        shown_by_en="Dip sample", state="public", written_by=side.officer,
        created_by=side.officer, opened_by=side.chair, opened_at=THEN,
    )  # fmt: skip
    return source, asked


@pytest.mark.requirement("HAR-46")
def test_a_report_has_the_four_sections_of_the_framework(side):
    report = started(side.board, side.officer)
    assert [one.title_en for one in report.sections.all()] == [
        "Key improvements",
        "What has been done well",
        "What the impact has been",
        "Future areas for development",
    ]


@pytest.mark.requirement("CTM-13")
def test_the_draft_tells_reviews_refusals_and_what_changed_by_which_strand(side):
    source, asked = a_year(side)
    report = started(side.board, side.officer)
    said = spoken(report)
    for words in (
        "1 review began in the year.",
        "**Review of visits** (Statutory case review), published on 15 September 2025",
        "Ask again in a month",
        "Visits in pairs",
        "Pay for a second worker. Reason: No budget this year",
        "Families are asked twice (shown by: Audit or re-audit, Feedback from people",
        "The board looked back at 1 action to see what it changed.",
        "Embedded | 1",
        "**Visits twice**: Nobody is closed after one visit. How we know: Dip sample",
    ):
        assert words in said, words
    block = report.sections.get(number=1).blocks.get(drawn_by="refusals-words")
    assert block.records == [["recommendation", str(asked.pk)]]
    assert ["source", source.reference] in (
        report.sections.get(number=1).blocks.get(drawn_by="reviews-words").records
    )


def test_the_draft_holds_nothing_some_reader_may_not_know_of(side):
    """Restricted groups, confined sources, plans and returns still being written."""
    for source in (side.restricted_source, side.review.source):
        source.opened_on = source.published_on = DAY
        source.save()
        make.FindingFactory(source=source, title=canary(side.board.slug, "restricted"))
    make.ActionFactory(
        plan=side.plan, text="x", created_at=THEN, confined_to=side.restricted_group
    )
    for pack in pack_slugs():
        said = spoken(started(side.board, side.officer, pack))
        for scope in ("restricted", "review", "draft", "received", "panel"):
            assert canary(side.board.slug, scope) not in said, (pack, scope)


@pytest.mark.parametrize("pack", pack_slugs())
def test_each_item_of_the_law_is_present_or_flagged(side, pack):
    a_year(side)
    side.board.strand = load_pack(pack).board.strand
    side.board.save()
    report = started(side.board, side.officer, pack)
    sections = sections_of(report)
    items = items_of(report, sections)
    assert len(items) == {"cwm-taf-morgannwg": 13, "wolverhampton": 19}.get(pack, 12)
    flagged = [one.text for one in warnings_of(report, sections, items, [])]
    for item in items:
        named = any(item.text in words for words in flagged)
        assert named == item.is_lacking
    assert any(item.is_lacking for item in items)  # nothing is drawn about money


def test_edited_words_stay_and_say_that_their_records_changed(side):
    report = started(side.board, side.officer)
    block = report.sections.get(number=1).blocks.get(drawn_by="reviews-words")
    block.text_en, block.edited_by = "Our own words", side.officer
    block.edited_at = timezone.now()
    block.save()
    a_year(side)
    refresh(report=report, by=side.officer)
    block.refresh_from_db()
    assert block.text_en == "Our own words"
    assert block.records_changed_at
    assert block.drawn["text_en"].startswith("1 review began")
    sections = sections_of(report)
    said = [w.text for w in warnings_of(report, sections, [], [])]
    assert "Key improvements: edited before its records changed" in said


def test_frozen_figures_do_not_move(side):
    report = started(side.board, side.officer)
    before = spoken(report)
    report = freeze(report=report, frozen=True, by=side.officer)
    a_year(side)
    with pytest.raises(Exception, match="frozen"):
        refresh(report=report, by=side.officer)
    assert spoken(report) == before
    report = freeze(report=report, frozen=False, by=side.officer)
    refresh(report=report, by=side.officer)
    assert "1 review began" in spoken(report)


def test_activity_without_impact_is_warned_of(side):
    report = started(side.board, side.officer)
    said = [w.text for w in warnings_of(report, sections_of(report), [], [])]
    assert "Key improvements: activity only, no impact" in said
    a_year(side)
    refresh(report=report, by=side.officer)
    said = [w.text for w in warnings_of(report, sections_of(report), [], [])]
    assert "Key improvements: activity only, no impact" not in said


def test_drawing_asks_as_often_for_many_records_as_for_few(side):
    report = started(side.board, side.officer)
    counts = []
    for _round in range(2):
        for _n in range(5):
            make.LearningSourceFactory(board=side.board, opened_on=DAY)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            document_of(report)
        counts.append(len(asked))
        refresh(report=report, by=side.officer)
    assert counts[0] == counts[1] <= 6

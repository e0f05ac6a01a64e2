"""Impact evidence for an inspection: what is in it, for whom, in three formats."""

import datetime
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ImpactReview
from learning.models import Theme
from reporting.annual.inspection import PARTS, parts_of
from reporting.annual.inspection_asked import InspectionPack, find_pack
from reporting.models import BuiltDocument
from tests.fixtures.people import canary
from tests.reporting.built import (
    built,
    content,
    excel_of,
    excel_words,
    pdf_words,
    words,
)
from tests.reporting.test_documents import elements_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def pack(side, user, **more):
    today = timezone.localdate()
    days = {"first": today - 300 * DAY, "last": today} | more
    return InspectionPack(side.board, user, **days)


def rows(side, user, key, **more):
    found = {part.key: part for part in parts_of(pack(side, user, **more))}
    return found[key].rows


@pytest.fixture
def embedded(world):
    """An action whose measure was tested again."""
    side = world.alpha
    action = side.done_action
    action.status, action.status_on = "blue", timezone.localdate()
    action.measure, action.baseline = "Share of plans with a voice", "9 of 20"
    action.save()
    ImpactReview.objects.create(
        action=action, held_on=timezone.localdate(), measure_retested=True,
        measure_result="17 of 20", strands=["audit", "feedback"],
        difference="embedded", what_changed="Children are asked", by=side.officer,
    )  # fmt: skip
    return side


@pytest.mark.requirement("WOL-10")
@pytest.mark.requirement("CTM-13")
def test_embedded_action_stands_with_measure_retest_and_reference(embedded):
    side = embedded
    line = rows(side, side.officer, "embedded")[0]
    assert line[0] == side.done_action.reference
    assert "Share of plans with a voice" in line and "9 of 20" in line
    assert line[5].startswith("17 of 20") and line[6] == "Children are asked"
    strands = rows(side, side.officer, "strands")
    assert [row[1] for row in strands] == [
        "Audit or re-audit", "Feedback from people who use services",
    ]  # fmt: skip


def test_what_lies_outside_the_days_is_left_out(embedded):
    side = embedded
    old = {"first": datetime.date(2020, 1, 1), "last": datetime.date(2020, 12, 31)}
    assert rows(side, side.officer, "embedded", **old) == []


def test_review_tells_what_changed_because_of_it(embedded):
    side = embedded
    source = side.panel_member.review.source
    source.opened_on = timezone.localdate()
    source.save()
    [row] = rows(side, side.officer, "reviews")
    assert row[0] == source.reference and "Children are asked" in row[5]
    ImpactReview.objects.all().delete()
    [row] = rows(side, side.officer, "reviews")
    assert row[5] == "No impact recorded yet"


def test_a_theme_narrows_every_part(embedded):
    side = embedded
    unseen = Theme.objects.create(board=side.board, key="unseen", name_en="Unseen")
    assert rows(side, side.officer, "embedded")
    assert rows(side, side.officer, "embedded", themes=[unseen]) == []


def test_address_names_the_same_pack(world):
    side = world.alpha
    assert side.inspected
    side.inspected.inspection.inspectorate = "Care Quality Commission"
    side.inspected.inspection.save()
    asked = pack(side, side.officer, inspectorate="Care Quality Commission",
                 themes=[side.theme_tag.theme])  # fmt: skip
    again = find_pack(side.officer, side.board, asked.reference)
    assert (again.first, again.last) == (asked.first, asked.last)
    assert again.inspectorate == asked.inspectorate and again.themes == asked.themes


@pytest.mark.parametrize(
    "reference",
    [
        "x",
        "20250401-20240401----",
        "20251301-20260101----",
        "20250401-20260331--no-one--",
    ],
)
def test_an_address_nobody_could_ask_for_is_not_found(world, client_for, reference):
    side = world.alpha
    place = [side.board.slug, reference]
    page = reverse("reporting:inspection-pack-files", args=place)
    assert client_for(side.officer).get(page).status_code == 404


@pytest.mark.requirement("WOL-10")
def test_three_files_are_built_with_only_what_the_asker_may_see(embedded):
    side = embedded
    assert side.restricted_impact and side.single_point
    reference = pack(side, side.member).reference
    for kind in ("inspection-word", "inspection-pdf", "inspection-excel"):
        said = words(built(side, side.member, kind, reference))
        assert canary("alpha", "restricted") not in said
        assert "Children are asked" in said
    officers = built(side, side.officer, "inspection-pdf", reference)
    assert side.done_action.reference in pdf_words(officers)


def test_pdf_is_tagged_and_every_table_has_its_caption(embedded):
    side = embedded
    reference = pack(side, side.officer).reference
    document = built(side, side.officer, "inspection-pdf", reference)
    with pikepdf.open(BytesIO(content(document))) as file:
        root = file.Root
        tags = [str(one.S) for one in elements_of(root.StructTreeRoot.K)]
        assert bool(root.MarkInfo.Marked) is True and str(root.Lang) == "en-GB"
    assert tags.count("/H1") == 1 and "/Figure" in tags
    assert tags.count("/Caption") and tags.count("/Table") >= tags.count("/Caption")


def test_excel_has_a_sheet_for_each_part(embedded):
    side = embedded
    reference = pack(side, side.officer).reference
    document = built(side, side.officer, "inspection-excel", reference)
    assert len(excel_of(document).sheetnames) == len(PARTS)
    assert "17 of 20" in excel_words(document)


def test_one_press_asks_for_all_three(world, client_for):
    side, client = world.alpha, client_for(world.alpha.officer)
    page = reverse("reporting:inspection-pack", args=[side.board.slug])
    data = {"first_day": 1, "first_month": 4, "first_year": 2025, "last_day": 31,
            "last_month": 3, "last_year": 2026}  # fmt: skip

    answer = client.post(page, data)
    shown = client.get(answer.url).content.decode()

    assert BuiltDocument.objects.count() == 3
    assert "20250401-20260331" in answer.url
    assert "being built" in shown and "hx-trigger" in shown
    wrong = client.post(page, data | {"last_year": 2024}).content.decode()
    assert "The last day is before the first." in wrong

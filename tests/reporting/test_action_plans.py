"""Board papers of action plans: exactly the headings, exceptions first, tagged."""

import datetime
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from actionplans.composite import CompositePlan
from actionplans.models import ActionUpdate
from actionplans.papers import filters_of, paper_reference
from learning.models import ReportTemplate
from learning.tasks import run_job
from tests import factories as make
from tests.fixtures.people import canary
from tests.reporting.built import (
    asked,
    built,
    content,
    excel_of,
    pdf_of,
    pdf_words,
    rows_of,
    word_of,
    word_words,
    words,
)
from tests.reporting.test_documents import elements_of

COLUMNS = [
    "Action", "Timescale", "Responsible", "Intended Outcome",
    "How will we measure the Outcome?", "Progress",
]  # fmt: skip
WELSH = [
    "Cam Gweithredu", "Amserlen", "Cyfrifol", "Canlyniad a Fwriedir",
    "Sut byddwn ni'n mesur y Canlyniad?", "Cynnydd",
]  # fmt: skip


@pytest.fixture
def side(world):
    side = world.alpha
    side.action.recommendation_text = "Agree one protocol"
    side.action.rationale = "Three protocols differ"
    side.action.intended_outcome = "Everybody knows"
    side.action.status = "amber"
    side.action.due_on = timezone.localdate() - datetime.timedelta(3)
    side.action.save()
    ActionUpdate.objects.create(
        action=side.action, kind="progress", text="Two of four wards", by=side.lead
    )
    return side


def template(side):
    """The form as the pack of the Welsh board has it."""
    pairs = list(zip(COLUMNS, WELSH, strict=True))
    return ReportTemplate.objects.create(
        board=side.board, key="practice_review_action_plan",
        name_en="Practice Review Action Plan",
        name_cy="Cynllun Gweithredu Adolygiad Ymarfer",
        header=[{"en": "Recommendation", "cy": "Argymhelliad"},
                {"en": "Rationale", "cy": "Rhesymeg"}],
        columns=[{"en": en, "cy": cy} for en, cy in pairs],
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.requirement("CTM-56")
def test_word_has_exactly_the_headings_of_the_form(side):
    template(side)
    document = built(side, side.officer, "plan-word", side.plan.reference)
    file, said = word_of(document), word_words(document)
    headings = [[c.text for c in table.rows[0].cells] for table in file.tables]
    assert COLUMNS in headings
    assert file.paragraphs[0].text == "Practice Review Action Plan"
    assert "Recommendation: Agree one protocol" in said
    assert "Rationale: Three protocols differ" in said
    row = [c.text for c in file.tables[headings.index(COLUMNS)].rows[1].cells]
    assert row[0].startswith(side.action.text)
    assert row[5].startswith("A At risk") and "Two of four wards" in row[5]


@pytest.mark.django_db
@pytest.mark.requirement("CTM-56")
def test_a_welsh_reader_gets_the_welsh_headings(side):
    template(side)
    side.board.languages = ["en", "cy"]
    side.board.save()
    with translation.override("cy"):
        document = asked(side, side.officer, "plan-word", side.plan.reference)
    run_job(document.job_id)
    document.refresh_from_db()
    file = word_of(document)
    headings = [[c.text for c in table.rows[0].cells] for table in file.tables]
    assert WELSH in headings
    assert file.paragraphs[0].text == "Cynllun Gweithredu Adolygiad Ymarfer"


@pytest.mark.django_db
def test_exceptions_come_first(side):
    fine = make.ActionFactory(plan=side.plan, text="Nothing the matter")
    said = pdf_words(built(side, side.officer, "composite-pdf", "all"))
    first, _, rest = said.partition("How will we measure the Outcome?")
    assert "What to look at first" in first
    assert "Late" in first and side.action.reference in first
    assert fine.text not in first and fine.text in rest
    assert "At risk" in first


@pytest.mark.django_db
@pytest.mark.requirement("CTM-56")
def test_pdf_is_tagged_with_the_headings_of_the_form(side):
    document = built(side, side.officer, "plan-pdf", side.plan.reference)
    with pikepdf.open(BytesIO(content(document))) as file:
        root = file.Root
        tags = [str(one.S) for one in elements_of(root.StructTreeRoot.K)]
        assert bool(root.MarkInfo.Marked) is True
        assert str(root.Lang) == "en-GB"
        assert "pdfuaid" in str(root.Metadata.read_bytes())
    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/Table", "/TH", "/TD", "/Caption"} <= set(tags)
    said = pdf_words(document)
    for word in ("Recommendation:", "Rationale:", *COLUMNS):
        assert word in said
    assert pdf_of(document).metadata.author == side.board.name


@pytest.mark.django_db
def test_a_paper_holds_what_the_filters_show(side):
    make.ActionFactory(plan=side.plan, text="Green elsewhere", status="green")
    plan = CompositePlan(side.board, side.officer, filters_of("c3RhdHVzPWFtYmVy"))
    reference = paper_reference(plan)
    document = built(side, side.officer, "composite-word", reference)
    said = word_words(document)
    assert side.action.text in said and "Green elsewhere" not in said
    assert "At risk" in document.title
    excel = built(side, side.officer, "composite-excel", reference)
    rows = rows_of(excel_of(excel).active)
    assert rows[0][2:8] == tuple(COLUMNS)
    assert [row[8] for row in rows[1:]] == [side.action.reference]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["composite-word", "composite-pdf", "composite-excel"])
def test_an_agency_gets_only_what_it_carries(side, kind):
    make.ActionFactory(plan=side.plan, agency=side.other_agency, text="Somebody else's")
    side.plan.title = f"Plan {canary('alpha', 'review')}"
    side.plan.save()
    said = words(built(side, side.lead, kind, "all"))
    assert side.action.text in said
    assert "Somebody else's" not in said
    assert canary("alpha", "review") not in said
    assert canary("alpha", "restricted") not in said


@pytest.mark.django_db
def test_a_filter_nobody_can_read_is_not_found(side, client_for):
    for reference in ("%%%", "_w", "A" * 900):
        address = f"/alpha/documents/new/composite-pdf/{reference}/"
        assert client_for(side.officer).get(address).status_code == 404


@pytest.mark.django_db
def test_the_list_leads_to_its_paper(side, client_for):
    client = client_for(side.officer)
    address = reverse("actionplans:composite", args=["alpha"])
    page = client.get(f"{address}?status=amber&exception=late")
    kept = page.context["paper"]
    ask = reverse("reporting:document-ask", args=["alpha", "composite-word", kept])
    assert ask in page.content.decode()
    said = client.get(ask).content.decode()
    assert "At risk" in said and "Late" in said
    assert dict(filters_of(kept).items()) == {"status": "amber", "exception": "late"}

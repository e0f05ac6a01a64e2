"""Word files: the seeds' exact headings, real structure, nothing said left out."""

import datetime

import pytest
from django.utils import translation
from docx.oxml.ns import qn

from audits.services import moderating
from tests import factories as make
from tests.reporting.built import asked, built, word_of, word_words
from tests.reporting.rounds import handed_in, rate

pytestmark = pytest.mark.django_db

S135 = [
    {"attribute": "question", "heading_en": "Standard", "heading_cy": "Safon"},
    {"attribute": "rating", "heading_en": "Compliance Brag Rating", "heading_cy": ""},
    {"attribute": "position", "heading_en": "Summary of Current Position"},
    {"attribute": "evidence", "heading_en": "Evidence"},
]
PARTNER = [
    {"attribute": "question", "heading_en": "PRIORITY AREA"},
    {"attribute": "response", "heading_en": "AGENCY RESPONSE"},
]
RATING = {"kind": "rating", "number": "5.1", "text_en": "Learning is passed on"}


def table_of(document, number=0) -> list[list[str]]:
    table = word_of(document).tables[number]
    return [[cell.text for cell in row.cells] for row in table.rows]


def headings_of(document) -> list[tuple[str, str]]:
    return [
        (one.style.name, one.text)
        for one in word_of(document).paragraphs
        if one.style.name.startswith(("Heading", "Title"))
    ]


def section_135(side, *more):
    answer = {"position": "In every team", "improvement": "Test it in spring"}
    found = handed_in(side, (RATING, answer), *more, columns=S135)
    rate(found, 0, "amber")
    return found


@pytest.mark.requirement("CTM-45")
@pytest.mark.requirement("CTM-57")
def test_return_has_exactly_the_seeds_headings(world):
    side = world.alpha
    found = section_135(side)
    evidence = make.EvidenceFactory(agency=side.agency, title="Audit of records")
    found.answers[0].evidence.add(evidence, through_defaults={"added_by": side.lead})

    document = built(side, side.lead, "return-word", found.made.reference)

    headings, row = table_of(document)
    assert headings == [
        "Standard",
        "Compliance Brag Rating",
        "Summary of Current Position",
        "Evidence",
    ]
    assert row[0] == "5.1 Learning is passed on"
    assert row[1] == "A Amber"
    assert row[2] == "In every team\nImprovement action: Test it in spring"
    assert row[3] == "Audit of records (https://example.org/policy)"


@pytest.mark.requirement("CTM-53")
def test_partner_report_has_its_two_columns_and_priorities_inside(world):
    side = world.alpha
    found = handed_in(
        side,
        (
            {"number": "2", "text_en": "Work on priorities",
             "repeat": "priorities_inside"},
            {"text": "We trained 40 people"},
        ),
        ({"number": "3", "text_en": "Good practice"}, None),
        columns=PARTNER,
    )  # fmt: skip
    found.round.items.create(question=found.asked[0], order=0, text_en="Hear children")
    found.round.items.create(question=found.asked[0], order=1, text_en="Join up")

    document = built(side, side.lead, "return-word", found.made.reference)

    assert table_of(document) == [
        ["PRIORITY AREA", "AGENCY RESPONSE"],
        ["2 Work on priorities\n1. Hear children\n2. Join up", "We trained 40 people"],
        ["3 Good practice", "Not answered"],
    ]


@pytest.mark.requirement("CTM-54")
def test_a_question_asked_per_review_names_it(world):
    side = world.alpha
    question = {"number": "4", "text_en": "Learning", "repeat": "per_published_review"}
    found = handed_in(side, (question, {"text": "Told in 3 sessions"}), columns=PARTNER)
    block = found.round.items.create(
        question=found.asked[0],
        review_reference="CTM 1/2026",
        published_month=datetime.date(2026, 3, 1),
    )
    found.answers[0].block = block
    found.answers[0].save()

    document = built(side, side.officer, "return-word", found.made.reference)

    [row] = table_of(document)[1:]
    assert row == ["4 Learning\nCTM 1/2026, published March 2026", "Told in 3 sessions"]


def test_what_was_not_said_is_said_so(world):
    side = world.alpha
    found = section_135(
        side,
        ({"kind": "rating", "number": "5.2"}, None),
        ({"kind": "rating", "number": "5.3"},
         {"not_applicable": True, "not_applicable_reason": "We hold no records"}),
        ({"kind": "yes_no", "number": "5.4"}, {"yes": False}),
        ({"kind": "number", "number": "5.5"}, {"number": 0}),
    )  # fmt: skip

    rows = table_of(built(side, side.lead, "return-word", found.made.reference))

    assert rows[2][1] == "Not answered"
    assert rows[3][1] == "Does not apply: We hold no records"
    assert rows[4][2] == "No"
    assert rows[5][2] == "0"


def test_moderated_and_final_stand_beside_the_agencys_own(world):
    side = world.alpha
    found = section_135(side)
    blue, green, amber, red = found.levels
    answer = found.answers[0]
    moderating.moderate(answer=answer, level=red, reason="Thin", by=side.officer)
    moderating.finalise(answer=answer, level=green, reason="Seen", by=side.officer)

    rows = table_of(built(side, side.officer, "return-word", found.made.reference))

    assert rows[1][1] == "A Amber\nModerated rating: R Red\nFinal rating: G Green"


def test_structure_is_real(world):
    side = world.alpha
    found = section_135(side)

    document = built(side, side.lead, "return-word", found.made.reference)
    file = word_of(document)

    assert headings_of(document) == [
        ("Title", str(side.agency)),
        ("Heading 1", "Leadership"),
    ]
    [table] = file.tables
    first = table.rows[0]._tr.trPr
    assert first.find(qn("w:tblHeader")) is not None
    language = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    assert file.core_properties.title == document.title
    assert f"version {document.version}" in word_words(document)


def test_draft_says_so_on_its_paper(world):
    side = world.alpha

    document = built(side, side.lead, "return-word", side.open_return.reference)

    assert "Draft. Not handed in." in word_words(document)


def test_welsh_headings_for_a_welsh_reader(world):
    side = world.alpha
    found = section_135(side)
    with translation.override("cy"):
        document = built(side, side.lead, "return-word", found.made.reference)

    assert table_of(document)[0][0] == "Safon"
    language = word_of(document).styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "cy-GB"


def test_blank_questionnaire_asks_everything_and_answers_nothing(world):
    side = world.alpha
    found = section_135(side)
    question = found.asked[0]
    question.evidence_hint_en = "Minutes of team meetings"
    question.save()
    question.descriptors.create(level=found.levels[0], text_en="Staff can repeat it")
    edition = found.round.edition
    reference = f"{edition.questionnaire.key}-{edition.number}"

    document = built(side, side.officer, "questionnaire-word", reference)

    said = word_words(document)
    headings = table_of(document, 1)[0]
    assert headings == [one["heading_en"] for one in S135]
    assert table_of(document, 1)[1] == ["5.1 Learning is passed on", "", "", ""]
    assert "What Blue means here" in said
    assert "Minutes of team meetings" in said
    assert "B Blue: Staff can repeat it" in said
    assert "In every team" not in said


@pytest.mark.requirement("CTM-53")
def test_contributions_gather_every_agency_under_each_question(world):
    side = world.alpha
    found = handed_in(
        side,
        ({"number": "1", "text_en": "Contribution"}, {"text": "We chaired two groups"}),
        ({"number": "3", "text_en": "Good practice"}, None),
        columns=PARTNER,
    )

    document = built(
        side, side.officer, "round-contributions-word", found.round.reference
    )

    assert [text for _style, text in headings_of(document)][1:] == [
        "1 Contribution",
        str(side.agency),
        "3 Good practice",
        "Not handed in",
    ]
    assert "We chaired two groups" in word_words(document)
    assert str(side.other_agency) in word_words(document)


def test_letters_a_file_refuses_do_not_stop_it(world):
    side = world.alpha
    found = section_135(side)
    found.answers[0].position = "Before\x0bafter \ud83d\ude00".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16")
    found.answers[0].save()

    document = asked(side, side.lead, "return-word", found.made.reference)
    document = built(side, side.lead, "return-word", found.made.reference)

    assert "Beforeafter" in word_words(document)

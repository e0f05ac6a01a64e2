"""Files beside answers: added while answering, read by readers of the answer."""

import datetime

import pytest
from django.test import override_settings
from django.urls import reverse

from audits.choices import ReturnState
from audits.models import AgencyReturn
from learning.models import Document, Evidence
from tests import factories as make
from tests.learning import files as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(world):
    return world.alpha


def question_url(side):
    kwargs = {
        "board": side.board.slug,
        "reference": side.open_return.reference,
        "question": side.rating.key,
    }
    return reverse("audits:return-question", kwargs=kwargs)


def typed(client, side, **more):
    """What the question page sends back, and what a person added."""
    hidden = client.get(question_url(side)).context["hidden"]
    said = {name: str(value) for name, value in hidden.items()}
    return said | {"level": "green", "position": "We meet it"} | more


def file_url(side, item):
    return reverse("learning:evidence-file", args=[side.board.slug, item.pk])


@pytest.mark.requirement("CTM-45")
def test_several_files_are_laid_beside_an_answer_with_their_life(side, client_for):
    client = client_for(side.lead)
    files = [
        made.upload("Policy.docx", made.docx()),
        made.upload("Audit.xlsx", made.xlsx()),
    ]
    life = {"effective_on_0": "1", "effective_on_1": "4", "effective_on_2": "2026"}
    life |= {"expires_on_0": "31", "expires_on_1": "3", "expires_on_2": "2028"}

    client.post(
        question_url(side), typed(client, side, files=files, action="evidence", **life)
    )

    kept = side.draft_answer.evidence.order_by("title")
    assert [(e.title, str(e.effective_on), str(e.expires_on)) for e in kept] == [
        ("Audit.xlsx", "2026-04-01", "2028-03-31"),
        ("Policy.docx", "2026-04-01", "2028-03-31"),
    ]
    assert {e.agency for e in kept} == {side.agency}
    side.draft_answer.refresh_from_db()
    assert side.draft_answer.complete
    page = client.get(question_url(side)).content.decode()
    assert all(file_url(side, one) in page for one in kept)


def test_refused_file_stands_beside_the_field_and_nothing_typed_is_lost(
    side, client_for
):
    client = client_for(side.lead)
    item = make.EvidenceFactory(agency=side.agency, title="In the library")
    files = [
        made.upload("Good.docx", made.docx()),
        made.upload("Bad.docx", made.locked_with_password()),
    ]
    more = {"title": "My title", "link": "", "library": [item.pk], "files": files}

    page = client.post(question_url(side), typed(client, side, **more))

    text = page.content.decode()
    assert "Bad.docx: The file is protected with a password." in text
    assert 'value="My title"' in text and "We meet it" in text
    assert f'value="{item.pk}" id="id_library" checked' in text
    side.draft_answer.refresh_from_db()
    assert side.draft_answer.position == "We meet it"
    assert not Document.objects.exists()
    assert not side.draft_answer.evidence.exists()


def test_library_item_is_used_again_without_a_second_copy(side, client_for):
    client = client_for(side.lead)
    item = side.received_evidence  # another agency's: never offered, never taken
    own = make.EvidenceFactory(agency=side.agency, title="Ours")
    page = client.get(question_url(side)).content.decode()
    assert "Ours" in page and item.title not in page

    for chosen in (own, item):
        sent = typed(client, side, library=[chosen.pk], action="evidence")
        client.post(question_url(side), sent)

    assert list(side.draft_answer.evidence.all()) == [own]
    assert Evidence.objects.count() == 2


def test_dates_without_a_file_are_asked_about_not_dropped(side, client_for):
    client = client_for(side.lead)
    sent = typed(client, side, expires_on_0="1", expires_on_1="2", expires_on_2="2030")

    page = client.post(question_url(side), sent)

    assert "Choose a file or give a link" in page.content.decode()


def statuses(side, client_for, item, people):
    return {
        who: client_for(getattr(side, who)).get(file_url(side, item)).status_code
        for who in people
    }


READERS = ["officer", "chair", "other_lead", "lead", "member", "practitioner"]


@pytest.mark.parametrize(
    ("state", "released", "may_read"),
    [
        (ReturnState.IN_PROGRESS, False, {"other_lead"}),
        (ReturnState.REOPENED, False, {"other_lead"}),
        (ReturnState.SUBMITTED, False, {"other_lead", "officer", "chair"}),
        (ReturnState.SUBMITTED, True, {"other_lead", "officer", "chair", "member"}),
    ],
)
def test_file_is_read_by_those_who_may_read_the_answer(
    side, client_for, state, released, may_read
):
    item = side.received_evidence
    AgencyReturn.objects.filter(pk=side.received_return.pk).update(state=state)
    if released:
        side.round.released_at = side.round.issued_at
        side.round.released_by = side.officer
        side.round.save()

    got = statuses(side, client_for, item, READERS)

    assert got == {who: 200 if who in may_read else 404 for who in READERS}


def test_file_taken_away_from_the_answer_goes_back_to_its_agency(side, client_for):
    item = side.received_evidence
    side.received_answer.evidence_links.all().delete()

    got = statuses(side, client_for, item, ["officer", "other_lead"])

    assert got == {"officer": 404, "other_lead": 200}


def test_moderator_finds_the_file_on_the_page_of_ratings(side, client_for):
    item = side.received_evidence
    kwargs = {"board": side.board.slug, "reference": side.received_return.reference}

    page = client_for(side.officer).get(
        reverse("audits:return-moderate", kwargs=kwargs)
    )

    assert file_url(side, item) in page.content.decode()


@override_settings(UPLOAD_MAX_BYTES=2000)
def test_huge_file_is_cut_while_it_arrives_and_the_words_are_kept(side, client_for):
    client = client_for(side.lead)
    file = made.upload("Film.pdf", made.pdf() + b"0" * 5_000_000)

    page = client.post(question_url(side), typed(client, side, files=[file]))

    [arrived] = page.context["evidence_form"].files.getlist("files")
    assert arrived.size == 2001
    assert "The file is larger than 2.0" in page.content.decode()
    side.draft_answer.refresh_from_db()
    assert side.draft_answer.position == "We meet it"


def test_long_library_opens_on_request_with_what_is_in_force_first(side, client_for):
    for number in range(12):
        gone = {"expires_on": datetime.date(2020, 1, 1)} if number < 6 else {}
        title = f"Policy {number:02d}"
        make.EvidenceFactory(agency=side.agency, title=title, **gone)

    shown = client_for(side.lead).get(question_url(side)).context

    first = [item.title for item in shown["library"]]
    assert first[:6] == [f"Policy {number:02d}" for number in range(6, 12)]
    assert [len(shown[name]) for name in ("library", "more_library")] == [10, 2]

"""One question per page: saving, autosave, lost sessions, two people."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Answer, AnswerDraft
from tests import factories as make
from tests.audits.returns import fresh_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(world):
    return world.alpha


def address(side, name="return-question", question=None, **more):
    kwargs = {
        "board": side.board.slug,
        "reference": side.open_return.reference,
        "question": (question or side.question).key,
    }
    return reverse(f"audits:{name}", kwargs=kwargs | more)


def hidden(client, url):
    """The hidden fields a freshly opened page would send back."""
    shown = client.get(url).context["hidden"]
    return {name: str(value) for name, value in shown.items()}


def test_saving_keeps_the_words_and_goes_on(side, client_for):
    client = client_for(side.lead)
    url = address(side, question=side.rating)

    said = hidden(client, url) | {"level": "green", "position": "We\r\nmeet"}
    response = client.post(url, said | {"action": "next"})

    assert response.url == address(side)
    answer = Answer.objects.get(pk=side.draft_answer.pk)
    assert (answer.position, answer.level.key, answer.version) == (
        "We\nmeet",
        "green",
        2,
    )


def test_half_a_date_is_named_and_kept(side, client_for):
    fresh = fresh_return(side, {"kind": "date"})
    side.open_return = fresh.made
    client = client_for(side.lead)
    url = address(side, question=fresh.asked[0])

    said = hidden(client, url) | {"day_0": "31", "position": "Signed"}
    shown = client.post(url, said).content.decode()

    assert "The date must include a month and year" in shown
    assert 'value="31"' in shown and "Signed" in shown
    again = client_for(side.lead).get(url)
    assert again.context["typed"]["position"] == "Signed"


def test_autosave_saves_and_tells_the_version(side, client_for):
    client = client_for(side.lead)
    said = hidden(client, address(side)) | {"text": "Words", "sequence": "1"}

    told = client.post(address(side, "return-autosave"), said).json()

    assert (told["state"], told["version"], told["complete"]) == ("saved", 1, True)


def test_autosave_of_one_answer_stays_within_twelve_statements(side, client_for):
    client = client_for(side.lead)
    url, save = address(side), address(side, "return-autosave")
    said = hidden(client, url) | {"text": "Words", "sequence": "1"}
    client.post(save, said)

    with CaptureQueriesContext(connection) as captured:
        client.post(
            save, said | {"text": "More words", "version": "1", "sequence": "2"}
        )

    statements = [q["sql"] for q in captured if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 12, statements


def test_second_colleague_sees_both_texts_and_combines_them(side, client_for):
    lead, colleague = client_for(side.lead), client_for(side.contributor)
    first, second = hidden(lead, address(side)), hidden(colleague, address(side))
    lead.post(address(side), first | {"text": "From the lead"})

    response = colleague.post(address(side), second | {"text": "From me"})

    page = colleague.get(response.url)
    shown = page.content.decode()
    assert "From the lead" in shown and "From me" in shown
    colleague.post(
        response.url,
        {"version": "1", "keep_text": "both", "both_text": "From both of us"},
    )
    answer = Answer.objects.get(question=side.question)
    assert (answer.text, answer.version) == ("From both of us", 2)
    assert not AnswerDraft.objects.exists()


@pytest.mark.parametrize(
    ("choice", "text"), [("mine", "From me"), ("theirs", "From the lead")]
)
def test_conflict_is_settled_by_choosing_one_side(side, client_for, choice, text):
    lead, colleague = client_for(side.lead), client_for(side.contributor)
    first, second = hidden(lead, address(side)), hidden(colleague, address(side))
    lead.post(address(side), first | {"text": "From the lead"})
    url = colleague.post(address(side), second | {"text": "From me"}).url

    shown = colleague.post(url, {}).content.decode()
    assert "Answer: choose which words to keep" in shown
    colleague.post(url, {"version": "1", "keep_text": choice})

    assert Answer.objects.get(question=side.question).text == text
    assert not AnswerDraft.objects.exists()


def test_autosave_conflict_points_to_the_comparison(side, client_for):
    lead, colleague = client_for(side.lead), client_for(side.contributor)
    first, second = hidden(lead, address(side)), hidden(colleague, address(side))
    lead.post(address(side), first | {"text": "From the lead"})

    told = colleague.post(
        address(side, "return-autosave"), second | {"text": "From me"}
    )

    assert told.status_code == 409
    assert colleague.get(told.json()["url"]).status_code == 200


@pytest.mark.parametrize("name", ["return-question", "return-autosave"])
def test_words_posted_after_the_session_ended_wait_behind_sign_in(
    side, client_for, name
):
    client = client_for(side.lead)
    said = hidden(client, address(side)) | {"text": "Two thousand words"}
    client.logout()

    response = client.post(address(side, name), said)

    url = response.url if name == "return-question" else response.json()["url"]
    assert url.startswith("/accounts/login/") and address(side) in url
    assert not Answer.objects.filter(question=side.question).exists()
    back = client_for(side.lead).get(address(side))
    assert back.context["typed"]["text"] == "Two thousand words"
    assert "before you were signed out" in back.content.decode()


def test_restored_words_are_saved_and_the_draft_goes(side, client_for):
    client = client_for(side.lead)
    said = hidden(client, address(side)) | {"text": "Kept"}
    client.logout()
    client.post(address(side), said)

    client.force_login(side.lead)
    restored = hidden(client, address(side))
    client.post(address(side), restored | {"text": "Kept"})

    assert Answer.objects.get(question=side.question).text == "Kept"
    assert not AnswerDraft.objects.exists()


@pytest.mark.parametrize("key", ["", "forged", "stranger"])
def test_nobody_parks_words_without_a_key_of_their_own_page(side, client_for, key):
    Client().post(address(side), {"page_key": key, "text": "Spam"})

    assert not AnswerDraft.objects.exists()


def test_failed_csrf_check_keeps_the_words_and_writes_nothing(side):
    client = Client(enforce_csrf_checks=True)
    client.force_login(side.lead)
    said = hidden(client, address(side)) | {"text": "Typed before signing in again"}

    response = client.post(address(side), said)

    assert response.status_code == 302
    assert not Answer.objects.filter(question=side.question).exists()
    assert AnswerDraft.objects.get().values["text"] == "Typed before signing in again"


def test_page_of_one_person_never_saves_for_another(side, client_for):
    said = hidden(client_for(side.lead), address(side)) | {"text": "The lead's"}

    client_for(side.contributor).post(address(side), said)

    assert not Answer.objects.filter(question=side.question).exists()
    assert AnswerDraft.objects.get().user == side.lead


def test_words_posted_after_the_return_was_sent_are_kept_and_shown(side, client_for):
    client = client_for(side.contributor)
    said = hidden(client, address(side)) | {"text": "Too late"}
    type(side.open_return).objects.update(state="with_executive")

    response = client.post(address(side), said)

    assert AnswerDraft.objects.get().cause == "closed"
    assert "Too late" in client.get(response.url).content.decode()
    assert "Too late" not in client_for(side.lead).get(response.url).content.decode()


def test_choices_of_a_conflict_stay_when_one_is_missing(side, client_for):
    lead, colleague = client_for(side.lead), client_for(side.contributor)
    url = address(side, question=side.rating)
    first, second = hidden(lead, url), hidden(colleague, url)
    lead.post(url, first | {"position": "The lead's", "level": "green"})
    said = second | {"position": "Mine", "level": "amber"}
    compare = colleague.post(url, said).url

    chosen = {"version": "2", "keep_position": "both", "both_position": "Both of us"}
    shown = colleague.post(compare, chosen).content.decode()

    assert "Rating: choose which words to keep" in shown and "Both of us" in shown


def test_what_a_conflict_became_is_kept_when_the_return_was_sent(side, client_for):
    lead, colleague = client_for(side.lead), client_for(side.contributor)
    first, second = hidden(lead, address(side)), hidden(colleague, address(side))
    lead.post(address(side), first | {"text": "From the lead"})
    url = colleague.post(address(side), second | {"text": "From me"}).url
    type(side.open_return).objects.update(state="with_executive")

    chosen = {"version": "1", "keep_text": "both", "both_text": "Of both"}
    response = colleague.post(url, chosen)

    assert "Of both" in colleague.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"position": "x" * 20_001}, "Summary of current position: write up to 20,000"),
        ({"expires_on_0": "1", "expires_on_1": "2", "expires_on_2": "27"}, "4 numbers"),
    ],
)
def test_what_is_wrong_is_named(side, client_for, typed, said):
    client = client_for(side.lead)
    url = address(side, question=side.rating)
    link = {"title": "T", "link": "https://example.org"}

    shown = client.post(url, hidden(client, url) | link | typed).content.decode()

    assert said in shown and "These are your words" not in shown


def test_drafts_are_their_owners_alone(side, client_for):
    make_draft(side, side.lead)

    for other in (side.executive, side.contributor, side.officer, side.other_lead):
        assert not AnswerDraft.objects.visible_to(other).exists()
    assert AnswerDraft.objects.visible_to(side.lead).exists()


def make_draft(side, user):
    return AnswerDraft.objects.create(
        agency_return=side.open_return, question=side.question, user=user,
        page="p", cause="conflict", values={"text": "Mine"},
    )  # fmt: skip


def test_own_drafts_are_dropped_only_on_purpose(side, client_for):
    draft = make_draft(side, side.lead)
    url = reverse(
        "audits:draft-discard",
        args=[side.board.slug, side.open_return.reference, draft.pk],
    )

    assert client_for(side.executive).post(url).status_code == 404
    assert client_for(side.lead).get(url).status_code == 405
    client_for(side.lead).post(url)
    assert not AnswerDraft.objects.exists()


def test_rating_page_shows_definitions_descriptors_and_tags(side, client_for):
    fresh = fresh_return(side, {"kind": "rating", "tags": ["voice_of_the_child"]})
    fresh.asked[0].descriptors.create(
        level=fresh.levels[0], text_en="Seen in every team"
    )
    side.open_return = fresh.made

    shown = client_for(side.lead).get(address(side, question=fresh.asked[0]))

    text = shown.content.decode()
    assert "What Blue means here" in text and "Seen in every team" in text
    assert "Voice of the child" in text


def test_link_is_added_as_evidence_with_its_life(side, client_for):
    client = client_for(side.lead)
    url = address(side, question=side.rating)
    said = hidden(client, url) | {
        "level": "blue", "position": "Here", "title": "Policy",
        "link": "https://example.org/p", "expires_on_0": "1", "expires_on_1": "2",
        "expires_on_2": "2030", "action": "evidence",
    }  # fmt: skip

    client.post(url, said)

    link = side.draft_answer.evidence_links.get()
    assert (link.evidence.title, link.evidence.expires_on) == (
        "Policy",
        datetime.date(2030, 2, 1),
    )
    assert Answer.objects.get(pk=side.draft_answer.pk).complete
    client.post(url, hidden(client, url) | {"level": "blue", "remove": str(link.pk)})
    assert not side.draft_answer.evidence_links.exists()


def test_broken_evidence_keeps_the_saved_words(side, client_for):
    client = client_for(side.lead)
    url = address(side, question=side.rating)
    said = hidden(client, url) | {
        "position": "Safe",
        "title": "T",
        "link": "not a link",
    }

    shown = client.post(url, said)

    assert shown.status_code == 200 and shown.context["evidence_form"].errors
    assert Answer.objects.get(pk=side.draft_answer.pk).position == "Safe"


def test_another_agencys_library_is_never_offered(side, client_for):
    theirs = make.EvidenceFactory(agency=side.other_agency, title="Secret minutes")
    client = client_for(side.lead)
    url = address(side, question=side.rating)

    assert "Secret minutes" not in client.get(url).content.decode()
    client.post(url, hidden(client, url) | {"library": [theirs.pk]})
    assert not side.draft_answer.evidence_links.exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("lead", 200),
        ("contributor", 200),
        ("executive", 200),
        ("other_lead", 404),
        ("officer", 403),
        ("chair", 404),
        ("member", 404),
        ("practitioner", 404),
    ],
)
def test_draft_answers_are_their_agencys_own(side, client_for, name, status):
    response = client_for(getattr(side, name)).get(address(side, question=side.rating))

    assert response.status_code == status
    if status != 200:
        assert "canarydraft" not in response.content.decode()

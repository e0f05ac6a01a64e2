"""A report and the answers to its recommendations reach the public together."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from reviews.services.publishing import approve, decide_publication, hits_of, screen
from reviews.services.responding import (
    add_response,
    change_response,
    remove_response,
)
from tests.reviews.test_publication import decided, values

REFUSED = {
    "asked": "Add a form for every visit",
    "answer": "refused",
    "reason": "Nobody would read it",
    "actions": "Managers look at ten visits a month",
}


@pytest.fixture
def side(world):
    return world.alpha


def at(side, name, *args):
    where = [side.board.slug, side.review.reference, *args]
    return reverse(f"reviews:{name}", args=where)


def public(side, client_for):
    return client_for(None).get(at(side, "published-one"))


def answered(side, publication, by=None, **more):
    return add_response(
        publication=publication, recommendation=side.recommendation,
        values=REFUSED | more, by=by or side.officer,
    )  # fmt: skip


def opened(side, publication):
    publication.refresh_from_db()
    made = screen(publication=publication, note="", by=side.chair)
    return approve(publication=made, by=side.officer)


@pytest.mark.requirement("WOL-5")
def test_report_and_answers_are_published_together(side, client_for):
    made = decided(side, response_on=values()["decided_on"])
    answered(side, made)
    assert public(side, client_for).status_code == 404
    opened(side, made)
    text = public(side, client_for).content.decode()
    for words in ("Plans did not change", "The board accepts the findings.",
                  "Not accepted", *REFUSED.values()):  # fmt: skip
        assert words in text or words == "refused"


@pytest.mark.requirement("WOL-5")
def test_a_report_does_not_go_out_without_its_response(side, client_for):
    made = screen(publication=decided(side, response=""), note="", by=side.chair)
    with pytest.raises(ValidationError, match="response"):
        approve(publication=made, by=side.officer)
    assert public(side, client_for).status_code == 404


def test_or_the_public_reads_why_it_comes_later(side, client_for):
    later = "The board answers at its meeting in March."
    opened(side, decided(side, response="", no_response=later))
    assert later in public(side, client_for).content.decode()


def test_an_answer_alone_is_a_response(side, client_for):
    made = decided(side, response="")
    answered(side, made)
    opened(side, made)
    assert "Nobody would read it" in public(side, client_for).content.decode()


@pytest.mark.requirement("WOL-5")
@pytest.mark.parametrize("how", ["added", "changed", "left out"])
def test_other_answers_are_screened_before_anybody_reads_them(how, side, client_for):
    made = decided(side)
    answer = None if how == "added" else answered(side, made)
    opened(side, made)
    if how == "added":
        answered(side, made)
    elif how == "changed":
        new = REFUSED | {"reason": "Another reason"}
        change_response(response=answer, values=new, version=1, by=side.officer)
    else:
        remove_response(response=answer, by=side.officer)
    assert public(side, client_for).status_code == 404
    opened(side, made)
    assert public(side, client_for).status_code == 200


def test_an_answer_saved_unchanged_takes_nothing_down(side, client_for):
    made = decided(side)
    answer = answered(side, made)
    opened(side, made)
    change_response(response=answer, values=REFUSED, version=1, by=side.officer)
    assert public(side, client_for).status_code == 200


def test_whoever_wrote_an_answer_does_not_screen_it(side):
    made = decided(side)
    answered(side, made, by=side.chair)
    decide_publication(
        review=side.review, values=values(text="Other"), version=made.version,
        by=side.officer,
    )  # fmt: skip
    made.refresh_from_db()
    with pytest.raises(ValidationError):
        screen(publication=made, note="", by=side.chair)


def test_the_screen_reads_the_answers_too(side):
    made = decided(side)
    answered(side, made, reason="Mrs Llewellyn at 943 476 5919 said no")
    assert {hit.kind for hit in hits_of(made)} >= {"nhs_number", "name"}
    with pytest.raises(ValidationError, match="never be published"):
        screen(publication=made, note="x", by=side.chair)


def test_the_same_form_sent_twice_makes_one_answer(side, client_for):
    decided(side)
    client, number = client_for(side.officer), side.recommendation.number
    form = client.get(at(side, "response-add", number)).context["form"]
    assert form.initial["asked"] == side.recommendation.text
    sent = REFUSED | {"sent_once": form.initial["sent_once"]}
    address = at(side, "response-add", number)
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code in {302, 404}
    assert side.review.publication.responses.count() == 1
    page = client.get(at(side, "publication")).content.decode()
    assert "Add a form for every visit" in page


def test_a_refusal_needs_its_reason(side, client_for):
    decided(side)
    client = client_for(side.officer)
    address = at(side, "response-add", side.recommendation.number)
    token = client.get(address).context["form"].initial["sent_once"]
    page = client.post(address, REFUSED | {"reason": " ", "sent_once": token})
    assert "Say why" in page.content.decode()
    assert "Managers look at ten visits" in page.content.decode()


def test_the_second_of_two_writers_sees_the_first(side, client_for):
    made = decided(side)
    answer = answered(side, made)
    change_response(
        response=answer, values=REFUSED | {"reason": "First"}, version=1, by=side.chair
    )
    sent = REFUSED | {"reason": "Second", "version": 1}
    page = client_for(side.officer).post(at(side, "response-edit", answer.pk), sent)
    text = page.content.decode()
    assert page.status_code == 200 and "First" in text and "Second" in text


def test_words_of_an_answer_are_kept_while_they_are_typed(side, client_for):
    decided(side)
    client = client_for(side.officer)
    name = f"answer-{side.recommendation.number}"
    typed = {"asked": "Half a", "sequence": "1"}
    kept = client.post(at(side, "unsaved-words", name), typed)
    assert kept.status_code == 200
    page = client.get(at(side, "response-add", side.recommendation.number))
    assert "Half a" in page.content.decode()

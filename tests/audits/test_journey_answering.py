"""Answering in a real browser: autosave, a colleague, a session that ends."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from audits.models import Answer, AnswerDraft

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def side(world):
    return world.alpha


def address(side):
    return f"/{side.board.slug}/returns/{side.open_return.reference}/question/s1-2/"


def status(page):
    return page.locator("#autosave-status")


def test_words_save_themselves_while_typing(side, open_page):
    page = open_page(side.lead)
    page.goto(address(side))

    page.fill("#id_text", "We meet every month.")

    expect(status(page)).to_contain_text("Saved at", timeout=8000)
    assert Answer.objects.get(question=side.question).text == "We meet every month."
    page.fill("#id_text", "We meet every month and write it down.")
    page.click("text=Save and go back to the list")
    page.wait_for_url("**/returns/*/")
    answer = Answer.objects.get(question=side.question)
    assert answer.text == "We meet every month and write it down."
    assert not AnswerDraft.objects.exists()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_colleague_on_the_same_question_loses_no_words(side, open_page):
    lead, colleague = open_page(side.lead), open_page(side.contributor)
    lead.goto(address(side))
    colleague.goto(address(side))
    lead.fill("#id_text", "From the lead.")
    expect(status(lead)).to_contain_text("Saved at", timeout=8000)

    colleague.fill("#id_text", "From the colleague.")

    expect(status(colleague)).to_contain_text("lead alpha saved", timeout=8000)
    with colleague.expect_response("**/save/", timeout=8000):
        colleague.fill("#id_text", "From the colleague, and more.")
    colleague.click("text=Compare the two")
    expect(colleague.locator("main")).to_contain_text("From the lead.")
    expect(colleague.locator("main")).to_contain_text("From the colleague, and more.")
    colleague.click("text=Combine them")
    colleague.click("text=Save as a new version")
    colleague.wait_for_url("**/question/s1-2/")
    text = Answer.objects.get(question=side.question).text
    assert text == "From the lead.\n\nFrom the colleague, and more."


def test_session_that_ends_in_mid_sentence_loses_no_words(side, open_page):
    page = open_page(side.lead)
    page.goto(address(side))
    page.fill("#id_text", "First half,")
    expect(status(page)).to_contain_text("Saved at", timeout=8000)
    Session.objects.all().delete()

    page.fill("#id_text", "First half, second half.")

    expect(status(page)).to_contain_text("You were signed out", timeout=8000)
    assert page.input_value("#id_text") == "First half, second half."
    assert AnswerDraft.objects.get().values["text"] == "First half, second half."
    again = open_page(side.lead)  # signed in once more, in another window
    again.goto(address(side))
    expect(again.locator("#id_text")).to_have_value("First half, second half.")
    again.click("button:text-is('Save')")
    again.wait_for_load_state()
    text = Answer.objects.get(question=side.question).text
    assert text == "First half, second half."
    assert not AnswerDraft.objects.exists()


def test_portal_out_of_reach_keeps_the_words_and_tries_again(side, open_page):
    page = open_page(side.lead)
    page.goto(address(side))
    page.context.set_offline(True)
    page.fill("#id_text", "Typed on the train.")
    expect(status(page)).to_contain_text("Cannot reach the portal", timeout=8000)

    page.context.set_offline(False)

    expect(status(page)).to_contain_text("Saved at", timeout=15000)
    assert Answer.objects.get(question=side.question).text == "Typed on the train."


def test_everything_works_without_scripts(side, open_page):
    page = open_page(side.lead, java_script_enabled=False)
    page.goto(address(side))
    page.fill("#id_text", "Plain form.")

    page.click("button:text-is('Save')")

    expect(page.locator("#id_text")).to_have_value("Plain form.")
    assert Answer.objects.get(question=side.question).text == "Plain form."

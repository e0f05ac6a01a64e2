"""From "not yet sent" to the receipt, through the executive, and back."""

import pytest
from django.urls import reverse

from audits.models import AnswerDraft, AnswerEvidence, Submission
from audits.services.improvements import decline
from audits.services.submitting import submit
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(world):
    """The open return of the first board, whole but for evidence."""
    side = world.alpha
    side.draft_answer.level = side.levels[3]
    side.draft_answer.improvement = "Train every team"
    side.draft_answer.save()
    make.AnswerFactory(agency_return=side.open_return, question=side.question, text="W")
    return side


@pytest.fixture
def whole(side):
    evidence = make.EvidenceFactory(agency=side.agency, title="Minutes")
    AnswerEvidence.objects.create(
        answer=side.draft_answer, evidence=evidence, added_by=side.lead
    )
    return side


def page(side, name="return", *more):
    where = [side.board.slug, side.open_return.reference]
    return reverse(f"audits:{name}", args=[*where, *more])


def state(side):
    side.open_return.refresh_from_db()
    return side.open_return.state


@pytest.mark.requirement("CTM-45")
def test_what_is_missing_is_listed_with_a_way_to_it_and_nothing_is_sent(
    side, client_for
):
    client = client_for(side.lead)

    response = client.post(page(side, "return-submit"))

    assert response.url == page(side, "return-review")
    shown = client.get(response.url).content.decode()
    assert "1 question is not ready" in shown and "Add evidence" in shown
    assert page(side, "return-question", side.rating.key) in shown
    assert state(side) == "in_progress"


@pytest.mark.requirement("CTM-43")
def test_lead_sends_executive_signs_and_everyone_is_told_where_it_is(whole, client_for):
    lead, executive = client_for(whole.lead), client_for(whole.executive)

    told = lead.post(page(whole, "return-submit"), follow=True).content.decode()
    assert "has not been sent to the board yet" in told
    assert state(whole) == "with_executive"

    shown = executive.get(page(whole, "return-sign-off")).content.decode()
    assert "sent it to you" in shown and "Sign off and send to the board" in shown
    receipt = executive.post(
        page(whole, "return-sign-off"), {"decision": "sign"}, follow=True
    )
    submission = Submission.objects.get(agency_return=whole.open_return)
    assert submission.reference in receipt.content.decode()
    assert "The board has your return" in receipt.content.decode()


def test_executive_sends_it_back_and_the_note_is_shown(whole, client_for):
    lead, executive = client_for(whole.lead), client_for(whole.executive)
    lead.post(page(whole, "return-submit"))

    empty = executive.post(page(whole, "return-sign-off"), {"words": ""})
    assert empty.context["form"].errors
    executive.post(page(whole, "return-sign-off"), {"words": "Say which teams"})

    assert state(whole) == "in_progress"
    assert "Say which teams" in lead.get(page(whole)).content.decode()


def test_lead_takes_it_back_from_the_executive(whole, client_for):
    lead = client_for(whole.lead)
    lead.post(page(whole, "return-submit"))
    lead.post(page(whole, "return-withdraw"))

    assert state(whole) == "in_progress"


@pytest.mark.parametrize(
    ("name", "status"),
    [("contributor", 403), ("other_lead", 404), ("officer", 403), ("chair", 404)],
)
def test_others_cannot_submit(whole, client_for, name, status):
    client = client_for(getattr(whole, name))

    assert client.post(page(whole, "return-submit")).status_code == status
    assert state(whole) == "in_progress"


def test_lead_without_the_right_cannot_sign(whole, client_for):
    assert client_for(whole.lead).get(page(whole, "return-sign-off")).status_code == 403


def test_no_receipt_before_it_is_sent(whole, client_for):
    response = client_for(whole.lead).get(page(whole, "return-receipt"))

    assert response.url == page(whole)


def test_board_reads_the_frozen_copy_never_the_live_words(whole, client_for):
    officer = client_for(whole.officer)
    assert officer.get(page(whole, "return-copy", 1)).status_code == 404
    submit(agency_return=whole.open_return, by=whole.executive)
    whole.draft_answer.position = "Written after sending"
    whole.draft_answer.save()

    shown = officer.get(page(whole, "return-copy", 1)).content.decode()
    assert "Our position" in shown and "Written after sending" not in shown
    assert client_for(whole.chair).get(page(whole, "return-copy", 1)).status_code == 200
    for name in ("other_lead", "member", "practitioner"):
        client = client_for(getattr(whole, name))
        assert client.get(page(whole, "return-copy", 1)).status_code == 404


def test_officer_reopens_with_a_reason_the_agency_reads(whole, client_for):
    submit(agency_return=whole.open_return, by=whole.executive)
    officer = client_for(whole.officer)
    assert (
        officer.post(page(whole, "return-reopen"), {"words": ""}).context["form"].errors
    )
    assert client_for(whole.lead).get(page(whole, "return-reopen")).status_code == 403

    officer.post(page(whole, "return-reopen"), {"words": "Figures are missing"})

    assert state(whole) == "reopened"
    shown = client_for(whole.lead).get(page(whole)).content.decode()
    assert "Figures are missing" in shown and "Not yet sent" in shown
    assert officer.get(page(whole, "return-copy", 1)).status_code == 200
    question = page(whole, "return-question", whole.rating.key)
    assert officer.get(question).status_code == 403


def test_thread_is_open_to_both_sides_and_shows_the_board_the_frozen_answer(
    whole, client_for
):
    submit(agency_return=whole.open_return, by=whole.executive)
    url = page(whole, "return-clarify", whole.rating.key)
    officer, lead = client_for(whole.officer), client_for(whole.lead)

    officer.post(url, {"words": "Which teams?"})
    shown = lead.get(page(whole, "return-question", whole.rating.key)).content.decode()
    assert "Which teams?" in shown
    lead.post(url, {"words": "All teams."})
    told = officer.get(url).content.decode()
    assert "All teams." in told and "As handed in" in told
    officer.post(url, {"settle": "1"})
    assert not whole.open_return.clarifications.filter(settled_at=None).exists()
    for name in ("other_lead", "member"):
        assert client_for(getattr(whole, name)).get(url).status_code == 404


@pytest.mark.requirement("SOM-20")
def test_gap_becomes_an_action_with_post_and_date(whole, client_for):
    submit(agency_return=whole.open_return, by=whole.executive)
    action = whole.open_return.improvements.get()
    client = client_for(whole.lead)
    url = page(whole, "return-improvement", action.pk)

    refused = client.post(
        url, {"decision": "confirm", "text": "Train", "owner": "Head of training"}
    )
    shown = refused.content.decode()
    assert "By when" in shown and 'value="Head of training"' in shown
    client.post(
        url,
        {
            "decision": "confirm", "text": "Train", "owner": "Head of training",
            "due_on_day": "31", "due_on_month": "1", "due_on_year": "2027",
        },
    )  # fmt: skip

    action.refresh_from_db()
    assert (action.state, action.owner) == ("confirmed", "Head of training")
    assert client_for(whole.contributor).post(url).status_code == 403
    assert client_for(whole.other_lead).post(url).status_code == 404


def test_words_that_would_not_be_sent_are_pointed_to(whole, client_for):
    AnswerDraft.objects.create(
        agency_return=whole.open_return, question=whole.question, user=whole.lead,
        page="p", cause="conflict", values={"text": "Mine"},
    )  # fmt: skip
    review = page(whole, "return-review")

    shown = client_for(whole.lead).get(review).content.decode()
    assert "words that are not in the answer" in shown
    for other in (whole.executive, whole.contributor):
        shown = client_for(other).get(review).content.decode()
        assert "words that are not in the answer" not in shown


def test_an_action_is_decided_on_once_and_by_who_may(whole, client_for):
    submit(agency_return=whole.open_return, by=whole.executive)
    action = whole.open_return.improvements.get()
    url = page(whole, "return-improvement", action.pk)
    page_of = page(whole, "return-improvements")
    shown = client_for(whole.contributor).get(page_of).content.decode()
    assert "Train every team" in shown and "Confirm the action" not in shown

    lead = client_for(whole.lead)
    lead.post(url, {"decision": "decline", "reason": "Done since"})
    sent = {"decision": "confirm", "text": "Stale", "owner": "Head"}
    due = {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2030"}
    shown = client_for(whole.executive).post(url, sent | due).content.decode()

    assert "decided on already" in shown and "Stale" in shown
    action.refresh_from_db()
    assert (action.state, action.reason) == ("declined", "Done since")


@pytest.fixture
def action(whole):
    """What the low rating raised, once the board has the return."""
    submit(agency_return=whole.open_return, by=whole.executive)
    return whole.open_return.improvements.get()


TYPED = {
    "decision": "confirm", "text": "Train night staff", "owner": "Head of training",
    "due_on_day": "31", "due_on_month": "2", "due_on_year": "2027",
}  # fmt: skip


def test_each_action_is_decided_on_a_page_of_its_own(whole, action, client_for):
    client, url = client_for(whole.lead), page(whole, "return-improvement", action.pk)

    listed = client.get(page(whole, "return-improvements")).content.decode()
    assert url in listed and "<textarea" not in listed
    assert "Train every team" in client.get(url).content.decode()
    client.post(url, {"decision": "decline", "reason": "Done since"})

    listed = client.get(page(whole, "return-improvements")).content.decode()
    assert "Done since" in listed and url not in listed
    assert client.get(url).url == page(whole, "return-improvements") + (
        f"#action-{action.pk}"
    )


def test_words_of_an_action_stay_while_its_date_is_wrong(whole, action, client_for):
    url = page(whole, "return-improvement", action.pk)

    other = TYPED | {"reason": "Or not at all"}
    shown = client_for(whole.lead).post(url, other).content.decode()

    assert "that month is shorter" in shown
    for words in ("Train night staff", "Head of training", "Or not at all"):
        assert words in shown
    for name in ("day", "month", "year"):
        assert f'value="{TYPED[f"due_on_{name}"]}"' in shown
    action.refresh_from_db()
    assert action.state == "draft"


@pytest.mark.parametrize("gone", [False, True])
def test_words_of_a_stale_page_stay(whole, action, gone, client_for):
    url = page(whole, "return-improvement", action.pk)
    if gone:  # sent again with a rating that needs none
        action.delete()
    else:
        decline(action=action, by=whole.executive, reason="Done since")

    response = client_for(whole.lead).post(url, TYPED)

    shown = response.content.decode()
    assert response.status_code == 409
    for words in ("Train night staff", "Head of training", "31 2 2027"):
        assert words in shown
    assert ("Done since" in shown) is not gone
    assert not whole.open_return.improvements.filter(state="confirmed").exists()


def test_sending_back_without_a_word_names_the_field(whole, client_for):
    submit_to_executive = client_for(whole.lead).post(page(whole, "return-submit"))
    assert submit_to_executive.status_code == 302
    url = page(whole, "return-sign-off")

    for words, said in (("", "write something"), ("x" * 4001, "write up to 4,000")):
        shown = client_for(whole.executive).post(url, {"words": words}).content.decode()
        assert f"What needs changing: {said}" in shown


@pytest.mark.requirement("HAR-44")
@pytest.mark.requirement("SOM-22")
@pytest.mark.requirement("CTM-52")
def test_written_return_of_three_answers_is_sent(world, client_for):
    side = world.alpha
    edition = make.EditionFactory(questionnaire=side.questionnaire, number=2)
    section = make.SectionFactory(edition=edition)
    questions = [make.QuestionFactory(section=section, order=n) for n in range(3)]
    round = make.RoundFactory(
        board=side.board, edition=edition, state="open", executive_sign_off=False
    )
    side.open_return = make.AgencyReturnFactory(round=round, agency=side.agency)
    client = client_for(side.lead)
    for question in questions:
        url = page(side, "return-question", question.key)
        client.post(url, client.get(url).context["hidden"] | {"text": "We did"})

    receipt = client.post(page(side, "return-submit"), follow=True)

    assert "The board has your return" in receipt.content.decode()
    content = Submission.objects.get(agency_return=side.open_return).content
    assert [row["text"] for row in content["answers"]] == ["We did"] * 3
    assert content["period"] == round.period

"""Moderating a return, comparing agencies, and what the board makes of it."""

import datetime

import pytest
from django.urls import reverse

from audits.models import ModerationStep, ScrutinyNote
from tests import factories as make


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def officer(side, client_for):
    return client_for(side.officer)


def at(name, *args):
    return reverse(f"audits:{name}", args=["alpha", *args])


def released(side, officer, *groups):
    data = {"groups": [group.pk for group in groups]}
    officer.post(at("round-release", side.round.reference), data)


def hand_in(side, level, position="Where we stand"):
    """The third agency's return, rated and handed in."""
    made = make.AgencyReturnFactory(
        round=side.round,
        agency=side.third_agency,
        state="submitted",
        submitted_by=side.chair,
        submitted_at=datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC),
    )
    make.AnswerFactory(
        agency_return=made,
        question=side.rating,
        level=side.levels[level],
        position=position,
        complete=True,
        updated_by=side.chair,
    )
    return made


def test_moderation_stands_beside_the_agencys_own_rating(side, officer, client_for):
    answer, reference = side.received_answer, side.received_return.reference
    page = at("answer-moderate", reference, answer.pk)
    amber = side.levels[2]
    data = {"level": amber.pk, "text": "The evidence is out of date"}
    assert officer.post(page, data).url == at("return-moderate", reference)

    lead = client_for(side.other_lead)
    lead.post(at("answer-reply", reference, answer.pk), {"text": "It was renewed"})
    green = {"level": side.levels[1].pk, "text": "Seen", "final": "on"}
    client_for(side.chair).post(page, green)
    officer.post(at("return-moderated", reference))

    kinds = [(s.kind, s.level) for s in ModerationStep.objects.order_by("pk")]
    assert kinds == [("moderated", amber), ("reply", None), ("final", side.levels[1])]
    answer.refresh_from_db()
    assert answer.level == side.levels[1] and answer.text == ""
    side.received_return.refresh_from_db()
    assert side.received_return.state == "moderated"
    shown = lead.get(at("return-moderate", reference)).content.decode()
    for words in ("The evidence is out of date", "It was renewed", "Seen"):
        assert words in shown


def test_an_agency_is_told_of_moderation_until_it_replied(side, officer, client_for):
    answer, found = side.received_answer, side.received_return
    page = at("return-moderate", found.reference)
    lead, work = client_for(side.other_lead), reverse("your-work")
    assert "moderated no rating" in lead.get(page).content.decode()
    assert page not in lead.get(work).content.decode()

    moderate = at("answer-moderate", found.reference, answer.pk)
    officer.post(moderate, {"level": side.levels[2].pk, "text": "Out of date"})

    assert page in lead.get(work).content.decode()
    assert page in lead.get(at("return", found.reference)).content.decode()
    for stranger in (side.lead, side.officer, side.practitioner):
        assert page not in client_for(stranger).get(work).content.decode()
    lead.post(at("answer-reply", found.reference, answer.pk), {"text": "Renewed"})
    assert page not in lead.get(work).content.decode()


def test_an_agency_is_told_of_a_message_until_it_answered(side, officer, client_for):
    place = [side.received_return.reference, side.rating.key]
    page = at("return-clarify", *place)
    officer.post(page, {"words": "Which teams?"})
    lead, work = client_for(side.other_lead), reverse("your-work")

    assert "Which teams?" in lead.get(work).content.decode()
    assert "Which teams?" not in client_for(side.lead).get(work).content.decode()
    lead.post(page, {"words": "All of them"})
    assert page not in lead.get(work).content.decode()


def test_a_moderated_rating_needs_a_reason_and_a_level_of_its_scale(world, officer):
    side = world.alpha
    page = at(
        "answer-moderate", side.received_return.reference, side.received_answer.pk
    )
    wrong = {"level": world.beta.levels[0].pk, "text": ""}
    refused = officer.post(page, wrong)
    assert set(refused.context["form"].errors) == {"level", "text"}
    assert not ModerationStep.objects.exists()


def test_a_draft_is_not_moderated(side, officer):
    page = at("answer-moderate", side.open_return.reference, side.draft_answer.pk)
    assert officer.get(page).status_code == 404


@pytest.mark.requirement("HAR-26")
def test_answers_are_collated_and_the_board_records_its_scrutiny(
    side, officer, client_for
):
    """Handed in online, set side by side by the portal, scrutinised by a member."""
    hand_in(side, 3)
    page = officer.get(at("round-analysis", side.round.reference))
    rows = {str(row.agency): row for row in page.context["map"].rows}
    assert rows["Hospital alpha"].received and rows["Housing alpha"].received
    assert not rows["Police alpha"].received
    assert "canarydraftalpha" not in page.content.decode()

    member, address = (
        client_for(side.member),
        at("round-scrutiny", side.round.reference),
    )
    assert member.get(address).status_code == 403
    released(side, officer)
    data = {"kind": "scrutiny", "text": "How was this tested?", "agency": ""}
    assert member.post(address, data).status_code == 302
    note = ScrutinyNote.objects.get()
    assert (note.round, note.by, note.kind) == (side.round, side.member, "scrutiny")
    assert "How was this tested?" in member.get(address).content.decode()


@pytest.mark.requirement("SOM-23")
def test_a_gap_leads_to_a_challenge_or_an_item_of_the_plan(side, officer, client_for):
    """From the standard most agencies rate low, to the agency and the shared plan."""
    hand_in(side, 3)
    page = officer.get(at("round-analysis", side.round.reference))
    [gap] = page.context["gaps"]
    assert (gap.standard.pk, gap.low) == (side.rating.pk, 1)
    address = at("round-scrutiny", side.round.reference)
    told = {"agency": side.third_agency.pk, "question": side.rating.pk}
    for kind, text in (("challenge", "When will it be Green?"), ("plan_item", "Train")):
        officer.post(address, {"kind": kind, "text": text} | told)

    notes = {note.kind: note for note in ScrutinyNote.objects.all()}
    assert {n.question for n in notes.values()} == {side.rating}
    assert set(notes) == {"challenge", "plan_item"}
    lead = make.UserFactory()
    make.MembershipFactory(
        user=lead, board=side.board, role="agency_lead", agency=side.third_agency
    )
    challenge = notes["challenge"]
    asked = at("scrutiny-respond", challenge.pk)
    work = client_for(lead).get(reverse("your-work")).content.decode()
    assert asked in work and at("scrutiny-respond", notes["plan_item"].pk) not in work
    assert asked not in client_for(side.lead).get(reverse("your-work")).content.decode()
    client_for(lead).post(at("scrutiny-respond", challenge.pk), {"text": "By May"})
    challenge.refresh_from_db()
    assert (challenge.response, challenge.responded_by) == ("By May", lead)
    assert asked not in client_for(lead).get(reverse("your-work")).content.decode()
    assert "By May" in officer.get(address).content.decode()
    other = client_for(side.lead).get(at("scrutiny-respond", challenge.pk))
    assert other.status_code == 404
    again = client_for(lead).get(at("scrutiny-respond", challenge.pk))
    assert again.url == reverse("your-work")


@pytest.mark.requirement("SOM-21")
def test_support_offered_is_recorded_and_rounds_are_compared(side, officer):
    """What an agency got between two rounds, and whether its rating moved."""
    hand_in(side, 3, position="Weak a year ago")
    address = at("round-scrutiny", side.round.reference)
    data = {"kind": "support", "text": "A mentor", "agency": side.third_agency.pk}
    officer.post(address, data)
    assert ScrutinyNote.objects.get().agency == side.third_agency

    later = make.RoundFactory(
        board=side.board,
        edition=side.edition,
        state="open",
        previous=side.round,
        period="2027-28",
    )
    side.round = later
    hand_in(side, 1, position="Better now")
    page = officer.get(at("round-analysis", later.reference))
    [tally] = page.context["tallies"]
    assert (tally.better, tally.worse) == (1, 0)
    assert (
        "Better now"
        in officer.get(
            at("round-standard", later.reference, side.rating.key)
        ).content.decode()
    )


def test_members_read_the_analysis_once_released_and_groups_when_named(
    side, officer, client_for
):
    other = make.GroupFactory(board=side.board)
    seated = make.UserFactory()
    make.MembershipFactory(user=seated, board=side.board, role="practitioner")
    make.SeatHoldingFactory(user=seated, seat=make.SeatFactory(group=other))
    address = at("round-analysis", side.round.reference)
    assert client_for(side.member).get(address).status_code == 403
    released(side, officer)
    assert client_for(side.member).get(address).status_code == 200
    assert client_for(side.lead).get(address).status_code == 403
    assert client_for(seated).get(address).status_code == 404
    released(side, officer, other)
    assert client_for(seated).get(address).status_code == 200


@pytest.mark.parametrize("name", ["round-analysis", "round-words"])
@pytest.mark.parametrize("number", [1, 40])
def test_comparing_agencies_takes_few_queries(
    side, officer, name, number, django_assert_max_num_queries
):
    for _ in range(number):
        agency = make.AgencyFactory(on_boards=[side.board])
        row = make.AgencyReturnFactory(
            round=side.round,
            agency=agency,
            state="submitted",
            submitted_by=side.officer,
            submitted_at=datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC),
        )
        make.AnswerFactory(
            agency_return=row,
            question=side.rating,
            level=side.levels[number % 4],
            complete=True,
            updated_by=side.officer,
        )
    address = at(name, side.round.reference)
    officer.get(address)
    with django_assert_max_num_queries(20):
        officer.get(address)


def test_what_is_wrong_with_a_challenge_stands_above_the_heading(side, officer):
    shown = officer.post(at("round-scrutiny", side.round.reference), {"text": ""})

    page = shown.content.decode()
    assert page.index("govuk-error-summary") < page.index("<h1")


def test_only_sectors_that_were_asked_narrow_the_analysis(side, officer):
    page = officer.get(at("round-analysis", side.round.reference))

    asked = {row.agency.sector for row in page.context["map"].rows}
    assert {key for key, _word in page.context["sectors"]} == asked


def test_an_agency_that_did_not_hand_in_shows_its_last_rating(side, officer):
    before = make.RoundFactory(board=side.board, edition=side.round.edition)
    handed_in = make.AgencyReturnFactory(
        round=before,
        agency=side.agency,
        state="submitted",
        submitted_by=side.chair,
        submitted_at=datetime.datetime(2025, 5, 1, tzinfo=datetime.UTC),
    )
    make.AnswerFactory(
        agency_return=handed_in,
        question=side.rating,
        level=side.levels[1],
        complete=True,
    )
    side.round.previous = before
    side.round.save()

    page = officer.get(at("round-standard", side.round.reference, side.rating.key))

    cells = {row.agency: cell for row, cell in page.context["cells"]}
    assert cells[side.agency].state == "not_returned"
    assert cells[side.agency].previous == side.levels[1]


def test_a_moderator_begins_a_conversation_about_a_question(side, officer):
    reference = side.received_return.reference
    thread = at("return-clarify", reference, side.rating.key)

    for page in ("return", "return-moderate"):
        assert thread in officer.get(at(page, reference)).content.decode()
    status = officer.get(at("return", reference)).content.decode()
    assert side.round.get_absolute_url() in status
    officer.post(thread, {"words": "Which team?"})

    assert side.received_return.clarifications.get().text == "Which team?"


def test_a_member_is_led_to_the_ratings_and_to_no_page_that_is_closed(
    side, officer, client_for
):
    released(side, officer)
    member, address = client_for(side.member), at("round", side.round.reference)
    ratings = at("round-analysis", side.round.reference)
    moderation = at("return-moderate", side.received_return.reference)

    assert "Read what agencies rated" in member.get(address).content.decode()
    assert moderation not in member.get(ratings).content.decode()
    assert moderation in officer.get(ratings).content.decode()

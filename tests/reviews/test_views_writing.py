"""Scope, report, learning event: words of several people, none of them lost."""

import datetime

import pytest

from frameworks.vocabulary import Clock
from learning.services.stages import MoveRefused, advance
from reviews.models import UnsavedWords
from reviews.services.deciding import record_decision
from tests import factories as make
from tests.reviews.opened import WALES, at, dated, opened, text

TODAY = datetime.date.today
THREE = ("what_happened", "why_it_happened", "what_will_be_done")


@pytest.fixture
def found(world):
    return opened(world.alpha, "cpr_concise", pack=WALES, stage="decision")


def decide(review, by):
    record_decision(
        review=review,
        values={
            "outcome": "review",
            "reason": "To learn",
            "test_met": True,
            "decided_on": TODAY(),
            "decided_by": "Chair",
        },
        by=by,
    )


@pytest.mark.requirement("SOM-10")
def test_no_review_is_set_up_without_scope_and_proportion(world, client_for, found):
    client, officer = client_for(world.alpha.officer), world.alpha.officer
    decide(found, officer)
    sent = {"scope": "The last year", "version": 1}
    client.post(at(found, "scope"), sent)
    with pytest.raises(MoveRefused, match="why the size and method"):
        advance(source=found.source, to="set_up", by=officer)
    client.post(
        at(found, "scope"),
        sent | {"proportionality": "One event, two agencies", "version": 2},
    )
    advance(source=found.source, to="set_up", by=officer)
    found.refresh_from_db()
    assert found.proportionality == "One event, two agencies"


@pytest.mark.requirement("HAR-17")
def test_the_chair_commissions_with_a_day_roles_and_a_timeline(world, client_for):
    found = opened(world.alpha, "scr", on=datetime.date(2018, 3, 1), stage="set_up")
    found.panel.create(
        user=world.alpha.member, role="reviewer", appointed_by=world.alpha.officer
    )
    client = client_for(world.alpha.chair)
    day = datetime.date(2018, 4, 3)
    sent = {"scope": "A year", "version": 1} | dated("commissioned_on", day)
    assert client.post(at(found, "scope"), sent).status_code == 302
    assert found.source.dates.get(clock=Clock.COMMISSIONED).on == day
    said = text(client.get(at(found, "scope")))
    for words in (
        "Serious case review criteria of 2015",
        "1 March 2018",
        "3 April 2018",
        "Reviewer",
        "Complete the serious case review",
        "due 3 October 2018",
    ):
        assert words in said


def test_the_toolkit_used_is_kept_by_edition(world, client_for, found):
    client = client_for(world.alpha.officer)
    page = text(client.get(at(found, "scope")))
    assert "Working Together to Safeguard People, Volume 2" in page
    client.post(at(found, "scope"), {"toolkit_version": "2016", "version": 1})
    found.refresh_from_db()
    assert found.toolkit_version == "2016"


@pytest.mark.requirement("WOL-4")
def test_a_report_is_complete_with_all_three(world, client_for, found):
    client, officer = client_for(world.alpha.officer), world.alpha.officer
    found.source.stage = "report"
    found.source.save()
    make.FindingFactory(source=found.source)
    _keep_every_principle(found, officer)
    written = {}
    for number, name in enumerate(THREE, 1):
        with pytest.raises(MoveRefused, match="The report does not say"):
            advance(source=found.source, to="sign_off", by=officer)
        written[name] = f"Words {name}"
        client.post(at(found, "report"), written | {"version": number})
    assert advance(source=found.source, to="sign_off", by=officer)


def _keep_every_principle(review, by):
    for number in range(1, 9):
        review.principles.create(
            number=number, text="P", met=True, evidence="Minutes", by=by
        )


def test_two_people_write_two_parts_and_both_stay(world, client_for, found):
    client_for(world.alpha.chair).post(
        at(found, "report"), {"what_happened": "Plans stood still", "version": 1}
    )
    response = client_for(world.alpha.officer).post(
        at(found, "report"), {"why_it_happened": "No supervision", "version": 1}
    )
    assert response.status_code == 302
    found.refresh_from_db()
    assert found.what_happened == "Plans stood still"
    assert found.why_it_happened == "No supervision"


def test_two_people_write_the_same_part_and_see_both(world, client_for, found):
    client_for(world.alpha.chair).post(
        at(found, "report"),
        {"what_happened": "The chair's words", "why_it_happened": "C", "version": 1},
    )
    client = client_for(world.alpha.officer)
    mine = {"what_happened": "The officer's words", "version": 1}
    page = client.post(at(found, "report"), mine)
    assert [(d["theirs"], d["yours"]) for d in page.context["differences"]] == [
        ("The chair's words", "The officer's words")
    ]
    form = page.context["form"]
    assert form["why_it_happened"].value() == "C"
    again = {name: form[name].value() for name in (*THREE, "version")}
    assert client.post(at(found, "report"), again).status_code == 302
    found.refresh_from_db()
    assert found.what_happened == "The officer's words"
    assert found.why_it_happened == "C"


def test_words_are_kept_while_they_are_typed(world, client_for, found):
    client = client_for(world.alpha.officer)
    answer = client.post(
        at(found, "unsaved-words", "report"),
        {"what_happened": "Half a sen", "version": 1, "sequence": 3},
    )
    assert answer.json()["state"] == "draft"
    page = client.get(at(found, "report"))
    assert "Half a sen" in text(page)
    assert "have not saved it" in text(page)
    found.refresh_from_db()
    assert found.what_happened == ""
    other = client_for(world.alpha.chair).get(at(found, "report"))
    assert "Half a sen" not in text(other)
    client.post(at(found, "report"), {"what_happened": "A sentence", "version": 1})
    assert not UnsavedWords.objects.exists()


def test_kept_words_meet_what_somebody_saved_since(world, client_for, found):
    client = client_for(world.alpha.officer)
    client.post(
        at(found, "unsaved-words", "report"), {"what_happened": "Mine", "version": 1}
    )
    client_for(world.alpha.chair).post(
        at(found, "report"), {"what_happened": "Theirs", "version": 1}
    )
    form = client.get(at(found, "report")).context["form"]
    sent = {name: form[name].value() or "" for name in (*THREE, "version")}
    page = client.post(at(found, "report"), sent)
    assert [(d["theirs"], d["yours"]) for d in page.context["differences"]] == [
        ("Theirs", "Mine")
    ]


def test_kept_words_are_thrown_away_on_purpose(world, client_for, found):
    client = client_for(world.alpha.officer)
    client.post(at(found, "unsaved-words", "scope"), {"scope": "No"})
    client.post(at(found, "unsaved-words-forget", "scope"))
    assert not UnsavedWords.objects.exists()


def test_a_page_is_told_when_the_session_ended(found, client_for):
    answer = client_for(None).post(at(found, "unsaved-words", "report"))
    assert answer.status_code == 401
    assert answer.json()["state"] == "signed-out"


def test_only_known_pages_keep_words(world, client_for, found):
    client = client_for(world.alpha.officer)
    for page in ("elsewhere", "report-", "report-x"):
        assert client.post(at(found, "unsaved-words", page)).status_code == 404


def test_words_kept_are_gone_with_the_right_to_read(world, client_for, found):
    place = found.panel.create(
        user=world.alpha.practitioner, role="member", appointed_by=world.alpha.officer
    )
    client = client_for(world.alpha.practitioner)
    address = at(found, "unsaved-words", "report")
    assert client.post(address, {"what_happened": "x"}).status_code == 200
    place.declaration = "conflict"
    place.save()
    assert client.post(address, {"what_happened": "y"}).status_code == 404
    mine = UnsavedWords.objects.visible_to(world.alpha.practitioner)
    assert not mine.exists()


@pytest.mark.requirement("CTM-32")
def test_the_learning_event_starts_its_clock(world, client_for, found):
    client = client_for(world.alpha.officer)
    found.source.stage = "learning_event"
    found.source.save()
    with pytest.raises(MoveRefused, match="day the event was held"):
        advance(source=found.source, to="report", by=world.alpha.officer)
    sent = {"learning_event_note": "Handover is the theme", "version": 1}
    client.post(at(found, "learning-event"), sent | dated("held_on", TODAY()))
    assert found.source.dates.get(clock=Clock.LEARNING_EVENT).on == TODAY()
    assert advance(source=found.source, to="report", by=world.alpha.officer)


def test_a_refused_day_takes_no_words_with_it(world, client_for, found):
    later = TODAY() + datetime.timedelta(9)
    sent = {"learning_event_note": "Long note", "version": 1} | dated("held_on", later)
    page = client_for(world.alpha.officer).post(at(found, "learning-event"), sent)
    assert page.status_code == 200
    assert "Long note" in text(page)
    found.refresh_from_db()
    assert found.learning_event_note == ""


@pytest.mark.requirement("CTM-35")
@pytest.mark.parametrize("key", ["mapf_case", "mapf_thematic"])
def test_a_forum_has_agreed_terms_a_report_and_themes(world, client_for, key):
    """Of either kind: no forum without terms of reference, no plan without report."""
    found, officer = opened(world.alpha, key, pack=WALES), world.alpha.officer
    client = client_for(officer)
    client.post(at(found, "involvement-add", "practitioner"), _role())
    decide(found, officer)
    advance(source=found.source, to="set_up", by=officer)
    with pytest.raises(MoveRefused, match="Write the scope"):
        advance(source=found.source, to="learning_event", by=officer)
    terms = {"scope": "Terms agreed", "proportionality": "One forum", "version": 1}
    client.post(at(found, "scope"), terms)
    advance(source=found.source, to="learning_event", by=officer)
    assert "Forum" in text(client.get(at(found, "learning-event")))
    client.post(at(found, "learning-event"), {"version": 2} | dated("held_on", TODAY()))
    advance(source=found.source, to="report", by=officer)
    with pytest.raises(MoveRefused, match="at least one finding"):
        advance(source=found.source, to="action_plan", by=officer)
    make.FindingFactory(source=found.source, themes=["handover"])
    found.refresh_from_db()
    report = dict.fromkeys(THREE, "Said") | {"version": found.version}
    client.post(at(found, "report"), report)
    assert advance(source=found.source, to="action_plan", by=officer)
    assert found.source.findings.get().themes == ["handover"]


def _role():
    sent_once = {"sent_once": "6b7bc8a4-3a55-4b6d-9d4e-111111111111"}
    role = {"role": "Social worker", "number": 2, "reply": "awaited"}
    return role | sent_once | dated("offered_on", TODAY())


def test_a_name_is_asked_about_before_it_is_kept(world, client_for, found):
    client = client_for(world.alpha.officer)
    sent = {"what_happened": "Then Mrs Llewellyn came", "version": 1}
    page = client.post(at(found, "report"), sent)
    assert "This could identify somebody" in text(page)
    assert "Then Mrs Llewellyn came" in text(page)
    found.refresh_from_db()
    assert found.what_happened == ""
    ticked = page.context["form"].fields["words_checked"].widget.attrs["value"]
    again = sent | {"words_checked": ticked}
    assert client.post(at(found, "report"), again).status_code == 302


def test_a_name_among_answers_is_asked_about_too(world, client_for, found):
    page = client_for(world.alpha.officer).post(
        at(found, "principles"),
        {"answer_1": "kept", "words_1": "DOB 12/03/2014"}
        | {f"version_{n}": 0 for n in range(1, 9)},
    )
    assert page.context["form"].errors.keys() == {"words_1"}
    assert "12/03/2014" in text(page)

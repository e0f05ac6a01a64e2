"""One review's page: stages, what is missing, limits, history; and moving it on."""

import datetime

import pytest
import time_machine

from frameworks.vocabulary import Clock, Condition
from learning.services.stages import pause_limit, record_date
from reviews.models import Review
from reviews.type_words import CLOCKS
from reviews.ways import FILLED_ON, PLANS
from tests import factories as make
from tests.reviews.opened import WALES, WOLVERHAMPTON, at, dated, opened, text

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


@pytest.fixture
def rapid(world):
    """A rapid review notified today."""
    made = opened(world.alpha, "rapid_review", title="Missing at night")
    record_date(
        source=made.source, clock=Clock.NOTIFIED, on=TODAY(), by=world.alpha.officer
    )
    return made


def shown(client, review):
    return client.get(review.get_absolute_url())


def moves(page):
    return {move.to: move for move in page.context["moves"]}


def test_every_condition_of_packs_leads_to_the_page_that_fills_it():
    assert set(FILLED_ON) | PLANS == set(Condition)


@pytest.mark.parametrize("stage", ["decision", "review", "report", "monitoring"])
def test_what_is_missing_is_said_with_a_link_to_where_it_is_filled(
    stage, world, as_officer
):
    made = opened(world.alpha, "lcspr", stage=stage)

    page = shown(as_officer, made)

    needs = [need for move in page.context["moves"] for need in move.needs]
    assert needs
    for need in needs:
        assert need.text in page.content.decode().replace("&#x27;", "'")
        assert need.links
        for link in need.links:
            assert as_officer.get(link.url).status_code == 200


@pytest.mark.requirement("HAR-2", "SOL-30")
def test_the_strip_says_in_words_what_is_done_now_and_to_come(world, as_officer):
    made = opened(world.alpha, "lcspr")
    as_officer.post(at(made, "review-move", "screening"), {"seen": "referral"})

    page = shown(as_officer, made)

    said = text(page)
    states = [(step.key, step.state) for step in page.context["strip"]][:3]
    assert states == [
        ("referral", "done"),
        ("screening", "current"),
        ("decision", "to come"),
    ]
    for words in ("Done", "Now here", "To come", "Identification of Learning"):
        assert words in said
    assert f"Moved on by {world.alpha.officer}" in said


@pytest.mark.requirement("CTM-32", "HAR-2")
def test_a_move_asks_for_day_and_note_and_keeps_both(world, as_officer):
    made = opened(world.alpha, "lcspr", on=TODAY() - datetime.timedelta(9))
    day = TODAY() - datetime.timedelta(2)

    answer = as_officer.post(
        at(made, "review-move", "screening"),
        {"seen": "referral", "note": "Papers are complete", **dated("on", day)},
    )

    assert answer.url == made.get_absolute_url()
    event = made.source.events.last()
    assert (event.to_stage, event.on, event.note) == (
        "screening",
        day,
        "Papers are complete",
    )
    page = shown(as_officer, made)
    assert "Papers are complete" in text(page)
    assert [(one.name, one.days) for one in page.context["times"]] == [
        ("Referral", 7),
        ("Screening", 2),
    ]


def test_a_move_that_is_not_open_says_what_is_missing(world, as_officer):
    made = opened(world.alpha, "lcspr", stage="screening")
    url = at(made, "review-move", "decision")
    assert "Answer every criterion" in text(as_officer.get(url))

    refused = as_officer.post(url, {"seen": "screening", "note": "My long note"})

    assert refused.status_code == 200
    assert "Answer every criterion" in text(refused)
    assert "My long note" in text(refused)


def test_who_comes_second_is_told_where_it_stands(world, as_officer):
    made = opened(world.alpha, "lcspr")
    url = at(made, "review-move", "screening")
    as_officer.post(url, {"seen": "referral"})

    second = as_officer.post(url, {"seen": "referral", "note": "Mine"})

    said = text(second)
    assert "Somebody moved it before you" in said
    assert "Mine" in said
    assert as_officer.get(url).url == made.get_absolute_url()


@pytest.mark.requirement("CTM-50")
def test_closing_asks_for_a_plan_or_a_reason(world, as_officer):
    made = opened(world.alpha, "single_agency_review", stage="report")
    close = at(made, "review-move", "closed")
    refused = as_officer.post(close, {"seen": "report"})
    assert "Agree an action plan, or record why there is none" in text(refused)

    url = at(made, "no-plan")
    version = as_officer.get(url).context["form"]["version"].value()
    as_officer.post(
        url, {"no_plan_reason": "Nothing is left to change", "version": version}
    )
    answer = as_officer.post(close, {"seen": "report"})

    assert answer.status_code == 302
    made = Review.objects.get(pk=made.pk)
    assert made.source.closed_on == TODAY()
    assert "Nothing is left to change" in text(shown(as_officer, made))


def test_two_reasons_for_no_plan_are_shown_side_by_side(world, as_officer):
    made = opened(world.alpha, "lcspr")
    url = at(made, "no-plan")
    version = as_officer.get(url).context["form"]["version"].value()
    as_officer.post(url, {"no_plan_reason": "The first", "version": version})

    page = as_officer.post(url, {"no_plan_reason": "The second", "version": version})

    assert "The first" in text(page)
    assert "The second" in text(page)


@pytest.mark.requirement("WOL-17", "WOL-18")
@pytest.mark.parametrize(
    ("key", "name", "state"),
    [
        ("scr", "Serious case review toolkit", "In use"),
        ("sar", "Safeguarding adults review toolkit", "Being developed"),
    ],
)
def test_the_toolkit_opens_from_inside_the_review(key, name, state, world, as_officer):
    made = opened(world.alpha, key, pack=WOLVERHAMPTON)

    assert at(made, "review-toolkit") in text(shown(as_officer, made))
    page = text(as_officer.get(at(made, "review-toolkit")))
    assert name in page
    assert state in page


@pytest.mark.requirement("WOL-18")
def test_adult_reviews_have_their_own_criteria_stages_and_limits(world, as_officer):
    made = opened(world.alpha, "sar", pack=WOLVERHAMPTON)

    page = text(as_officer.get(at(made, "review-toolkit")))

    assert "Care Act 2014, section 44" in page
    assert "needs for care and support" in page
    assert "Decide on a safeguarding adults review" in page


@pytest.mark.requirement("CTM-32")
@pytest.mark.parametrize("key", ["apr_concise", "cpr_extended", "dhr"])
def test_welsh_reviews_go_through_their_stages(key, world, as_officer):
    made = opened(world.alpha, key, pack=WALES)

    steps = [step.key for step in shown(as_officer, made).context["strip"]]

    assert steps[0] == "referral"
    assert "learning_event" in steps
    assert steps[-1] == "closed"


@pytest.mark.requirement("SOM-9")
def test_limits_say_due_day_countdown_basis_and_doubt(rapid, as_officer):
    said = text(shown(as_officer, rapid))

    assert "15 working days left" in said
    assert "Working Together: 15 working days from the notification" in said
    assert "The national panel replies" in said
    assert "Unverified: check" in said


def change(client, review, name, **data):
    url = at(review, name, "rapid_review")
    page = client.get(url)
    seen = page.context["form"]["seen"].value()
    return client.post(url, {"seen": seen, **data})


def test_a_limit_is_paused_resumed_and_extended_with_reasons(rapid, as_officer):
    limit = rapid.source.milestones.get(key="rapid_review")

    assert change(as_officer, rapid, "limit-pause", reason="A trial").status_code == 302
    assert "Stands still since" in text(shown(as_officer, rapid))
    assert change(as_officer, rapid, "limit-resume", reason="Over").status_code == 302
    later = limit.due_on + datetime.timedelta(20)
    change(
        as_officer,
        rapid,
        "limit-extend",
        reason="The panel agreed",
        **dated("new_due_on", later),
    )

    limit.refresh_from_db()
    assert limit.due_on == later
    said = text(shown(as_officer, rapid))
    for words in ("A trial", "Over", "The panel agreed", "Extended", "Paused"):
        assert words in said


def test_an_extension_over_somebody_elses_keeps_the_words(rapid, as_officer, world):
    url = at(rapid, "limit-pause", "rapid_review")
    old = TODAY() - datetime.timedelta(1)

    page = as_officer.post(url, {"seen": old.isoformat(), "reason": "My reason"})

    assert page.status_code == 200
    assert "Somebody changed this meanwhile" in text(page)
    assert "My reason" in text(page)
    again = {"seen": page.context["form"]["seen"].value(), "reason": "My reason"}
    assert as_officer.post(url, again).status_code == 302


def test_a_day_before_the_present_due_date_is_refused(rapid, as_officer):
    page = change(
        as_officer, rapid, "limit-extend", reason="Why", **dated("new_due_on", TODAY())
    )

    assert "new_due_on" in page.context["form"].errors
    assert "Why" in text(page)


@pytest.mark.requirement("SOM-9")
def test_days_are_recorded_corrected_and_taken_back(world, as_officer):
    made = opened(world.alpha, "rapid_review")
    url = at(made, "review-day", Clock.AWARE)
    first, then = TODAY() - datetime.timedelta(8), TODAY() - datetime.timedelta(3)

    as_officer.post(url, dated("on", first))
    assert made.source.milestones.get().starts_on == first
    as_officer.post(url, dated("on", then) | {"seen": first.isoformat()})
    assert made.source.milestones.get().starts_on == then
    said = text(shown(as_officer, made))
    assert f"Day corrected: {CLOCKS[Clock.AWARE]}" in said

    page = as_officer.post(url, dated("on", TODAY()) | {"seen": first.isoformat()})
    assert "Somebody changed this meanwhile" in text(page)

    remove = at(made, "review-day-remove", Clock.AWARE)
    assert as_officer.get(remove).status_code == 200
    as_officer.post(remove, {"seen": then.isoformat()})
    assert not made.source.milestones.exists()


def test_a_correction_says_which_limits_stay(rapid, as_officer, world):
    limit = rapid.source.milestones.get(key="rapid_review")
    pause_limit(milestone=limit, reason="Trial", by=world.alpha.officer)

    page = as_officer.post(
        at(rapid, "review-day", Clock.NOTIFIED),
        dated("on", TODAY() - datetime.timedelta(1)) | {"seen": TODAY().isoformat()},
        follow=True,
    )

    assert "its date stays: Send the rapid review" in text(page)


def test_only_days_of_the_type_are_kept(rapid, as_officer):
    assert as_officer.get(at(rapid, "review-day", "signed_off")).status_code == 404
    assert as_officer.get(at(rapid, "review-day", "nonsense")).status_code == 404


def test_past_the_table_of_bank_holidays_the_page_says_so(world, as_officer):
    made = opened(world.alpha, "rapid_review", on=datetime.date(2026, 11, 2))
    make.MilestoneFactory(source=made.source, due_on=datetime.date(2035, 1, 8))

    assert "Bank holidays of that year are not known yet" in text(
        shown(as_officer, made)
    )


def test_readers_of_a_published_review_see_no_working_words(world, client_for):
    made = opened(world.alpha, "lcspr", stage="screening")
    client_for(world.alpha.officer).post(at(made, "no-plan"), {})
    made.source.events.create(
        from_stage="referral", to_stage="screening", note="Working note"
    )
    made.source.audience = "board"
    made.source.save()
    client = client_for(world.alpha.member)

    page = text(shown(client, made))

    assert "Moved on to: Screening" in page
    assert "Working note" not in page
    assert "What to do next" not in page
    for name in ("review-days", "review-toolkit", "review-opened"):
        assert client.get(at(made, name)).status_code == 404


def test_a_panel_member_reads_but_does_not_move(world, client_for):
    made = opened(world.alpha, "lcspr")
    reviewer = make.UserFactory()
    make.MembershipFactory(user=reviewer, board=world.alpha.board, role="reviewer")
    made.panel.create(
        user=reviewer,
        role="member",
        declaration="independent",
        appointed_by=world.alpha.officer,
    )
    client = client_for(reviewer)

    page = shown(client, made)

    assert page.status_code == 200
    assert "Nothing is missing" in text(page)
    assert at(made, "review-move", "screening") not in text(page)
    assert client.get(at(made, "review-toolkit")).status_code == 200
    assert client.get(at(made, "review-move", "screening")).status_code == 403


def test_days_in_stage_count_from_the_day_it_moved(world, client_for):
    made = opened(world.alpha, "lcspr", on=TODAY() - datetime.timedelta(5))
    with time_machine.travel(datetime.datetime.now() + datetime.timedelta(2)):
        page = shown(client_for(world.alpha.officer), made)
    assert page.context["days"] == 7

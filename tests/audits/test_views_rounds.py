"""Rounds in the browser: preparing, checking, issuing, watching, running."""

import datetime
from io import BytesIO

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from audits.models import AgencyReturn, Round
from audits.services import rounds as services
from audits.services.editions import approve_edition
from boards.models import BankHoliday, Membership
from learning.deadlines import chases, dues
from learning.models import DigestItem
from tests import factories as make
from tests.audits.returns import fresh_return
from tests.audits.test_services_rounds import draft_round, published

TODAY = datetime.date(2026, 5, 5)


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def officer(side, client_for):
    return client_for(side.officer)


def at(name, *args):
    return reverse(f"audits:{name}", args=["alpha", *args])


def day(name, date):
    """A date as its three boxes."""
    parts = {"day": date.day, "month": date.month, "year": date.year}
    return {f"{name}_{part}": value for part, value in parts.items()}


def round_data(side, edition, **more):
    return {
        "edition": edition.pk,
        "title": "Section 135 2027-28",
        "period": "2027-28",
        **day("opens_on", datetime.date(2027, 4, 1)),
        **day("due_on", datetime.date(2027, 6, 30)),
        **day("event_on", datetime.date(2027, 9, 15)),
        "moderator": side.group.pk,
        "executive_sign_off": "on",
        "how": "sectors",
        "sectors": ["police", "housing"],
    } | more


def chosen(side):
    return at("round-add") + f"?questionnaire={side.questionnaire.key}"


def test_a_round_is_prepared_checked_and_issued(side, officer):
    first = officer.post(at("round-add"), {"questionnaire": side.questionnaire.key})
    assert first.url == chosen(side)

    saved = officer.post(first.url, round_data(side, side.edition))
    made = Round.objects.get(period="2027-28")
    assert saved.url == at("round-issue", made.reference)
    assert made.source.title == "Section 135 2027-28"
    page = officer.get(saved.url).content.decode()
    assert "Police alpha" in page and "Hospital alpha" not in page

    issued = officer.post(saved.url)
    assert issued.url == at("round", made.reference)
    again = officer.post(saved.url)
    assert again.url == at("round", made.reference)
    assert {r.agency for r in made.returns.all()} == {side.agency, side.third_agency}


def test_agencies_are_chosen_one_by_one(side, officer):
    ticked = {"how": "agencies", "agencies": [side.other_agency.pk], "sectors": []}
    officer.post(chosen(side), round_data(side, side.edition, **ticked))
    made = Round.objects.get(period="2027-28")
    assert list(made.asked.all()) == [side.other_agency]

    officer.post(
        at("round-edit", made.reference), round_data(side, side.edition, title="New")
    )
    made.source.refresh_from_db()
    assert made.source.title == "New"
    assert set(made.asked.all()) == {side.agency, side.third_agency}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        (day("due_on", datetime.date(2027, 1, 1)), "due_on"),
        (day("event_on", datetime.date(2027, 6, 1)), "event_on"),
        ({"opens_on_day": "31", "opens_on_month": "2"}, "opens_on"),
        ({"how": "agencies"}, "agencies"),
        ({"sectors": []}, "sectors"),
    ],
)
def test_what_is_wrong_with_a_round_is_named_and_kept(side, officer, wrong, field):
    data = round_data(side, side.edition, period="Kept words") | wrong
    page = officer.post(chosen(side), data)
    assert list(page.context["form"].errors) == [field]
    assert "Kept words" in page.content.decode()
    assert not Round.objects.filter(period="Kept words").exists()


def test_only_what_the_officer_may_see_is_offered(world, side, officer):
    form = officer.get(chosen(side)).context["form"]
    assert world.beta.agency not in form.fields["agencies"].queryset
    assert world.beta.group not in form.fields["moderator"].queryset
    assert side.restricted_group not in form.fields["moderator"].queryset
    other = world.beta.questionnaire
    other.key = "theirs"
    other.save()
    assert officer.get(at("round-add") + "?questionnaire=theirs").status_code == 404


def test_of_an_issued_round_only_title_event_and_moderator_change(side, officer):
    page = officer.get(at("round-edit", side.round.reference))
    assert list(page.context["form"].fields) == ["title", "event_on", "moderator"]
    event_on = side.round.due_on + datetime.timedelta(30)
    data = {"title": "Renamed", "due_on_day": "1", "moderator": side.group.pk}
    officer.post(
        at("round-edit", side.round.reference), data | day("event_on", event_on)
    )
    changed = Round.objects.get(pk=side.round.pk)
    assert (changed.source.title, changed.event_on) == ("Renamed", event_on)
    assert (changed.due_on, changed.moderator) == (side.round.due_on, side.group)


def test_a_restricted_moderator_is_named_to_its_members_only(side, officer, client_for):
    Round.objects.filter(pk=side.round.pk).update(moderator=side.restricted_group)
    for who in (side.officer, side.member, side.lead):
        page = client_for(who).get(at("round", side.round.reference))
        assert side.restricted_group.name not in page.content.decode()
    officer.post(at("round-edit", side.round.reference), {"title": "Renamed"})
    side.round.refresh_from_db()
    assert side.round.moderator == side.restricted_group
    page = client_for(side.restricted_member).get(at("round", side.round.reference))
    assert side.restricted_group.name in page.content.decode()


@pytest.mark.requirement("WOL-31")
def test_the_cycle_in_months_and_the_questionnaire_start_the_next_round(side, officer):
    """Two years after the last one, for schools, with who was consulted and when."""
    asked = side.questionnaire
    asked.cycle_months, asked.sectors = 24, ["school"]
    asked.moderator, asked.executive_sign_off = side.group, False
    asked.consulted_with = "Head teachers' group"
    asked.save()
    last = datetime.date(timezone.localdate().year, 3, 3)
    Round.objects.filter(pk=side.round.pk).update(opens_on=last, due_on=last)

    start = officer.get(chosen(side)).context["form"].initial

    due_on = start["due_on"]
    assert (due_on.year, due_on.month) == (last.year + 2, 3)
    assert due_on.weekday() < 5
    assert start["period"] == "2028-29"
    assert (start["sectors"], start["moderator"]) == (["school"], side.group)
    assert start["executive_sign_off"] is False


@pytest.mark.requirement("WOL-31")
def test_schools_are_asked_by_duty_and_their_leads_submit(side, officer, client_for):
    """A round of schools: type 175 or 157 beside each, and who was consulted."""
    side.questionnaire.consulted_with = "Head teachers' group"
    side.questionnaire.save()
    leads = {}
    for duty in ("175", "157"):
        school = make.AgencyFactory(sector="school", on_boards=[side.board])
        side.board.agency_links.filter(agency=school).update(school_duty=duty)
        leads[duty] = make.UserFactory()
        make.MembershipFactory(
            user=leads[duty], board=side.board, role="agency_lead", agency=school
        )
    made = draft_round(
        side,
        {"required": False},
        agencies=[],
        sectors=["school"],
        executive_sign_off=False,
    )
    check = officer.get(at("round-issue", made.reference)).content.decode()
    assert "not recorded when Head teachers&#x27; group was consulted" in check
    side.questionnaire.consulted_on = TODAY
    side.questionnaire.save()
    check = officer.get(at("round-issue", made.reference)).content.decode()
    assert "was consulted" not in check

    officer.post(at("round-issue", made.reference))
    for lead in leads.values():
        mine = made.returns.get(agency__memberships__user=lead)
        client_for(lead).post(at("return-submit", mine.reference))

    wall = officer.get(at("round", made.reference))
    assert {row.school_duty for row in wall.context["page"]} == {"175", "157"}
    assert {row.state for row in wall.context["page"]} == {"submitted"}


def test_the_check_names_what_is_missing(side, officer):
    BankHoliday.objects.create(day=datetime.date(2026, 6, 30), name="A holiday")
    make.PriorityFactory(board=side.board, year="2026-27", text_en="Hear children")
    review = published(side, TODAY, title="Family one")
    made = draft_round(
        side,
        {"key": "q2", "repeat": "priorities_inside"},
        {"key": "q4", "repeat": "per_published_review"},
        agencies=[side.agency, side.third_agency],
    )
    page = officer.get(at("round-issue", made.reference))
    check, text = page.context["check"], page.content.decode()
    assert check.without_lead == [side.third_agency]
    assert check.without_executive == [side.third_agency]
    assert check.questions == 2
    assert "30 June 2026, is a bank holiday" in text
    assert "No group has been recorded as agreeing this edition" in text
    assert "Hear children" in text and review.reference in text


@pytest.mark.requirement("CTM-46")
def test_the_agreed_tool_is_analysed_at_the_event_and_compared_with_last_year(
    side, officer
):
    last_year = datetime.date(2025, 6, 30)
    Round.objects.filter(pk=side.round.pk).update(
        opens_on=last_year, due_on=last_year, period="2025-26"
    )
    side.questionnaire.analysed_at = "Annual Development Day"
    side.questionnaire.save()
    made = draft_round(side, {"kind": "rating"})
    check = officer.get(at("round-issue", made.reference)).content.decode()
    assert "No group has been recorded as agreeing" in check
    today = timezone.localdate()
    approve_edition(edition=made.edition, group=side.group, on=today, by=side.officer)
    check = officer.get(at("round-issue", made.reference)).content.decode()
    assert "No group has been recorded as agreeing" not in check
    assert "Annual Development Day, 31 July 2026" in check

    officer.post(at("round-issue", made.reference))
    page = officer.get(at("round-analysis", made.reference)).content.decode()
    assert "Arrows compare with 2025-26" in page and "Police alpha" in page


def test_a_round_of_no_agencies_cannot_be_issued(side, officer):
    made = draft_round(side, agencies=[])
    page = officer.get(at("round-issue", made.reference)).content.decode()
    assert "No agency is chosen." in page and "Issue the round now" not in page
    officer.post(at("round-issue", made.reference))
    made.refresh_from_db()
    assert made.state == "draft"


@pytest.mark.requirement("CTM-54")
def test_a_block_is_put_in_for_a_review_by_reference_and_month(side, officer):
    made = draft_round(side, {"key": "q4", "repeat": "per_published_review"})
    data = {"reference": "CPR 9/2026", **day("month", TODAY)}
    assert officer.post(at("round-review-add", made.reference), data).status_code == 302
    twice = officer.post(at("round-review-add", made.reference), data)
    assert list(twice.context["form"].errors) == ["reference"]
    page = officer.get(at("round-issue", made.reference)).content.decode()
    assert "CPR 9/2026, May 2026" in page
    officer.post(at("round-issue", made.reference))
    assert made.items.get().review_reference == "CPR 9/2026"
    assert {r.total for r in made.returns.all()} == {1}

    other = draft_round(side, {"key": "q4", "repeat": "per_published_review"})
    officer.post(at("round-review-add", other.reference), data)
    officer.post(at("round-review-drop", other.reference), {"review": "CPR 9/2026"})
    assert not other.items.exists()


def test_a_draft_is_hidden_from_everybody_else_and_can_be_thrown_away(
    side, officer, client_for
):
    made = draft_round(side)
    for who in (side.lead, side.member, side.chair):
        assert client_for(who).get(at("round", made.reference)).status_code == 404
    assert officer.get(at("round-discard", made.reference)).status_code == 200
    officer.post(at("round-discard", made.reference))
    assert not Round.objects.filter(pk=made.pk).exists()


def listed(page):
    return [str(row) for row in page.context["page"]]


def test_the_list_of_rounds_filters_sorts_and_exports(side, officer, client_for):
    made = draft_round(side, period="2031-32")
    Round.objects.exclude(pk__in=[made.pk, side.round.pk]).filter(
        board=side.board
    ).update(board=make.BoardFactory())
    cases = [
        ({}, 2),
        ({"state": "draft"}, 1),
        ({"period": "2031-32"}, 1),
        ({"q": "135"}, 1),
        ({"q": made.reference.lower()}, 1),
        ({"questionnaire": side.questionnaire.key}, 2),
        ({"q": "nothing like it"}, 0),
    ]
    for query, number in cases:
        assert len(listed(officer.get(at("rounds"), query))) == number, query
    up = listed(officer.get(at("rounds"), {"sort": "title"}))
    assert up == listed(officer.get(at("rounds"), {"sort": "-title"}))[::-1]
    book = officer.get(at("rounds"), {"as": "xlsx", "state": "draft"})
    sheet = load_workbook(BytesIO(book.content)).active
    assert [cell.value for cell in sheet["A"]][1:] == [made.reference]
    assert listed(client_for(side.member).get(at("rounds"))) == [str(side.round)]


@pytest.mark.parametrize(
    ("query", "agencies"),
    [
        ({}, {"Police alpha", "Hospital alpha"}),
        ({"state": "outstanding"}, {"Police alpha"}),
        ({"state": "submitted"}, {"Hospital alpha"}),
        ({"state": "overdue"}, set()),
        ({"sector": "police"}, {"Police alpha"}),
        ({"q": "hosp"}, {"Hospital alpha"}),
    ],
)
def test_the_wall_filters_and_exports_what_is_shown(side, officer, query, agencies):
    page = officer.get(at("round", side.round.reference), query)
    assert {str(row.agency) for row in page.context["page"]} == agencies
    csv = officer.get(at("round", side.round.reference), query | {"as": "csv"})
    lines = csv.content.decode("utf-8-sig").splitlines()[1:]
    assert {line.split(",")[0] for line in lines} == agencies


def test_the_wall_shows_progress_and_people_and_never_draft_words(side, officer):
    text = officer.get(at("round", side.round.reference)).content.decode()
    assert "2 of 2" in text and str(side.lead) in text
    assert "canarydraftalpha" not in text and "canaryreceivedalpha" not in text


def test_everybody_sees_only_returns_they_may_know_of(side, client_for):
    expected = {
        side.chair: {side.other_agency},
        side.member: set(),
        side.lead: {side.agency},
        side.other_lead: {side.other_agency},
    }
    for who, agencies in expected.items():
        page = client_for(who).get(at("round", side.round.reference))
        assert {row.agency for row in page.context["page"]} == agencies
        assert page.context["tally"].total == len(agencies)
        csv = client_for(who).get(at("round", side.round.reference) + "?as=csv")
        assert len(csv.content.decode().splitlines()) == len(agencies) + 1
        assert str(side.lead) not in csv.content.decode()


def more_agencies(side, number):
    for _ in range(number):
        agency = make.AgencyFactory(on_boards=[side.board])
        make.MembershipFactory(board=side.board, role="agency_lead", agency=agency)
        make.AgencyReturnFactory(round=side.round, agency=agency)


@pytest.mark.parametrize("number", [1, 300])
def test_the_wall_costs_the_same_queries(
    side, officer, number, django_assert_num_queries
):
    more_agencies(side, number)
    officer.get(at("round", side.round.reference))
    with django_assert_num_queries(WALL_COSTS):
        officer.get(at("round", side.round.reference))


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_of_rounds_costs_the_same_queries(
    side, officer, number, django_assert_num_queries
):
    for n in range(number):
        make.RoundFactory(board=side.board, edition=side.edition, period=f"{n}")
    officer.get(at("rounds"))
    with django_assert_num_queries(LIST_COSTS):
        officer.get(at("rounds"))


WALL_COSTS = 9
LIST_COSTS = 8


@pytest.mark.parametrize("number", [3, 300])
def test_the_check_costs_the_same_queries(
    side, officer, number, django_assert_num_queries
):
    for _ in range(number):
        make.AgencyFactory(sector="school", on_boards=[side.board])
    made = draft_round(side, agencies=[], sectors=["school"])
    officer.get(at("round-issue", made.reference))
    with django_assert_num_queries(CHECK_COSTS):
        officer.get(at("round-issue", made.reference))


CHECK_COSTS = 19


def remind(officer, side, **data):
    return officer.post(at("round-remind", side.round.reference), data)


def test_reminding_shows_who_is_told_what_before_it_sends(side, officer):
    page = remind(officer, side, who="outstanding")
    [line] = page.context["lines"]
    assert (line.agency_return, line.people) == (side.open_return, [side.lead])
    assert "you have something due" in page.content.decode()
    assert not DigestItem.objects.exists()

    sent = remind(officer, side, who="outstanding", step="send")
    assert sent.url == at("round", side.round.reference)
    assert [item.user for item in DigestItem.objects.all()] == [side.lead]
    again = remind(officer, side, who="outstanding")
    assert again.context["lines"][0].told_today == [side.lead]
    assert not again.context["people"]
    assert all("135" not in message.body for message in mail.outbox)


@pytest.mark.parametrize(("state", "who"), [("with_executive", "executive")])
def test_the_executive_is_reminded_of_what_waits_for_them(side, officer, state, who):
    AgencyReturn.objects.filter(pk=side.open_return.pk).update(state=state)
    [line] = remind(officer, side, who="outstanding").context["lines"]
    assert line.people == [getattr(side, who)]


def test_chosen_agencies_only_are_reminded(world, side, officer):
    row = make.AgencyReturnFactory(round=side.round, agency=side.third_agency)
    page = remind(officer, side, who="chosen", returns=[row.pk])
    assert [line.agency_return for line in page.context["lines"]] == [row]
    assert "the agency has no lead" in page.content.decode()
    for returns in ([], [world.beta.open_return.pk], [side.received_return.pk]):
        form = remind(officer, side, who="chosen", returns=returns).context["form"]
        assert list(form.errors) == ["returns"]


def test_more_time_for_one_and_for_many(side, officer):
    later = side.round.due_on + datetime.timedelta(7)
    data = {**day("new_due_on", later), "reason": "Inspection"}
    done = officer.post(at("return-extend", side.open_return.reference), data)
    assert done.url == at("return", side.open_return.reference)
    side.open_return.refresh_from_db()
    assert side.open_return.due_on == later

    later += datetime.timedelta(7)
    data = {**day("new_due_on", later), "reason": "Half term", "who": "outstanding"}
    officer.post(at("round-extend", side.round.reference), data)
    side.open_return.refresh_from_db()
    assert side.open_return.due_on == later
    assert side.open_return.extensions.count() == 2
    refused = officer.post(
        at("round-extend", side.round.reference), data | {"reason": ""}
    )
    assert list(refused.context["form"].errors) == ["reason"]


def test_another_agency_is_asked_and_one_asked_by_mistake_let_off(side, officer):
    data = {"agency": side.third_agency.pk, **day("due_on", side.round.due_on)}
    officer.post(at("round-ask", side.round.reference), data)
    made = side.round.returns.get(agency=side.third_agency)
    twice = officer.post(at("round-ask", side.round.reference), data)
    assert list(twice.context["form"].errors) == ["agency"]

    officer.post(at("return-unask", made.reference))
    officer.post(at("return-unask", side.open_return.reference))
    assert {r.agency for r in side.round.returns.all()} == {
        side.agency,
        side.other_agency,
    }


def test_a_round_is_closed_and_opened_again_for_one_agency(side, officer, client_for):
    lead, address = client_for(side.lead), at("return", side.open_return.reference)
    assert (
        "Police alpha"
        in officer.get(at("round-close", side.round.reference)).content.decode()
    )
    officer.post(at("round-close", side.round.reference))
    assert lead.get(address).context["editable"] is False

    reason = {"reason": "Away", **day("new_due_on", timezone.localdate())}
    officer.post(at("return-reopen-for", side.open_return.reference), reason)
    assert lead.get(address).context["editable"] is True
    more = {**day("new_due_on", timezone.localdate() + datetime.timedelta(60))}
    officer.post(at("return-extend", side.open_return.reference), more | reason | more)
    side.open_return.refresh_from_db()
    assert side.open_return.due_on > side.round.due_on
    make.AgencyReturnFactory(round=side.round, agency=side.third_agency)
    lines = remind(officer, side, who="outstanding").context["lines"]
    assert [line.agency_return for line in lines] == [side.open_return]


@pytest.fixture
def annual_report(side):
    """A round of the partners' annual report, for the board's own on a set day."""
    make.TimetableEntryFactory(
        board=side.board,
        key="board_annual_report",
        months=[7],
        day=31,
        given_by="business_unit",
        received_by="board",
    )
    side.questionnaire.return_kind = "partner_annual_report"
    side.questionnaire.save()
    made = fresh_return(side, {"key": "q1", "required": False})
    made.made.delete()
    return made.round.edition


@pytest.mark.requirement("CTM-52")
def test_the_countdown_to_the_annual_report_is_run_from_its_day(
    side, officer, annual_report, client_for
):
    start = officer.get(chosen(side)).context["form"].initial
    event_on = start["event_on"]
    assert (event_on.day, event_on.month) == (31, 7) and event_on >= start["due_on"]
    data = round_data(side, annual_report, sectors=["police", "health_provider"])
    for name in ("opens_on", "due_on", "event_on"):
        data |= day(name, start[name])
    del data["executive_sign_off"]
    officer.post(chosen(side), data)
    made = Round.objects.get(period="2027-28")
    officer.post(at("round-issue", made.reference))

    left = (event_on - timezone.localdate()).days
    for page in (at("round", made.reference), reverse("boards:board", args=["alpha"])):
        text = officer.get(page).content.decode()
        assert f"{left} days to the board" in text
        assert "2 of 2 agencies have not handed in" in text
    mine = made.returns.get(agency=side.agency)
    remind = {"who": "outstanding", "step": "send"}
    officer.post(at("round-remind", made.reference), remind)
    assert DigestItem.objects.filter(user=side.lead).exists()
    client_for(side.lead).post(at("return-submit", mine.reference))
    text = officer.get(at("round", made.reference)).content.decode()
    assert "1 of 2 agencies has not handed in; 1 return waits for moderation" in text


def test_the_countdown_tells_members_the_days_and_no_counts(side, client_for):
    event_on = timezone.localdate() + datetime.timedelta(40)
    Round.objects.filter(pk=side.round.pk).update(event_on=event_on)
    page = client_for(side.member).get(reverse("boards:board", args=["alpha"]))
    text = page.content.decode()
    assert "40 days to" in text and "handed in" not in text


def due_of(user, board=None):
    day = timezone.localdate()
    return {(due.key.split(":")[0], due.due_on) for due in of_returns(day, user=user)}


def of_returns(day, **asked):
    return [due for due in dues(day, **asked) if due.key.startswith("audits.")]


def test_what_is_due_and_from_whom(side):
    owed = {("audits.agencyreturn", side.open_return.due_on)}
    side.round.event_on = side.round.due_on + datetime.timedelta(20)
    side.round.save()
    event = {("audits.round", side.round.event_on)}
    assert due_of(side.lead) == owed
    assert due_of(side.contributor) == due_of(side.executive) == set()
    assert due_of(side.other_lead) == due_of(side.practitioner) == set()
    assert due_of(side.officer) == event == due_of(side.chair)

    side.open_return.delegations.create(
        section=side.section, to=side.contributor, given_by=side.lead
    )
    assert due_of(side.contributor) == owed
    AgencyReturn.objects.filter(pk=side.open_return.pk).update(state="with_executive")
    assert due_of(side.executive) == owed
    assert due_of(side.lead) == due_of(side.contributor) == set()
    services.close_round(round=side.round, by=side.officer)
    assert due_of(side.executive) == owed  # what was sent on may still be signed
    AgencyReturn.objects.filter(pk=side.open_return.pk).update(state="in_progress")
    assert due_of(side.lead) == set()


def test_those_who_left_owe_nothing(side):
    Membership.objects.filter(user=side.lead).update(active_to="2020-02-01")
    day = timezone.localdate()
    assert side.lead.pk not in {due.user_id for due in dues(day, board=side.board)}


def test_what_is_due_costs_the_same_queries_for_many(side, django_assert_num_queries):
    day = timezone.localdate()
    event_on = side.round.due_on + datetime.timedelta(20)
    Round.objects.filter(pk=side.round.pk).update(event_on=event_on)
    with CaptureQueriesContext(connection) as few:
        assert len(of_returns(day)) == 1 + 1 + 1 + 1
    more_agencies(side, 30)
    with django_assert_num_queries(len(few)):  # all kinds of things owed together
        # Each lead the return, the officer the event, the chair moderation. The other
        # board's lead one return.
        assert len(of_returns(day)) == 1 + 30 + 1 + 1 + 1


def test_officers_see_what_to_chase(side):
    past = timezone.localdate() - datetime.timedelta(1)
    AgencyReturn.objects.filter(pk=side.open_return.pk).update(due_on=past)
    found = chases(timezone.localdate(), side.officer)
    address = at("round", side.round.reference)
    assert [(row.count, row.url) for row in found] == [
        (1, f"{address}?state=overdue"),
        (1, f"{address}?state=submitted"),
    ]
    assert chases(timezone.localdate(), side.lead) == []


def test_more_time_that_is_no_more_time_is_refused_beside_the_date(side, officer):
    data = {"who": "outstanding", "reason": "Half term"}
    data |= day("new_due_on", datetime.date(2020, 1, 1))

    shown = officer.post(at("round-extend", side.round.reference), data)

    assert list(shown.context["form"].errors) == ["new_due_on"]


def test_a_year_typed_wrong_is_pointed_out_before_issuing(side, officer):
    made = draft_round(side)
    Round.objects.filter(pk=made.pk).update(opens_on=datetime.date(2020, 4, 1))

    page = officer.get(at("round-issue", made.reference)).content.decode()

    assert "1 April 2020, is long past" in page


def test_a_closed_round_offers_reminders_only_while_somebody_may_answer(side, officer):
    officer.post(at("round-close", side.round.reference))
    remind = at("round-remind", side.round.reference)
    closed = officer.get(side.round.get_absolute_url()).content.decode()
    AgencyReturn.objects.filter(pk=side.open_return.pk).update(state="reopened")
    again = officer.get(side.round.get_absolute_url()).content.decode()

    assert remind not in closed and remind in again

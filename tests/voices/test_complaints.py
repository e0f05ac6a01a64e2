"""Counts of complaints: asked, answered, chased, read by the board; lessons."""

import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.deadlines import chases, dues
from tests import factories as make
from tests.fixtures.people import canary
from voices.models import ComplaintLesson, CountAnswer, CountReturn, CountRound
from voices.services.counts import close_round

TODAY = timezone.localdate
DAY = datetime.timedelta(1)


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"voices:{name}", args=[side.board.slug, *args])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def asked(side, **values):
    today = TODAY()
    return {
        "label": "Spring", "group": side.group.pk, "sent_once": uuid4(),
        "agencies": [side.agency.pk, side.other_agency.pk],
        **day("starts_on", today - 90 * DAY), **day("ends_on", today - 2 * DAY),
        **day("due_on", today + 14 * DAY), **values,
    }  # fmt: skip


def typed(**values):
    return {
        "compliments": "12", "complaints": "7", "representations": "",
        "process_child_protection": "2", "process_other": "5", "theme_delay": "7",
        "summary": "Waiting for a first visit", "version": 1, **values,
    }  # fmt: skip


@pytest.mark.requirement("SOL-18", "SOL-27")
def test_an_agency_is_asked_and_files_its_counts_and_a_summary(side, client_for):
    form = asked(side)
    for _again in range(2):
        page = client_for(side.officer).post(url(side, "counts-ask"), form)
        assert page.status_code == 302
    row = CountReturn.objects.get(agency=side.agency)
    place, lead = url(side, "count-return", row.pk), client_for(side.lead)
    assert client_for(side.contributor).post(place, typed()).status_code == 302
    assert CountReturn.objects.get(pk=row.pk).state == "draft"
    assert client_for(side.officer).get(place).status_code == 404
    text = lead.post(place, typed(complaints="8")).content.decode()
    assert "Somebody else changed this" in text
    sent = typed(version=2, complaints="8", hand_in="yes")
    assert lead.post(place, sent).status_code == 302
    answer = CountAnswer.objects.get()
    assert (answer.compliments, answer.complaints) == (12, 8)
    assert {line.key: line.number for line in answer.lines.all()} == {
        "child_protection": 2, "other": 5, "delay": 7,
    }  # fmt: skip
    text = client_for(side.officer).get(place).content.decode()
    assert "Waiting for a first visit" in text and "Child protection" in text
    chair = client_for(side.chair).get(row.round.get_absolute_url())
    assert "Waiting for a first visit" in chair.content.decode()
    other = client_for(side.member).get(row.round.get_absolute_url())
    assert "Waiting for a first visit" not in other.content.decode()


@pytest.mark.requirement("SOL-27")
def test_a_nil_return_is_an_answer_and_an_empty_one_is_not(side, client_for):
    row = side.count_round.returns.get(agency=side.agency)
    place, lead = url(side, "count-return", row.pk), client_for(side.lead)
    empty = {"version": 1, "hand_in": "yes"}
    text = lead.post(place, empty).content.decode()
    assert "tick that you had none" in text
    text = lead.post(place, typed(nil="on", hand_in="yes")).content.decode()
    assert "take the tick away" in text
    text = lead.post(place, typed(nil="on", representations="0")).content.decode()
    assert "take the tick away" in text
    text = lead.post(place, typed(process_other="50")).content.decode()
    assert "more than the complaints" in text
    text = lead.post(place, typed(complaints="=1+1")).content.decode()
    assert "Waiting for a first visit" in text
    assert not CountAnswer.objects.exists()
    assert lead.post(place, empty | {"nil": "on"}).status_code == 302
    page = client_for(side.officer).get(url(side, "counts"))
    said = {str(x["agency"]): x["numbers"][0] for x in page.context["page"]}
    assert said[str(side.agency)].value == 0
    assert said[str(side.other_agency)].state == "not_started"
    assert page.context["periods"][0].missing == 2
    assert "None" in page.content.decode() and "No answer" in page.content.decode()


@pytest.mark.requirement("SOL-27")
def test_who_does_not_answer_is_in_their_digest_and_the_officers_chase(side):
    assert side.draft_count and side.received_count

    def owed():
        return {
            one.user_id for one in dues(TODAY())
            if one.key.startswith("voices.countreturn:")
        }  # fmt: skip

    assert owed() == {side.lead.pk, side.contributor.pk, side.chair.pk}
    found = {one.text: one.count for one in chases(TODAY(), side.officer)}
    assert found["agencies are late with their counts of complaints"] == 2
    close_round(count_round=side.count_round, by=side.officer)
    assert owed() == set()


def fill(side):
    """Three, twenty and thirty complaints: the first is small."""
    side.counted(
        side.agency, side.lead, complaints=20,
        lines={("theme", "delay"): 18, ("theme", "conduct"): 2},
    )  # fmt: skip
    side.counted(
        side.other_agency, side.other_lead, complaints=3,
        lines={("theme", "delay"): 3},
    )  # fmt: skip
    side.counted(
        side.third_agency, side.chair, complaints=30, lines={("theme", "delay"): 30}
    )


def shown(client, side):
    page = client.get(url(side, "counts"))
    return {str(x["agency"]): x["numbers"][0].said for x in page.context["page"]} | {
        "all": page.context["periods"][0].total.said
    }


@pytest.mark.requirement("SOL-27", "SOM-25")
def test_small_counts_are_kept_back_outside_the_officer_and_the_own_agency(
    side, client_for
):
    fill(side)
    police, hospital, housing = map(
        str, (side.agency, side.other_agency, side.third_agency)
    )
    member, officer = client_for(side.member), client_for(side.officer)
    whole = {police: 20, hospital: 3, housing: 30, "all": 53}
    assert shown(officer, side) == whole
    # While it is open nobody else reads a number but their own.
    assert shown(member, side) == {police: "", hospital: "", housing: "", "all": ""}
    assert shown(client_for(side.lead), side)[police] == 20
    close = url(side, "count-round-close", side.count_round.pk)
    assert officer.post(close).status_code == 302
    assert shown(member, side) == whole | {police: "[c]", hospital: "[c]"}
    assert shown(client_for(side.lead), side) == (
        whole | {hospital: "[c]", housing: "[c]"}
    )
    assert shown(client_for(side.other_lead), side) == whole
    place = side.count_round.get_absolute_url()
    themes = dict(member.get(place).context["by_list"])["Theme"]
    said = {one.name: one.number.said for one in themes}
    assert said["Attitude and conduct of staff"] == "[c]"
    assert said["Delay and waiting"] == "[c]"
    file = member.get(url(side, "counts") + "?as=csv").content.decode()
    assert f"{hospital},[c]" in file and "All agencies,53" in file
    row = side.count_round.returns.get(agency=side.agency)
    with pytest.raises(ValidationError):
        side.counted(side.agency, side.lead, complaints=21)
    page = client_for(side.lead).post(url(side, "count-return", row.pk), typed())
    assert page.status_code == 403


def test_a_draft_shows_to_others_as_not_handed_in(side, client_for):
    assert side.draft_count
    word = canary(side.board.slug, "draft")
    for person in (side.officer, side.member, side.chair):
        client = client_for(person)
        for place in (url(side, "counts"), side.count_round.get_absolute_url()):
            assert word not in client.get(place).content.decode()
    page = client_for(side.member).get(side.count_round.get_absolute_url())
    states = {str(row.agency): row.shown_state for row in page.context["rows"]}
    assert states[str(side.agency)] == "not_started"
    assert not CountAnswer.objects.visible_to(side.officer).exists()


def test_asking_refuses_what_does_not_fit(side, client_for):
    client, before = client_for(side.officer), side.count_round
    for wrong, said in (
        ({"label": before.label}, "This period is asked already."),
        (day("ends_on", TODAY() - 200 * DAY), "Enter a day after the first."),
        (day("due_on", TODAY() - 50 * DAY), "Enter a day after the period."),
        ({"agencies": []}, "Choose at least one agency"),
        ({"group": side.restricted_group.pk}, "Select a valid choice"),
    ):
        page = client.post(url(side, "counts-ask"), asked(side, **wrong))
        assert said in page.content.decode(), wrong
    assert CountRound.objects.get() == before
    form = asked(side, label="Renamed", version=before.version)
    form["agencies"] = [side.agency.pk]
    place = url(side, "count-round-change", before.pk)
    assert client.post(place, form).status_code == 302
    assert before.returns.count() == 3  # who is asked stays asked


@pytest.mark.requirement("CTM-39")
def test_a_lesson_is_noted_and_the_group_sets_how_it_is_followed(side, client_for):
    form = {
        "title": "Say who decides", "process": "child_protection", "strand": "child",
        "summary": "People did not know who decides", "lead_group": side.group.pk,
        "shared_with": [side.second_group.pk], "audience": "group",
        "sent_once": uuid4(),
    }  # fmt: skip
    officer, chair = client_for(side.officer), client_for(side.chair)
    for _again in range(2):
        assert officer.post(url(side, "lesson-add"), form).status_code == 302
    made = ComplaintLesson.objects.get()
    assert (made.source.kind, made.process) == ("complaints", "child_protection")
    assert list(made.source.shared_with.all()) == [side.second_group]
    chased = {one.text: one.count for one in chases(TODAY(), side.officer)}
    assert chased["lessons from complaints have no way of being followed"] == 1
    place = url(side, "lesson-monitor", made.reference)
    said = {"monitoring": "Ten letters read in spring", "outcome": "", "version": 1}
    assert client_for(side.lead).post(place, said).status_code == 404
    assert chair.post(place, said).status_code == 302
    text = chair.post(place, said | {"monitoring": "Other words"}).content.decode()
    assert "Ten letters read in spring" in text and "Other words" in text
    made.refresh_from_db()
    assert (made.monitored_by, made.source.monitoring) == (
        side.chair, "Ten letters read in spring",
    )  # fmt: skip
    page = officer.get(made.get_absolute_url()).content.decode()
    assert "Ten letters read in spring" in page and str(side.second_group) in page
    findings = reverse("learning:findings", args=[side.board.slug, made.reference])
    assert made.get_absolute_url() in chair.get(findings).content.decode()
    for query, number in {
        "?q=decides": 1, "?process=other": 0, "?followed=unset": 0, "?followed=open": 1,
        "?followed=done": 0,
    }.items():  # fmt: skip
        page = officer.get(url(side, "lessons") + query)
        assert page.context["page"].paginator.count == number, query
    form |= {"summary": "Clearer words", "version": made.version}
    assert officer.post(url(side, "lesson-change", made.reference), form).url
    assert (
        "Clearer words"
        in officer.get(url(side, "lessons") + "?as=csv").content.decode()
    )


def test_pages_cost_the_same_for_3_and_100_agencies(side, client_for):
    client, _made = client_for(side.officer), side.complaint_lesson
    fill(side)
    places = [url(side, "counts"), side.count_round.get_absolute_url()]
    places.append(url(side, "lessons"))

    def spent(address):
        with CaptureQueriesContext(connection) as done:
            assert client.get(address).status_code == 200
        return len(done)

    few = [spent(place) and spent(place) for place in places]
    agencies = [make.AgencyFactory(on_boards=[side.board]) for _n in range(60)]
    CountReturn.objects.bulk_create(
        CountReturn(board=side.board, round=side.count_round, agency=agency)
        for agency in agencies
    )
    assert [spent(place) for place in places] == few
    assert max(few) <= 16 and few[0] <= 12 and few[2] <= 12

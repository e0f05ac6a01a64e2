"""Who was heard: recording, telling back, escalation, the list, the map, the dues."""

import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.deadlines import chases, dues
from learning.models import LearningSource, StageEvent
from voices.models import Escalation, VoiceActivity
from voices.services.activities import record_activity, tell_back

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"voices:{name}", args=[side.board.slug, *args])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def sent(side, **values):
    on = TODAY() - datetime.timedelta(7)
    return {
        "title": "Interviews for a new head of service", "method": "interview_panel",
        "owner_agency": side.agency.pk, "medium": "conversation", "number": "6",
        "group_heard": "Young people on the panel", "strand": "child",
        "heard": "Ask how somebody listens", "rung": "hart:adult_initiated",
        "changed": "", "lead_group": side.group.pk, "audience": "board",
        "sent_once": uuid4(), **day("held_on", on), **values,
    }  # fmt: skip


def recorded(side, client, **values):
    form = sent(side, **values)
    for _again in range(2):
        assert client.post(url(side, "activity-add"), form).status_code == 302
    return VoiceActivity.objects.get()


@pytest.mark.requirement("HAR-12", "CTM-40", "SOM-29")
def test_a_member_of_a_group_records_who_was_heard_by_method_medium_and_rung(
    side, client_for
):
    made = recorded(side, client_for(side.chair), owner_agency=side.third_agency.pk)
    assert (made.method, made.medium, made.ladder, made.rung) == (
        "interview_panel", "conversation", "hart", "adult_initiated",
    )  # fmt: skip
    assert (made.group_heard, made.number) == ("Young people on the panel", 6)
    assert (made.source.kind, made.agency) == ("voice", side.third_agency)
    assert made.tell_back_by == made.held_on + datetime.timedelta(weeks=8)
    assert StageEvent.objects.get(source=made.source).to_stage == "identified"
    page = client_for(side.member).get(url(side, "activity", made.reference))
    text = page.content.decode()
    assert "Ask how somebody listens" in text
    assert "Hart&#x27;s ladder: 6. Adult-initiated, shared decisions" in text


def test_rungs_of_two_ladders_are_not_mixed(side, client_for):
    form = sent(side, rung="hart:citizen_control", heard="Words stay")
    page = client_for(side.officer).post(url(side, "activity-add"), form)
    assert "Words stay" in page.content.decode()
    values = {"held_on": TODAY(), "ladder": "hart", "rung": "citizen_control"}
    with pytest.raises(ValidationError, match="rung of one of the ladders"):
        record_activity(board=side.board, by=side.officer, values=values)
    assert not VoiceActivity.objects.exists()
    low = side.heard_as("one", rung="tokenism")
    assert not low.step.is_participation
    client = client_for(side.officer)
    shown = client.get(url(side, "activities") + "?rung=low").context["page"]
    assert list(shown) == [low]


def test_a_refused_form_keeps_its_words_and_names_the_field(side, client_for):
    client = client_for(side.officer)
    later = TODAY() + datetime.timedelta(3)
    form = sent(side, heard="Kept words", **day("held_on", later))
    text = client.post(url(side, "activity-add"), form).content.decode()
    assert "Enter a day that is today or past." in text and "Kept words" in text
    form = sent(side, heard="Her number is 07700 900123")
    text = client.post(url(side, "activity-add"), form).content.decode()
    assert "This could identify somebody" in text
    assert not VoiceActivity.objects.exists()


@pytest.mark.requirement("SOM-29", "CTM-40")
def test_people_are_told_what_changed_and_when(side, client_for):
    made, client = side.activity, client_for(side.lead)
    page = url(side, "activity-tell-back", made.reference)
    said = {
        "changed": "The form was rewritten", "version": made.version,
        "told_back_how": "A visit to the group", **day("told_back_on", TODAY()),
    }  # fmt: skip
    assert client.post(page, said).status_code == 302
    made.refresh_from_db()
    assert (made.told_back_on, made.changed) == (TODAY(), "The form was rewritten")
    text = client.post(page, said | {"changed": "Other words"}).content.decode()
    assert "The form was rewritten" in text and "Other words" in text
    with pytest.raises(ValidationError):
        tell_back(
            activity=made, changed="x", told_back_on=made.held_on - DAY,
            told_back_how="x", version=made.version, by=side.lead,
        )  # fmt: skip


DAY = datetime.timedelta(1)


@pytest.mark.requirement("SOM-29")
def test_an_overdue_telling_back_is_in_the_leads_digest_and_the_officers_chase(side):
    made, hidden = side.activity, side.restricted_activity

    def owed(record):
        key = f"voices.voiceactivity:{record.pk}"
        return {one.user_id for one in dues(TODAY()) if one.key == key}

    assert owed(made) == {side.lead.pk}
    assert owed(hidden) == {side.restricted_member.pk}
    assert side.escalation
    found = {one.text: one.count for one in chases(TODAY(), side.officer)}
    assert found["groups of people were not told what came of it"] == 1
    assert found["things heard wait for a group's decision"] == 1
    tell_back(
        activity=made, changed="x", told_back_on=TODAY(), told_back_how="By letter",
        version=made.version, by=side.lead,
    )  # fmt: skip
    assert owed(made) == set()


@pytest.mark.requirement("SOL-16")
def test_something_heard_is_put_to_a_group_and_its_outcome_kept(side, client_for):
    made, form = side.activity, {"sent_once": uuid4(), "reason": "Beyond one agency"}
    form |= {"to_group": side.group.pk, **day("escalated_on", TODAY())}
    client = client_for(side.lead)
    for _again in range(2):
        page = client.post(url(side, "activity-escalate", made.reference), form)
        assert page.status_code == 302
    put = Escalation.objects.get()
    decided = {"outcome": "Commissioned", "version": 1, **day("decided_on", TODAY())}
    page = url(side, "escalation-decide", put.pk)
    assert client_for(side.lead).post(page, decided).status_code == 403
    assert client_for(side.chair).post(page, decided).status_code == 302
    text = client.get(made.get_absolute_url()).content.decode()
    assert "Commissioned" in text and "Beyond one agency" in text
    thread = url_of_thread(side, made)
    assert "Commissioned" in client.get(thread).content.decode()
    form |= {"to_group": side.restricted_group.pk, "sent_once": uuid4()}
    page = client.post(url(side, "activity-escalate", made.reference), form)
    assert page.status_code == 200  # not offered


def url_of_thread(side, made):
    return reverse("learning:thread", args=[side.board.slug, made.reference])


@pytest.mark.requirement("SOL-16")
def test_the_map_shows_gaps_and_each_number_opens_its_records(side, client_for):
    made, client = side.activity, client_for(side.member)
    assert side.restricted_activity
    for across in ("method", "year"):
        page = client.get(url(side, "map") + f"?across={across}")
        lines = {line.name: line for line in page.context["page"]}
        assert lines[str(side.agency)].total == 1
        assert lines[str(side.other_agency)].total == 0
        assert lines["The board itself"].total == 0  # the restricted group's is not
        [cell] = [one for one in lines[str(side.agency)].cells if one.number]
        assert list(client.get(cell.url).context["page"]) == [made]
    page = client.get(url(side, "map") + "?gaps=none&q=hosp")
    assert [line.name for line in page.context["page"]] == [str(side.other_agency)]
    inside = client_for(side.restricted_member).get(url(side, "map"))
    assert {line.total for line in inside.context["page"] if line.key == "board"} == {1}
    file = client.get(url(side, "map") + "?as=csv").content.decode()
    assert str(side.agency) in file


def test_the_list_filters_searches_and_exports(side, client_for):
    made, client = side.activity, client_for(side.member)
    hidden = side.restricted_activity
    for query, number in {
        "?q=leaving": 1, "?q=nothing": 0, f"?agency={side.agency.pk}": 1,
        "?agency=board": 0, "?method=consultation": 1, "?method=survey": 0,
        "?rung=hart:consulted": 1, "?rung=none": 0, "?told=late": 1, "?told=told": 0,
        "?told=unchanged": 1, "?escalated=yes": 0, "?since=2099-01-01": 0,
        "?sort=-rung": 1, "?method=rubbish": 1,
    }.items():  # fmt: skip
        page = client.get(url(side, "activities") + query)
        assert page.context["page"].paginator.count == number, query
    for kind in ("csv", "xlsx"):
        assert client.get(url(side, "activities") + f"?as={kind}").status_code == 200
    file = client.get(url(side, "activities") + "?as=csv").content.decode()
    assert made.heard in file and hidden.heard not in file
    page = client.get(hidden.get_absolute_url())
    assert page.status_code == 404


def test_the_officer_sets_when_people_are_told(side, client_for):
    client, rules = client_for(side.officer), url(side, "rules")
    said = {"suppress_below": "10", "tell_back_weeks": "4", "version": 1}
    assert client.post(rules, said).status_code == 302
    assert client.post(rules, said | {"suppress_below": "1"}).status_code == 200
    made = side.activity
    assert made.tell_back_by == made.held_on + datetime.timedelta(weeks=4)


def test_its_source_opens_the_voice_and_findings_stand_beside_it(side, client_for):
    made, client = side.activity, client_for(side.lead)
    page = client.get(made.source.get_absolute_url())
    assert page.url == made.get_absolute_url()
    found = client.get(
        reverse("learning:findings", args=[side.board.slug, made.reference])
    )
    assert made.get_absolute_url() in found.content.decode()


def test_it_costs_the_same_for_3_and_300(side, client_for):
    client = client_for(side.officer)

    def spent(name):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(side, name)).status_code == 200
        return len(asked)

    def more(number):
        sources = LearningSource.objects.bulk_create(
            LearningSource(
                board=side.board, kind="voice", title=f"Voice {one}", strand="child",
                lead_group=side.group, owner_agency=side.agency,
            )
            for one in range(number)
        )  # fmt: skip
        VoiceActivity.objects.bulk_create(
            VoiceActivity(
                source=source, board=side.board, method="survey", group_heard="Pupils",
                held_on=TODAY(), heard="x", ladder="hart", rung="tokenism",
            )
            for source in sources
        )  # fmt: skip

    more(3)
    few = [spent(name) and spent(name) for name in ("activities", "map")]
    more(297)
    assert [spent(name) for name in ("activities", "map")] == few
    assert max(few) <= 12

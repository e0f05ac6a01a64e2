"""Pages of one action, and of the lists of those to look at first."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action

TOKEN = "6f0c3a94-5555-4f3c-8c11-a06a3f9a2a11"


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"actionplans:{name}", args=[side.board.slug, *args])


def of(side, name, action=None):
    return url(side, name, (action or side.action).reference)


def text_of(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.split())


def fresh(action):
    return Action.objects.get(pk=action.pk)


def test_a_status_has_the_boards_written_meaning(side, client_for):
    Action.objects.filter(pk=side.action.pk).update(status="amber")
    words = text_of(client_for(side.lead).get(of(side, "action")))
    assert "A At risk" in words
    assert "Slipping, or likely to miss its date without help." in words


def test_whoever_only_carries_an_action_is_told_nothing_of_the_plan(side, client_for):
    side.plan.title = "Unpublished review of something"
    side.plan.save()
    words = text_of(client_for(side.lead).get(of(side, "action")))
    assert "Unpublished review" not in words
    assert side.plan.title in text_of(client_for(side.chair).get(of(side, "action")))


@pytest.mark.requirement("SOL-2")
def test_reporting_done_asks_all_three_and_keeps_what_was_typed(side, client_for):
    client, address = client_for(side.lead), of(side, "action-update")
    data = {
        "text": "All teams have it", "status": "done", "how_much": "Nine teams",
        "sent_once": TOKEN,
    }  # fmt: skip
    answer = client.post(address, data)
    assert set(answer.context["form"].errors) == {"how_well", "difference"}
    assert answer.context["form"]["text"].value() == "All teams have it"
    client.post(address, data | {"how_well": "87% useful", "difference": "Too early"})
    assert fresh(side.action).status == "done"
    assert "87% useful" in text_of(client.get(of(side, "action")))


def test_an_update_names_who_said_it_for_which_agency(side, client_for):
    client = client_for(side.lead)
    client.post(
        of(side, "action-update"),
        {"text": "Half way", "status": "green", "sent_once": TOKEN},
    )
    words = text_of(client.get(of(side, "action")))
    assert f"Progress: On track by {side.lead}, {side.agency}" in words


def test_one_press_says_no_change(side, client_for):
    client_for(side.lead).post(of(side, "action-no-change"))
    assert side.action.updates.get().kind == "no_change"


def test_words_that_could_identify_somebody_are_asked_about_first(side, client_for):
    client, address = client_for(side.lead), of(side, "action-update")
    data = {"text": "Mrs Evans rang", "status": "green", "sent_once": TOKEN}
    page = client.post(address, data)
    assert "text" in page.context["form"].errors
    assert not side.action.updates.exists()
    checked = page.context["form"].fields["words_checked"].widget.attrs["value"]
    client.post(address, data | {"words_checked": checked})
    assert side.action.updates.get().text == "Mrs Evans rang"


def test_an_action_without_a_measure_is_saved_and_flagged(side, client_for):
    client = client_for(side.officer)
    answer = client.post(
        of(side, "action-edit"),
        {"text": "Change the form", "measure": "", "review_kind": "revisit",
         "version": 1},
        follow=True,
    )  # fmt: skip
    words = text_of(answer)
    assert "Saved as a draft: it does not say how its outcome is measured." in words
    assert "No measure" in words


def test_the_second_of_two_editors_reads_both_texts(side, client_for):
    data = {"review_kind": "revisit", "version": 1, "measure": side.action.measure}
    client_for(side.chair).post(of(side, "action-edit"), data | {"text": "Theirs"})
    page = client_for(side.officer).post(
        of(side, "action-edit"), data | {"text": "Mine"}
    )
    assert {"label": "Action", "theirs": "Theirs", "yours": "Mine"} in (
        page.context["form"].differences
    )
    again = dict(page.context["form"].data.items())
    client_for(side.officer).post(of(side, "action-edit"), again)
    assert fresh(side.action).text == "Mine"


@pytest.mark.requirement("HAR-41")
def test_an_agency_attaches_what_families_said(side, client_for):
    file = SimpleUploadedFile("replies.csv", b"question,answer\nheard,yes\n")
    answer = client_for(side.lead).post(
        of(side, "action-evidence"),
        {
            "title": "What families said", "summary": "Forty replies", "file": file,
            "feedback_from": "families", "impact": "They were asked once",
            "sent_once": TOKEN,
        },
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    kept = side.action.evidence.get()
    assert kept.document.agency == side.agency
    words = text_of(client_for(side.chair).get(of(side, "action")))
    assert "Families and carers" in words
    assert "They were asked once" in words
    file_page = url(side, "action-evidence-file", side.action.reference, kept.pk)
    assert client_for(side.member).get(file_page).status_code == 200
    assert client_for(side.other_lead).get(file_page).status_code == 404


@pytest.mark.requirement("HAR-34")
def test_one_press_makes_the_agencys_own_action(side, client_for):
    client = client_for(side.lead)
    answer = client.post(of(side, "action-own"), follow=True)
    own = Action.objects.get(own_plan_of=side.agency)
    assert f"Takes from: {side.action.text}" in text_of(answer)
    back = text_of(client.get(of(side, "action")))
    assert f"Taken up by: {own.text}" in back


@pytest.mark.requirement("HAR-34")
def test_a_group_takes_in_what_an_agency_offers(side, client_for):
    answer = client_for(side.chair).post(
        url(side, "offer-answer", side.offer.pk),
        {"decision": "take", "plan": side.plan.pk, "answer": "Thank you"},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert side.plan.actions.filter(text=side.offer.text).exists()
    assert "Thank you" in text_of(client_for(side.lead).get(url(side, "offers")))


def impact(side, **values):
    day = timezone.localdate()
    usual = {
        "held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year,
        "what_changed": "Parents were asked once", "strands": ["audit"],
        "difference": "embedded", "sent_once": TOKEN,
    }  # fmt: skip
    return usual | values


@pytest.mark.requirement("CTM-51")
def test_embedded_is_refused_without_a_retest(side, client_for):
    client, address = (
        client_for(side.chair),
        of(side, "action-impact", side.done_action),
    )
    page = client.post(address, impact(side))
    assert "measure_result" in page.context["form"].errors
    assert fresh(side.done_action).status == "done"
    retested = {"measure_retested": "on", "measure_result": "18 of 20"}
    client.post(address, impact(side, **retested))
    assert fresh(side.done_action).status == "blue"


@pytest.mark.requirement("CTM-51")
def test_the_impact_debt_list_shows_what_is_overdue_and_who_may_look(side, client_for):
    assert side.done_action.review_on < timezone.localdate()
    page = client_for(side.chair).get(url(side, "impact-debt"))
    rows = page.context["rows"]
    assert [(row.pk, row.may_look) for row in rows] == [(side.done_action.pk, True)]
    page = client_for(side.lead).get(url(side, "impact-debt"))
    assert [row.may_look for row in page.context["rows"]] == [False]


def test_exceptions_are_counted_as_their_reader_sees_them(side, client_for):
    Action.objects.filter(pk=side.action.pk).update(measure="", extended=2)
    page = client_for(side.chair).get(url(side, "exceptions") + "?reason=slipping")
    counts = {reason.key: count for reason, count in page.context["tabs"]}
    assert (counts["slipping"], counts["no_measure"], counts["late"]) == (1, 1, 0)
    assert [row.pk for row in page.context["rows"]] == [side.action.pk]
    other = client_for(side.other_lead).get(url(side, "exceptions"))
    assert {count for _reason, count in other.context["tabs"]} == {0}


def test_a_closed_action_is_not_updated(side, client_for):
    Action.objects.filter(pk=side.action.pk).update(status="blue")
    client = client_for(side.lead)
    for name in ("action-update", "action-extend"):
        assert client.get(of(side, name)).status_code == 302
    client.post(of(side, "action-no-change"))
    assert not side.action.updates.exists()


@pytest.mark.requirement("HAR-29")
def test_a_lead_member_updates_an_action_and_a_silent_quarter_is_late(side, client_for):
    long_ago = timezone.localtime() - datetime.timedelta(days=400)
    Action.objects.filter(pk=side.action.pk).update(
        lead_member=side.member, created_at=long_ago
    )
    member = client_for(side.member)
    assert "Late: nothing was said last quarter" in text_of(
        member.get(of(side, "action"))
    )
    before = url(side, "quarterly") + "?quarter=2026-07"
    assert "1 action is late" in text_of(member.get(before))
    member.post(
        of(side, "action-update"),
        {"text": "Half way", "status": "green", "sent_once": TOKEN},
    )
    assert "Given this quarter" in text_of(member.get(of(side, "action")))

"""Pages of progress reports, and of the board's rhythm."""

import re

import pytest
from django.urls import reverse

from actionplans.models import PlanRhythm, ProgressReport
from tests.fixtures.people import canary

TOKEN = "6f0c3a94-6666-4f3c-8c11-a06a3f9a2a11"


@pytest.fixture
def side(world):
    return world.alpha


def url(side, name, *args):
    return reverse(f"actionplans:{name}", args=[side.board.slug, *args])


def text_of(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.split())


@pytest.mark.requirement("HAR-43")
def test_a_draft_is_the_leads_alone_until_it_is_given(side, client_for):
    report, lead = side.progress_report, client_for(side.executive)
    give, page = url(side, "report-give", report.pk), url(side, "report", report.pk)
    lead.post(give, {"text": "Half of it is done", "version": 1, "keep": "1"})
    assert "Half of it is done" in text_of(lead.get(give))
    assert "Half of it is done" not in text_of(client_for(side.officer).get(page))
    lead.post(give, {"text": "Most of it is done", "version": 2, "give": "1"})
    assert "Most of it is done" in text_of(client_for(side.member).get(page))
    assert lead.get(give).status_code == 404
    assert ProgressReport.objects.filter(plan=side.plan, given_on=None).count() == 1


def test_a_report_in_two_windows_loses_no_words(side, client_for):
    lead = client_for(side.executive)
    give = url(side, "report-give", side.progress_report.pk)
    lead.post(give, {"text": "One window", "version": 1, "keep": "1"})
    page = lead.post(give, {"text": "Other window", "version": 1, "give": "1"})
    assert page.context["form"].differences[0]["theirs"] == "One window"
    assert page.context["form"]["text"].value() == "Other window"


@pytest.mark.requirement("HAR-43")
def test_members_challenge_offer_support_and_seek_assurance(side, client_for):
    page, member = url(side, "report", side.given_report.pk), client_for(side.member)
    for number, kind in enumerate(("challenge", "support", "assurance")):
        token = f"{TOKEN[:-1]}{number}"
        said = {"kind": kind, "text": f"Words of {kind}", "sent_once": token}
        for _twice in range(2):
            assert member.post(page, said).status_code == 302
    words = text_of(client_for(side.executive).get(page))
    assert [words.count(f"Words of {k}") for k in ("challenge", "support")] == [1, 1]
    lead = client_for(side.executive).post(page, {"kind": "support", "text": "x"})
    assert lead.status_code == 403


@pytest.mark.requirement("HAR-43")
def test_the_officer_asks_a_lead_member(side, client_for):
    client_for(side.officer).post(
        url(side, "report-ask", side.plan.reference),
        {
            "lead": side.member.pk,
            "due_on_day": "1", "due_on_month": "4", "due_on_year": "2040",
        },
    )  # fmt: skip
    asked = side.plan.reports.get()
    assert (asked.lead, asked.due_on.year) == (side.member, 2040)


def test_the_page_says_where_the_plan_stands(side, client_for):
    page = url(side, "report", side.given_report.pk)
    words = text_of(client_for(side.member).get(page))
    assert "Of 1 actions 0 are late" in words
    assert canary("alpha", "reportdraft") not in words


def test_the_boards_rhythm_is_kept_in_one_place(side, client_for):
    data = {
        "stale_after_days": "60", "look_again_months": "12", "report_months": "3",
        "version": "1",
    }  # fmt: skip
    client = client_for(side.officer)
    assert client.post(url(side, "plan-rhythm"), data).status_code == 302
    assert PlanRhythm.objects.get().stale_after_days == 60
    page = client.post(url(side, "plan-rhythm"), data | {"stale_after_days": "30"})
    assert page.context["form"].differences

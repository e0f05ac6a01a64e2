"""Weeks later: how many still remember, agency by agency, and who was not asked."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from dissemination.models import PartConfirmation, RecallAnswer, RecallRule, TeamLink
from learning.deadlines import chases, dues
from tests.days import boxes
from tests.dissemination.passing import of_part, text

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def told(side):
    """The first agency signed nine weeks ago that it was passed on."""
    part = side.agency_part
    row = part.confirmations.create(
        kind="disseminated", evidence="Minutes", by=side.lead
    )
    when = timezone.localtime() - datetime.timedelta(weeks=9)
    PartConfirmation.objects.filter(pk=row.pk).update(at=when)
    return part


def said(**values):
    return {
        "team": "Duty team", "asked": "12", "recalled": "9",
        "differently": "We ask at each visit", "sent_once": str(uuid.uuid4()), **values,
    }  # fmt: skip


def mine(user, kind="recall"):
    return [due for due in dues(TODAY(), user=user) if kind in due.key]


def map_of(side, client, **query):
    url = reverse("dissemination:coverage", args=[side.board.slug])
    return client.get(url, query)


def test_a_lead_is_told_makes_a_link_and_a_team_answers_without_an_account(
    side, told, client_for
):
    [due] = mine(side.lead)
    assert due.due_on == TODAY() - datetime.timedelta(weeks=1)
    assert mine(side.contributor) == mine(side.other_lead) == []
    client = client_for(side.lead)
    words = {"label": "All teams", **boxes("expires_on", TODAY())}
    page = client.post(due.url, words)
    token = text(client.get(page.url)).split("/team/")[1].split("/")[0]
    team, way = client_for(None), reverse("team-page", args=[token])
    assert "Say what is still remembered" in text(team.get(way))
    data = said()
    for _twice in range(2):
        assert team.post(way, data).url.endswith("?sent=1")
    [row] = RecallAnswer.objects.all()
    assert (row.team, row.asked, row.recalled) == ("Duty team", 12, 9)
    assert mine(side.lead) == []
    page = map_of(side, client_for(side.officer))
    [line] = [one for one in page.context["page"] if one.agency == side.agency]
    assert (line.remembered, line.unasked) == (75, 0)
    assert "9 of 12" in text(page)
    assert "We ask at each visit" in text(client.get(told.get_absolute_url()))


def test_who_asked_nobody_is_a_gap_and_chased(side, told, client_for):
    officer = client_for(side.officer)
    page = map_of(side, officer, gaps="recall")
    assert [line.agency for line in page.context["page"]] == [side.agency]
    assert "Nobody asked yet" in text(page)
    [chase] = [c for c in chases(TODAY(), side.officer) if "remembered" in c.text]
    assert chase.count == 1
    rows = officer.get(chase.url).context["page"]
    assert [line.agency for line in rows] == [side.agency]
    assert not [c for c in chases(TODAY(), side.lead) if "remembered" in c.text]


def test_the_weeks_are_the_requests_else_the_boards_else_usual(side, told, client_for):
    officer = client_for(side.officer)
    url = reverse("dissemination:recall-rule", args=[side.board.slug])
    officer.post(url, {"weeks": "20", "version": 1})
    assert RecallRule.objects.get().weeks == 20
    assert mine(side.lead)[0].due_on == TODAY() + datetime.timedelta(weeks=11)
    page = officer.post(url, {"weeks": "3", "version": 9})
    assert "Somebody else changed this" in text(page)
    told.request.recall_weeks = 2
    told.request.save()
    assert mine(side.lead)[0].due_on == TODAY() - datetime.timedelta(weeks=7)
    told.request.recall_weeks = 0  # never
    told.request.save()
    assert mine(side.lead) == []


def test_numbers_fit_and_nobody_is_named(side, client_for):
    way = reverse("team-page", args=[side.recall_token])
    team = client_for(None)
    page = team.post(way, said(recalled="13"))
    assert "No more can recall it than were asked" in text(page)
    page = team.post(way, said(differently="Ring 07700 900123"))
    assert "This could identify somebody" in text(page)
    assert RecallAnswer.objects.count() == 1
    TeamLink.objects.update(expires_on=TODAY() - datetime.timedelta(1))
    assert team.get(way).status_code == 404


def test_another_agency_sees_nothing_of_it(side, told, client_for):
    assert side.recall_token
    lead = client_for(side.other_lead)
    assert side.other_agency and "Duty team" not in text(map_of(side, lead))
    assert lead.get(of_part(told, "recall-new")).status_code == 404


def test_a_team_reads_the_briefing_in_both_languages(side, client_for):
    board, briefing = side.board, side.shared_briefing
    board.languages = ["en", "cy"]
    board.save()
    for section in briefing.sections:
        section["text_cy"] = "Mae cynlluniau'n newid"
    briefing.title_cy = "Sesiwn friffio"
    briefing.save()
    asked = side.learning_request
    asked.briefing = briefing
    asked.save()
    page = text(client_for(None).get(reverse("team-page", args=[side.open_team_token])))
    english, welsh = page.split('<div lang="cy">')
    assert '<div lang="en">' in english and briefing.title_en in english
    assert "Sesiwn friffio" in welsh and "Pennawd 1" in welsh

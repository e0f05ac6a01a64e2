"""Agencies' own audits: planned, asked for, deposited, presented, kept."""

import pytest

from case_audits.models import SingleAudit
from learning.deadlines import chases, dues
from learning.models import Evidence
from tests.case_audits.auditing import in_days, text, today, url
from tests.days import boxes

FILED = {
    "tool": "Twelve records",
    "objectives": "Is supervision reflective?",
    "outcome": "Nine of twelve",
    "actions": "A prompt in the form",
    "impact": "Sampled again in May",
}


@pytest.fixture
def side(world):
    return world.alpha


def planned(side, client, **values):
    page = client.get(url("single-new"))
    sent = {
        "agency": side.agency.pk,
        "title": "Supervision notes",
        "group": side.group.pk,
        "tool": "Dip sample",
        "sent_once": page.context["form"]["sent_once"].value(),
        **boxes("planned_on", in_days(40)),
    }
    page = client.post(url("single-new"), sent | values)
    assert page.status_code == 302, text(page)
    return SingleAudit.objects.latest("pk")


@pytest.mark.requirement("WOL-26")
@pytest.mark.requirement("SOL-25")
@pytest.mark.requirement("HAR-25")
def test_an_agency_plans_and_deposits_and_the_board_is_told(side, client_for):
    lead, member = client_for(side.lead), client_for(side.member)
    found = planned(side, lead, of_training="on")
    assert (found.of_training, found.state) == (True, "planned")
    assert "Supervision notes" not in text(member.get(url("singles")))
    assert "Supervision notes" in text(client_for(side.chair).get(url("singles")))
    owed = [due for due in dues(today(), user=side.lead) if "Supervision" in due.text]
    assert [due.due_on for due in owed] == [in_days(40)]
    late = chases(in_days(60), side.officer)
    assert [one.count for one in late if "own audits" in one.text] == [1]
    deposit = url("single-deposit", found.pk)
    short = lead.post(deposit, FILED | {"objectives": "", "version": 1})
    assert short.status_code == 200 and "Nine of twelve" in text(short)
    assert lead.post(deposit, FILED | {"version": 1}).status_code == 302
    listed = text(member.get(url("singles") + "?about=training"))
    assert "Supervision notes" in listed
    page = text(member.get(found.get_absolute_url()))
    assert all(words in page for words in FILED.values())
    found.refresh_from_db()
    source = found.source
    assert (source.kind, source.owner_agency) == ("single_agency_audit", side.agency)
    export = member.get(url("singles") + "?as=csv").content.decode()
    assert "Nine of twelve" in export and "A prompt in the form" in export
    again = lead.post(deposit, FILED | {"outcome": "Other", "version": 2})
    assert again.status_code == 302
    found.refresh_from_db()
    assert found.outcome == "Nine of twelve"


@pytest.mark.requirement("HAR-27")
def test_the_board_asks_and_the_agency_replies_files_and_presents(side, client_for):
    officer, lead = client_for(side.officer), client_for(side.lead)
    page = officer.get(url("single-ask"))
    sent = {
        "agency": side.agency.pk,
        "title": "Safety plans",
        "asked_why": "Two reviews name them",
        "group": side.group.pk,
        "sent_once": page.context["form"]["sent_once"].value(),
        **boxes("planned_on", in_days(30)),
    }
    assert officer.post(url("single-ask"), sent).status_code == 302
    found = SingleAudit.objects.get(title="Safety plans")
    assert (found.asked_by, found.state) == (side.officer, "asked")
    assert client_for(side.other_lead).get(found.get_absolute_url()).status_code == 404
    no_reason = lead.post(url("single-reply", found.pk), {"to": "decline"})
    assert no_reason.status_code == 200
    lead.post(url("single-reply", found.pk), {"to": "accept"})
    lead.post(url("single-deposit", found.pk), FILED | {"version": 2})
    found.refresh_from_db()
    assert found.is_deposited
    shown = {"presented_to": side.group.pk, "version": found.version}
    shown |= boxes("presented_on", today())
    present = url("single-present", found.pk)
    assert lead.post(present, shown).status_code == 403
    assert officer.post(present, shown).status_code == 302
    listed = text(client_for(side.member).get(url("singles") + "?state=presented"))
    assert "Safety plans" in listed and "Quality Group" in listed


@pytest.mark.requirement("WOL-27")
def test_an_audit_becomes_evidence_of_the_agency_once(side, client_for):
    found, lead = side.deposited_single, client_for(side.lead)
    for _twice in range(2):
        lead.post(url("single-keep", found.pk))
    [item] = Evidence.objects.filter(agency=side.agency, title__startswith="Audit:")
    assert item.link.endswith(found.get_absolute_url())
    library = text(lead.get("/alpha/evidence/"))
    assert "Training on neglect" in library
    assert not Evidence.objects.visible_to(side.other_lead).filter(pk=item.pk).exists()

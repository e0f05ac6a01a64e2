"""Themes are proposed, scheduled or declined; a year is approved (WOL-28, CTM-34)."""

import pytest

from case_audits.models import AuditProgramme, AuditProposal, ToolEdition
from learning.models import Theme
from learning.theme_openings import openings
from tests import factories as make
from tests.case_audits.auditing import in_days, opened, text, today, url
from tests.days import boxes


@pytest.fixture
def side(world):
    return world.alpha


def proposed(side, client, **values):
    page = client.get(url("proposal-new"))
    sent = {
        "title": "Missing again",
        "concern": "Nothing follows from the interviews",
        "trend": "Four quarters up",
        "group": side.group.pk,
        "sent_once": page.context["form"]["sent_once"].value(),
    }
    for _twice in range(2):  # the same form twice makes one
        page = client.post(url("proposal-new"), sent | values)
        assert page.status_code == 302, text(page)
    return AuditProposal.objects.latest("pk")


@pytest.mark.requirement("WOL-28")
@pytest.mark.requirement("SOM-16")
def test_an_agency_proposes_and_the_chair_schedules_for_a_meeting(side, client_for):
    theme = Theme.objects.create(board=side.board, key="missing", name_en="Missing")
    lead, chair = client_for(side.contributor), client_for(side.chair)
    found = proposed(side, lead, agency=side.agency.pk, theme=theme.pk)
    assert (found.agency, found.state) == (side.agency, "proposed")
    assert AuditProposal.objects.filter(title="Missing again").count() == 1
    assert client_for(side.other_lead).get(found.get_absolute_url()).status_code == 404
    decide = url("proposal-decide", found.pk)
    sent = {"to": "schedule", "year": today().year, "version": found.version}
    sent |= boxes("starts_on", in_days(30)) | boxes("meeting_on", in_days(10))
    refused = chair.post(decide, sent | {"reason": "The board discusses it"})
    assert "before the audit begins" in text(refused)
    assert "The board discusses it" in text(refused)  # nothing typed is lost
    sent |= boxes("meeting_on", in_days(90)) | {"reason": "The board discusses it"}
    assert chair.post(decide, sent).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.decided_by) == ("scheduled", side.chair)
    assert found.meeting_on == in_days(90)
    assert "The board discusses it" in text(lead.get(found.get_absolute_url()))
    audit = opened(side, proposal=found, meeting_on=found.meeting_on)
    assert [tag.theme for tag in audit.source.theme_tags.all()] == [theme]


@pytest.mark.requirement("WOL-28")
def test_a_theme_is_declined_with_a_reason_and_once(side, client_for):
    found, chair = side.audit_proposal, client_for(side.chair)
    sent = {"to": "decline", "reason": "Looked at last year", "version": found.version}
    assert chair.post(url("proposal-decide", found.pk), sent).status_code == 302
    page = client_for(side.lead).get(found.get_absolute_url())
    assert "Looked at last year" in text(page)
    again = client_for(side.officer).post(url("proposal-decide", found.pk), sent)
    assert "decided on already" in text(again)


@pytest.mark.requirement("CTM-34")
def test_the_group_approves_its_programme_and_the_board_reads_it(side, client_for):
    officer, member = client_for(side.officer), client_for(side.member)
    empty = officer.post(
        url("programme-approve", side.audit_programme.pk),
        {"version": 1, "approved_note": "Agreed"} | boxes("approved_on", today()),
    )
    assert "The programme is empty" in text(empty)
    found = proposed(side, officer)
    sent = {"to": "schedule", "year": 2026, "version": 1, "reason": "Rising"}
    sent |= boxes("starts_on", in_days(1)) | boxes("meeting_on", in_days(50))
    officer.post(url("proposal-decide", found.pk), sent)
    assert "Missing again" not in text(member.get(url("programme")))
    year = AuditProgramme.objects.get(pk=side.audit_programme.pk)
    page = officer.post(
        url("programme-approve", year.pk),
        {"version": year.version, "approved_note": "One place kept free"}
        | boxes("approved_on", today()),
    )
    assert page.status_code == 302, text(page)
    said = text(member.get(url("programme")))
    assert "Missing again" in said and "One place kept free" in said
    assert "noted by officer alpha" in said


def test_a_restricted_group_is_offered_to_nobody(side, client_for):
    for who in (side.officer, side.lead, side.member):
        page = text(client_for(who).get(url("proposal-new")))
        assert "canaryrestricted" not in page


@pytest.mark.requirement("CTM-34")
def test_a_tool_is_written_frozen_and_followed(side, client_for):
    chair = client_for(side.chair)
    page = chair.get(url("tool-new"))
    sent = {
        "name": "Case tool",
        "asked": "# Together\nWas it shared? [yes]\nHow good? [grade]\nWho? [words]",
        "scale": "A | Strong | Plain to see\nB | Weak",
        "sent_once": page.context["form"]["sent_once"].value(),
    }
    wrong = chair.post(url("tool-new"), sent | {"asked": "How? [stars]"})
    assert "Nobody knows this way to answer: [stars]" in text(wrong)
    assert "Write a letter" in text(
        chair.post(url("tool-new"), sent | {"scale": "A\nB"})
    )
    assert chair.post(url("tool-new"), sent).status_code == 302
    found = ToolEdition.objects.get(name="Case tool")
    kinds = [(one.section, one.kind) for one in found.questions.all()]
    assert kinds == [
        ("Together", "yes_no"),
        ("Together", "grade"),
        ("Together", "words"),
    ]
    assert client_for(side.lead).get(found.get_absolute_url()).status_code == 404
    chair.post(url("tool-issue", found.pk))
    change = {"name": "Other", "asked": "New?", "scale": sent["scale"], "version": 2}
    assert chair.post(url("tool-edit", found.pk), change).status_code == 302
    found.refresh_from_db()
    assert (found.name, found.state) == ("Case tool", "issued")
    assert client_for(side.lead).get(found.get_absolute_url()).status_code == 200
    chair.post(url("tool-next", found.pk))
    after = found.followed_by.get()
    assert (after.number, after.state, after.questions.count()) == (2, "draft", 3)


@pytest.mark.requirement("WOL-28")
def test_a_theme_that_returns_leads_to_a_proposal(side, client_for):
    response = make.ThemeResponseFactory(
        theme=side.theme, group=side.group, by=side.officer, kind="audit",
        reason="It keeps coming back",
    )  # fmt: skip
    officer = client_for(side.officer)
    found = {one.text: one for one in openings(side.officer, response)}
    opening = found["Propose an audit"]
    form = officer.get(opening.url).context["form"]
    assert form["concern"].value() == "It keeps coming back"
    assert form["theme"].value() == side.theme.pk

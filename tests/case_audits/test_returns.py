"""Agencies accept, write and hand in; cases are looked at together (CTM-24, HAR-23)."""

import pytest

from case_audits.models import AuditCase, CaseReturn
from learning.deadlines import chases, dues
from tests.case_audits.auditing import (
    VOICES,
    asked,
    drawn,
    handed_in,
    in_days,
    in_joint_stage,
    of,
    opened,
    text,
    today,
    typed,
    url,
)
from tests.days import boxes


@pytest.fixture
def side(world):
    return world.alpha


def own(audit, agency):
    return audit.returns.select_related("audit__edition").filter(agency=agency).first()


def listed(client):
    """How many returns the list says are in, and there are."""
    [row] = client.get(url("audits") + "?q=Neglect").context["page"].object_list
    return row.done, row.parts


@pytest.mark.requirement("CTM-24")
def test_an_agency_accepts_writes_and_hands_in(side, client_for):
    audit = drawn(side, opened(side))
    officer, lead = client_for(side.officer), client_for(side.contributor)
    assert lead.get(audit.get_absolute_url()).status_code == 404
    sent = {"agencies": [side.agency.pk, side.other_agency.pk]}
    officer.post(of(audit, "audit-ask"), sent | boxes("due_on", in_days(21)))
    ask = audit.asks.get(agency=side.agency)
    told = [due for due in dues(today(), user=side.lead) if "Neglect" in due.text]
    assert [due.due_on for due in told] == [in_days(21)]
    decline = lead.post(of(audit, "ask-answer", ask.pk), {"to": "decline"})
    assert decline.status_code == 200  # a reason is asked
    lead.post(of(audit, "ask-answer", ask.pk), {"to": "accept"})
    row = own(audit, side.agency)
    page = lead.post(
        of(audit, "return-write", row.pk), typed(row) | {"action": "check"}
    )
    assert page.status_code == 302, text(page)
    for other in (side.officer, side.chair, side.other_lead):
        assert client_for(other).get(row.get_absolute_url()).status_code == 404
    stale = text(
        lead.post(of(audit, "return-write", row.pk), typed(row, went_well="Mine"))
    )
    assert "Mine" in stale and "Seen alone" in stale
    row.refresh_from_db()
    lead.post(of(audit, "return-hand-in", row.pk), {"version": row.version})
    row.refresh_from_db()
    assert (row.state, row.handed_in_by) == ("handed_in", side.contributor)
    assert officer.get(row.get_absolute_url()).status_code == 200
    assert client_for(side.other_lead).get(row.get_absolute_url()).status_code == 404
    counted = {who: listed(client_for(who)) for who in (side.officer, side.lead)}
    assert counted == {side.officer: (1, 2), side.lead: (1, 2)}
    assert listed(client_for(side.other_lead)) == (0, 0)  # not even as a number
    late = [one for one in chases(in_days(30), side.officer) if "Neglect" in one.text]
    assert [one.count for one in late] == [2]  # one case each is left


def test_what_lacks_is_said_and_words_are_kept_while_typed(side, client_for):
    audit = asked(side, drawn(side, opened(side)))
    row, lead = own(audit, side.agency), client_for(side.lead)
    sent = typed(row, went_well="Half a thou", heard_child="", said="")
    kept = lead.post(of(audit, "return-autosave", row.pk), sent).json()
    assert kept["state"] == "saved"
    row.refresh_from_db()
    assert row.went_well == "Half a thou"
    page = text(lead.get(of(audit, "return-hand-in", row.pk)))
    assert "Answer question 1." in page
    assert "Say what was heard, or why nobody asked: The child or adult" in page
    lead.post(of(audit, "return-hand-in", row.pk), {"version": row.version})
    row.refresh_from_db()
    assert row.state == "draft"


@pytest.mark.requirement("HAR-23")
def test_agencies_stand_side_by_side_in_the_joint_stage(side, client_for):
    audit = in_joint_stage(side)
    case = audit.cases.first()
    for who in (side.officer, side.lead, side.other_lead):
        page = text(client_for(who).get(of(audit, "case", case.pk)))
        assert str(side.agency) in page and str(side.other_agency) in page
        assert page.count("They disagree") == 3  # own grade and two questions
    assert client_for(side.member).get(of(audit, "case", case.pk)).status_code == 404
    sent = boxes("on", today()) | {
        "version": 1,
        "notes": "Ring before closing",
        f"people_{side.agency.pk}": "Sergeant 2\nDetective: 1",
        f"people_{side.other_agency.pk}": "Ward manager",
    }
    client_for(side.chair).post(of(audit, "meeting"), sent)
    people = {(one.role, one.number) for one in audit.participants.all()}
    assert people == {("Sergeant", 2), ("Detective", 1), ("Ward manager", 1)}
    page = text(client_for(side.lead).get(audit.get_absolute_url()))
    assert "2 × Sergeant" in page and "Ring before closing" in page


@pytest.mark.requirement("SOL-17")
@pytest.mark.requirement("HAR-23")
def test_no_grade_is_final_before_the_voices_are_heard(side, client_for):
    audit = asked(side, drawn(side, opened(side), size=1))
    for agency, lead in (
        (side.agency, side.lead),
        (side.other_agency, side.other_lead),
    ):
        handed_in(own(audit, agency), lead, voices=("practitioner", "child"))
    chair = client_for(side.chair)
    chair.post(of(audit, "audit-joint"))
    case = audit.cases.get()
    grade = audit.edition.grades.get(order=2).pk
    sent = {"grade": grade, "grade_reason": "Both saw it", "version": 1}
    refused = text(chair.post(of(audit, "case-grade", case.pk), sent))
    assert "does not say why: The family or carers" in refused
    assert "Both saw it" in refused
    joint = {"together": "One plan", "absent_family": "Not safe to ask", "version": 1}
    assert chair.post(of(audit, "case-joint", case.pk), joint).status_code == 302
    sent["version"] = 2
    assert chair.post(of(audit, "case-grade", case.pk), sent).status_code == 302
    case.refresh_from_db()
    assert (case.grade_id, case.graded_by) == (grade, side.chair)
    page = text(client_for(side.lead).get(of(audit, "case", case.pk)))
    assert "Support worker" in page  # which role heard it
    assert "Not safe to ask" in page and "Both saw it" in page
    again = chair.post(of(audit, "case-joint", case.pk), joint)
    assert again.status_code == 302  # nothing is written beside a final grade
    assert AuditCase.objects.get(pk=case.pk).version == 3


def test_a_restricted_group_asks_nobody_and_leaves_no_trace(side, client_for):
    secret = opened(side, lead_group=side.restricted_group, title="Hidden audit")
    drawn(side, secret)
    chair = client_for(side.restricted_member)
    sent = {"agencies": [side.agency.pk]} | boxes("due_on", in_days(9))
    page = text(chair.post(of(secret, "audit-ask"), sent))
    assert "A restricted group asks nobody outside it" in page
    for who in (side.officer, side.chair, side.lead, side.member):
        client = client_for(who)
        assert client.get(secret.get_absolute_url()).status_code == 404
        listed = client.get(of(secret, "audit").rsplit("one/", 1)[0])
        assert "Hidden audit" not in text(listed)
    assert "Hidden audit" in text(chair.get(of(secret, "audit").rsplit("one/", 1)[0]))
    assert not CaseReturn.objects.filter(audit=secret).exists()
    assert VOICES == ("child", "family", "practitioner")

"""After the grades: received, passed on, followed up, audited again."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from case_audits.movement import grades_moved, questions_moved
from case_audits.services import audits
from learning.deadlines import dues
from learning.models import Theme
from learning.services.tagging import tag
from tests import factories as make
from tests.case_audits.auditing import (
    in_days,
    in_joint_stage,
    of,
    received,
    text,
    today,
    url,
)
from tests.days import boxes


@pytest.fixture
def side(world):
    return world.alpha


@pytest.mark.requirement("HAR-24")
@pytest.mark.requirement("CTM-34")
def test_the_group_receives_the_report_and_the_board_reads_it(side, client_for):
    audit = in_joint_stage(side)
    member, chair = client_for(side.member), client_for(side.chair)
    assert member.get(audit.get_absolute_url()).status_code == 404
    sent = {"report": "Seen early", "decision": "Train together"}
    sent |= boxes("received_on", today())
    early = text(chair.post(of(audit, "audit-receive"), sent))
    assert "Cases without a final grade: 2" in early and "Train together" in early
    for case in audit.cases.all():
        grade = {"grade": audit.edition.grades.get(order=3).pk, "version": 1}
        chair.post(of(audit, "case-grade", case.pk), grade | {"grade_reason": "Late"})
    assert chair.post(of(audit, "audit-receive"), sent).status_code == 302
    page = text(member.get(audit.get_absolute_url()))
    assert "Seen early" in page and "Train together" in page
    assert "CASE-" not in page and "Seen alone" not in page
    assert "%" not in page.split("Moderated grades")[1].split("Received")[0]
    works = text(chair.get(audit.get_absolute_url()))
    assert "Write the action plan" in works and "Write good practice" in works
    finding = make.FindingFactory(source=audit.source, title="Plans are shared")
    findings = reverse("learning:findings", args=["alpha", audit.reference])
    assert finding.title in text(member.get(findings))


@pytest.mark.requirement("SOM-17")
def test_an_issue_goes_to_a_group_that_decides_and_reports(side, client_for):
    other = make.GroupFactory(board=side.board, key="performance", name_en="Figures")
    seat = make.SeatFactory(group=other, role="chair", post_en="Chair")
    make.SeatHoldingFactory(seat=seat, user=side.member)
    audit = received(side)
    page = client_for(side.chair).get(of(audit, "issue-pass"))
    sent = {
        "to_group": other.pk,
        "issue": "Records do not show who else works there",
        "sent_once": page.context["form"]["sent_once"].value(),
    }
    for _twice in range(2):
        client_for(side.chair).post(of(audit, "issue-pass"), sent)
    issue = audit.issues.get()
    said = {"decision": "One chronology", "version": issue.version}
    said |= boxes("decided_on", today()) | boxes("board_on", in_days(30))
    decide = of(audit, "issue-decide", issue.pk)
    assert client_for(side.chair).post(decide, said).status_code == 403
    assert client_for(side.member).post(decide, said).status_code == 302
    page = text(client_for(side.officer).get(audit.get_absolute_url()))
    assert "One chronology" in page and "Figures" in page


@pytest.mark.requirement("SOL-9")
def test_agencies_report_again_at_set_intervals(side, client_for):
    audit = received(side)
    sent = {"months": "6, 12", "version": audit.version}
    wrong = client_for(side.chair).post(
        of(audit, "audit-close"), sent | {"months": "0"}
    )
    assert wrong.status_code == 200
    assert (
        client_for(side.chair).post(of(audit, "audit-close"), sent).status_code == 302
    )
    audit.refresh_from_db()
    assert (audit.state, audit.source.closed_on) == ("closed", today())
    rows = audit.follow_ups.all()
    assert {row.agency for row in rows} == {side.agency, side.other_agency}
    assert len(rows) == 4
    owed = [due for due in dues(today(), user=side.lead) if "gains" in due.text]
    assert len(owed) == 2
    first = rows.filter(agency=side.agency).first()
    said = {"sustained": "partly", "words": "Ten of twelve", "version": 1}
    lead = client_for(side.lead)
    assert lead.post(first.get_absolute_url(), said).status_code == 302
    page = text(client_for(side.member).get(audit.get_absolute_url()))
    assert "Ten of twelve" in page and "Sustained in part" in page
    owed = [due for due in dues(today(), user=side.lead) if "gains" in due.text]
    assert len(owed) == 1
    thread = reverse("learning:thread", args=["alpha", audit.reference])
    assert "Ten of twelve" in text(client_for(side.member).get(thread))


@pytest.mark.requirement("CTM-34")
def test_a_re_audit_asks_the_same_and_shows_what_moved(side, client_for):
    before = received(side, grade=4)
    chair = client_for(side.chair)
    form = chair.get(url("audit-new") + f"?again={before.reference}").context["form"]
    assert list(form.fields["edition"].queryset) == [before.edition]
    after = received(side, grade=2, again_of=before, said=("yes", "yes"))
    assert after.source.links_out.get().to_source == before.source
    moved = {one.word: one.change for one in grades_moved(after, before)}
    assert moved == {"Outstanding": 0, "Good": 2, "Requires improvement": 0,
                     "Inadequate": -2}  # fmt: skip
    shared = questions_moved(after, before)[0]
    counts = {one.word: (one.before, one.now) for one in shared.counts}
    assert counts["Yes"] == (2, 4) and counts["No"] == (2, 0)
    page = text(client_for(side.member).get(of(after, "movement")))
    assert "2 more" in page and "2 fewer" in page and "Then 2 cases, now 2" in page


@pytest.mark.requirement("SOM-18")
def test_audits_of_a_theme_stand_beside_its_figures_and_all_else(side, client_for):
    theme = Theme.objects.create(board=side.board, key="neglect", name_en="Neglect")
    audit = received(side)
    figures = make.LearningSourceFactory(
        board=side.board, kind="performance_data", title="Re-referrals rise"
    )
    for source in (audit.source, figures):
        tag(source=source, theme=theme, by=side.officer)
    member = client_for(side.member)
    page = text(member.get(theme.get_absolute_url()))
    assert audit.source.title in page and figures.title in page
    matrix = text(member.get(reverse("learning:theme-matrix", args=["alpha"])))
    assert "Multi-agency audit" in matrix and "Performance data" in matrix


def test_what_moved_on_is_refused(side):
    audit = received(side)
    for again in (
        lambda: audits.begin_joint(audit=audit, by=side.officer),
        lambda: audits.ask(
            audit=audit, agencies=[side.agency], due_on=in_days(3), by=side.officer
        ),
    ):
        with pytest.raises(ValidationError, match="It has moved on"):
            again()

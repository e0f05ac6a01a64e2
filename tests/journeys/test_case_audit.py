"""An audit in the browser: tool, sample, one agency's case, joint stage, receipt."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from case_audits.models import CaseAudit
from tests.journeys.planning import patient

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICE = "Cleveland Police"


def typed_day(page, name, day):
    for part in ("day", "month", "year"):
        page.fill(f"input[name={name}_{part}]", str(getattr(day, part)))


def press(page, words):
    page.click(f"main >> text='{words}'")
    page.wait_for_load_state()


def begun(page, axe):
    """A tool from the pack put to use, an audit opened, its sample drawn."""
    page.goto("/hartlepool/audits/tools/")
    axe(page)
    press(page, "Begin from: Multi-agency case audit tool")
    axe(page)
    press(page, "Save")
    press(page, "Put it to use")
    expect(page.locator("main")).to_contain_text("Its words stay")
    page.goto("/hartlepool/audits/new/")
    page.fill("#id_title", "Neglect seen early")
    page.fill("#id_scope", "How soon the concern was recognised")
    page.select_option("#id_lead_group", index=1)
    page.select_option("#id_edition", index=1)
    axe(page)
    press(page, "Save")
    press(page, "Choose the cases")
    press(page, "Say what could be chosen")
    page.fill("#id_frame", "Cases closed to early help this year")
    page.check("input[name=sampling][value=random]")
    page.fill("#id_listed", "30")
    page.fill("#id_size", "1")
    axe(page)
    press(page, "Save")
    press(page, "Draw the sample")
    expect(page.locator("main")).to_contain_text("The same sample")
    axe(page)


def asked(page, audit):
    page.goto(audit.get_absolute_url())
    press(page, "Ask agencies")
    page.get_by_label(POLICE, exact=True).check()
    typed_day(page, "due_on", timezone.localdate().replace(year=2099))
    press(page, "Ask")
    expect(page.locator("main")).to_contain_text("Reply awaited")


def handed_in(page, axe, audit):
    """The agency accepts, writes its case and hands it in."""
    page.goto(audit.get_absolute_url())
    press(page, "Accept or decline")
    page.check("input[name=to][value=accept]")
    press(page, "Save")
    page.click("#cases + table td a")
    press(page, "Write")
    for question in audit.edition.questions.exclude(kind="words"):
        page.locator(f"input[name=choice_{question.pk}]").first.check()
    for box in page.locator("textarea:visible").all():
        box.fill("The plan shows it")
    for voice in ("child", "family", "practitioner"):
        page.fill(f"#id_heard_by_{voice}", "Support worker")
    page.locator("input[name=grade]").nth(1).check()
    axe(page)
    page.locator("button:text-is('Check and hand in')").last.click()
    page.wait_for_load_state()
    axe(page)
    press(page, "Hand in")
    expect(page.locator("main")).to_contain_text("Handed in")


@pytest.mark.requirement("CTM-24", "HAR-22", "HAR-23", "HAR-24", "SOM-16")
def test_an_audit_from_tool_to_receipt(scene, open_page, axe):
    stage = scene("hartlepool", names=[POLICE])
    lead = stage.person(stage.agencies[0], "agency_lead")
    page = patient(open_page(stage.officer))
    begun(page, axe)
    audit = CaseAudit.objects.select_related("source", "board", "edition").get()
    asked(page, audit)
    handed_in(patient(open_page(lead)), axe, audit)

    page.goto(audit.get_absolute_url())
    press(page, "Begin the joint stage")
    page.click("#cases + table th a")
    expect(page.locator("main")).to_contain_text("The plan shows it")
    axe(page)
    press(page, "Moderate the grade")
    page.locator("input[name=grade]").nth(2).check()
    page.fill("#id_grade_reason", "Seen early, planned late")
    axe(page)
    press(page, "Make it final")
    page.goto(audit.get_absolute_url())
    press(page, "Receive the report")
    page.fill("#id_report", "One case read by one agency")
    page.fill("#id_decision", "Look again next year")
    typed_day(page, "received_on", timezone.localdate())
    axe(page)
    press(page, "Save")
    expect(page.locator("main")).to_contain_text("Look again next year")
    axe(page)
    audit.refresh_from_db()
    assert audit.state == "received"
    assert audit.cases.get().grade.word == "Requires improvement"

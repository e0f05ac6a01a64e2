"""A panel is appointed, one has a conflict; three agencies are asked, one is late."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from boards.models import Group
from frameworks.packs import load_pack
from learning.models import Digest
from reviews.models import InformationRequest, PanelMember, PoolPerson, SinglePoint
from reviews.services.opening import open_review
from tests import factories as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
COUNCIL = "Hartlepool Borough Council: Children's Services"
TRUST = "North Tees and Hartlepool NHS Foundation Trust"
EDUCATION = "Hartlepool Borough Council: Education"
SECRET = "Review of how plans are kept"
TITLE = "Your agency's part in planning"


def click(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


@pytest.mark.requirement("CTM-9", "CTM-26", "WOL-8", "SOL-8", "SOL-10")
def test_a_panel_and_three_agencies(scene, open_page, axe, worker):
    stage = scene("hartlepool", [COUNCIL, TRUST, EDUCATION])
    review = opened(stage)
    officer = open_page(stage.officer)
    experts = fill_pool(stage, officer, axe)
    appoint_everybody(officer, axe, review, experts)
    declare_conflict(open_page, axe, review, experts["Second reviewer"])
    for name in ("First chair", "First reviewer"):
        declare(open_page, axe, review, experts[name])
    expect_panel(officer, axe, review)

    name_contacts(stage, officer, axe)
    ask(officer, axe, review)
    answer(stage, open_page, axe, COUNCIL, file="chronology.csv")
    answer(stage, open_page, axe, TRUST)
    chase(stage, officer, open_page, axe, review)
    accept(officer, axe, review)
    send_back(stage, officer, open_page, axe, review)


def opened(stage):
    review = open_review(
        board=stage.board,
        kind=load_pack("hartlepool").review_type("scr"),
        values={
            "title": SECRET,
            "strand": "child",
            "lead_group": Group.objects.get(board=stage.board, key="lipsg"),
        },
        dates={},
        by=stage.officer,
    )
    review.agencies.set(stage.agencies)
    return review


def place(review, part=""):
    return f"/{review.board.slug}/reviews/{review.reference}/{part}"


def fill_pool(stage, officer, axe):
    """Experts with a role on the board; the officer adds them, one by one."""
    names = ["First chair", "First reviewer", "Second reviewer"]
    experts = {}
    for name in names:
        user = make.UserFactory(full_name=name)
        make.MembershipFactory(user=user, board=stage.board, role="reviewer")
        experts[name] = user
        officer.goto(f"/{stage.board.slug}/reviews/pool/add/")
        officer.get_by_label("Person", exact=True).select_option(label=name)
        for role in ("Independent chair", "Reviewer"):
            officer.get_by_label(role, exact=True).check()
        officer.get_by_label("Skills").fill("Exploitation")
        axe(officer)
        click(officer, "Add")
    insider = stage.person(stage.agencies[0], "agency_contributor")
    make.PoolPersonFactory(board=stage.board, user=insider, employer=stage.agencies[0])
    axe(officer)
    assert PoolPerson.objects.filter(offered=False).count() == 4
    return experts | {"insider": insider}


def appoint_everybody(officer, axe, review, experts):
    officer.goto(place(review, "panel/"))
    axe(officer)
    officer.click("text=Appoint from the pool")
    axe(officer)
    refuse_insider(officer, axe, review, experts["insider"])
    for name, role in (
        ("First chair", "Independent chair"),
        ("First reviewer", "Reviewer"),
        ("Second reviewer", "Reviewer"),
    ):
        officer.goto(place(review, "panel/appoint/"))
        officer.get_by_role("link", name=f"Appoint {name}").click()
        officer.get_by_label(role, exact=True).check()
        click(officer, "Appoint")
        expect(officer.locator("main")).to_contain_text(name)


def refuse_insider(officer, axe, review, insider):
    officer.get_by_role("link", name=f"Appoint {insider}").click()
    officer.get_by_label("Reviewer", exact=True).check()
    click(officer, "Appoint")
    expect(officer.locator("main")).to_contain_text("They work for")
    axe(officer)
    officer.get_by_label("Panel member", exact=True).check()
    click(officer, "Appoint")
    assert PanelMember.objects.get().role == "member"


def declare_conflict(open_page, axe, review, user):
    page = open_page(user)
    page.goto("/your-work/")
    page.get_by_role("link", name=f"Declare your independence: {SECRET}").click()
    axe(page)
    page.get_by_label("No, I have a conflict of interest").check()
    page.get_by_label("What the conflict is with").fill("I led a team at the trust")
    axe(page)
    click(page, "Record my declaration")
    page.wait_for_url(f"**/{review.board.slug}/reviews/")
    assert page.goto(place(review)).status == 404
    page.goto(f"/{review.board.slug}/reviews/")
    assert SECRET not in page.content()


def declare(open_page, axe, review, user):
    page = open_page(user)
    page.goto(place(review, "panel/"))
    axe(page)
    page.locator("main").get_by_role("button", name="Declare your independence").click()
    page.get_by_label("Yes, I am independent").check()
    click(page, "Record my declaration")
    expect(page.locator("main")).to_contain_text("Your declaration is recorded")


def expect_panel(officer, axe, review):
    officer.goto(place(review, "panel/"))
    main = officer.locator("main")
    expect(main).to_contain_text("1 needed, 1 named, 1 declared independent")
    expect(main).to_contain_text("I led a team at the trust")
    officer.get_by_role("link", name="End the place of Second reviewer").click()
    officer.get_by_label("Why it ends").fill("Conflict of interest")
    axe(officer)
    click(officer, "End the place")
    expect(main).to_contain_text("No longer on the panel")
    axe(officer)


def name_contacts(stage, officer, axe):
    """One through the page; the others are named already."""
    first, *others = stage.agencies
    for agency in others:
        contact = stage.person(agency, "agency_contributor")
        SinglePoint.objects.create(board=stage.board, agency=agency, user=contact)
    officer.goto(f"/{stage.board.slug}/reviews/single-points/")
    axe(officer)
    officer.goto(f"/{stage.board.slug}/reviews/single-points/{first.pk}/")
    axe(officer)
    contact = stage.person(first, "agency_contributor")
    officer.get_by_label("Single point of contact").select_option(label=str(contact))
    click(officer, "Save")


def ask(officer, axe, review):
    officer.goto(place(review, "requests/"))
    axe(officer)
    officer.click("text=Ask agencies")
    officer.get_by_label("Title the agency sees").fill(TITLE)
    officer.get_by_label("What is asked").fill("What was planned, and what changed?")
    due = timezone.localdate() + datetime.timedelta(14)
    for part in ("day", "month", "year"):
        officer.fill(f"input[name=due_on_{part}]", str(getattr(due, part)))
    for name in (COUNCIL, TRUST, EDUCATION):
        expect(officer.get_by_label(name, exact=True)).to_be_checked()
    axe(officer)
    click(officer, "Save and check")
    expect(officer.locator("main")).to_contain_text("3 requests can be sent")
    axe(officer)
    assert not InformationRequest.objects.exclude(state="draft").exists()
    click(officer, "Send 3 requests")
    expect(officer.locator("main")).to_contain_text("3 requests were sent")
    axe(officer)


def answer(stage, open_page, axe, name, file=""):
    """The single point answers; the review's title is nowhere on the pages."""
    agency = next(one for one in stage.agencies if one.name_en == name)
    page = open_page(stage.person(agency, "agency_contributor"))
    page.goto("/your-work/")
    page.get_by_role("link", name=TITLE).first.click()
    axe(page)
    page.click("text=Write the answer")
    page.locator("#id_answer").fill(f"What {agency.sector} learnt")
    expect(page.locator("#autosave-status")).to_contain_text("Saved at", timeout=9000)
    page.get_by_label("Staff at every level").check()
    if file:
        content = {"name": file, "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
        page.set_input_files("input[type=file]", content)
    axe(page)
    click(page, "Check and hand in")
    expect(page.locator("h1")).to_have_text("Check and hand in")
    axe(page)
    click(page, "Hand in")
    expect(page.locator("h1")).to_have_text("The board has your answer")
    axe(page)
    assert SECRET not in page.content()


def chase(stage, officer, open_page, axe, review):
    """Education's day passes: the officer sees it, reminds, and its people know."""
    late = InformationRequest.objects.filter(agency__name_en=EDUCATION)
    late.update(due_on=timezone.localdate() - datetime.timedelta(1))
    officer.goto("/your-work/")
    officer.get_by_role("link", name=f"late requests: {SECRET}").click()
    expect(officer.locator("main table")).to_contain_text("Late")
    officer.click("text=Remind them now")
    axe(officer)
    click(officer, "Send the reminder")
    expect(officer.locator("main")).to_contain_text("2 people are being reminded")
    assert Digest.objects.count() == 2
    lead = open_page(stage.person(stage.agencies[2], "agency_lead"))
    lead.goto("/your-work/")
    expect(lead.locator("main")).to_contain_text("1 day overdue")
    lead.goto(f"/{stage.board.slug}/review-requests/")
    axe(lead)
    expect(lead.locator("main table")).to_contain_text("Late")


def accept(officer, axe, review):
    officer.goto(place(review, "requests/"))
    officer.get_by_role("link", name=COUNCIL).click()
    expect(officer.locator("main")).to_contain_text("chronology.csv")
    axe(officer)
    with officer.expect_download() as waiting:
        officer.click("text=chronology.csv")
    assert waiting.value.suggested_filename == "chronology.csv"
    officer.click("text=Accept the answer")
    officer.get_by_label("Complete and analytical").check()
    axe(officer)
    click(officer, "Accept")
    expect(officer.locator("main")).to_contain_text("The answer is accepted")


def send_back(stage, officer, open_page, axe, review):
    officer.goto(place(review, "requests/"))
    officer.get_by_role("link", name=TRUST).click()
    officer.click("text=Send it back")
    officer.get_by_label("What is missing").fill("Say what changed for families.")
    due = timezone.localdate() + datetime.timedelta(7)
    for part in ("day", "month", "year"):
        officer.fill(f"input[name=due_on_{part}]", str(getattr(due, part)))
    officer.get_by_label("Useful, with gaps").check()
    axe(officer)
    click(officer, "Send back")
    states = InformationRequest.objects.values_list("agency__name_en", "state")
    assert dict(states) == {
        COUNCIL: "accepted",
        TRUST: "returned",
        EDUCATION: "sent",
    }
    contact = open_page(stage.person(stage.agencies[1], "agency_contributor"))
    contact.goto("/your-work/")
    contact.get_by_role("link", name=TITLE).first.click()
    expect(contact.locator("main")).to_contain_text("Say what changed for families.")
    contact.click("text=Go on with the answer")
    expect(contact.locator("#id_answer")).to_have_value("What health_provider learnt")
    axe(contact)

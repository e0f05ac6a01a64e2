"""The same engine on other boards: Section 11, schools, annual report, L&D audit."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from audits.models import AgencyReturn, Answer, Question, RoundItem
from tests import factories as make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def soon():
    return timezone.localdate() + datetime.timedelta(30)


def lead_of(stage, agency, open_page):
    return open_page(stage.person(agency, "agency_lead"))


def fill_rest(agency_return, lead):
    """The remaining ratings, as agencies would give them one page after another."""
    done = agency_return.answers.values("question")
    left = Question.objects.filter(edition=agency_return.round.edition_id)
    evidence = make.EvidenceFactory(agency=agency_return.agency, added_by=lead)
    for question in left.exclude(pk__in=done).select_related("scale"):
        levels = question.scale.levels.order_by("-value") if question.scale else [None]
        answer = make.AnswerFactory(
            agency_return=agency_return,
            question=question,
            level=levels[0],
            text="" if question.is_rating else "Written out in our plan.",
            yes=True if question.kind == "yes_no" else None,
            position="Settled and tested by sampling.",
            complete=True,
            updated_by=lead,
        )
        answer.evidence_links.create(evidence=evidence, added_by=lead)


@pytest.mark.requirement("HAR-26", "SOM-20")
def test_section_11_in_hartlepool(scene, steps, open_page, worker, tagged):
    stage = scene("hartlepool", ["Cleveland Police", "Thirteen Group"])
    police, housing = stage.agencies
    officer = open_page(stage.officer)
    steps.prepare(
        officer,
        stage.board,
        "Section 11 Survey",
        due=soon(),
        tick=["Cleveland Police", "Thirteen Group"],
    )
    round_url = steps.issue(officer)

    lead_user = stage.person(police, "agency_lead")
    lead = open_page(lead_user)
    url = steps.open_return(lead)
    lead.goto(f"{url}question/s11-1-1/")
    lead.locator("input[name=level]").last.check()
    lead.fill("#id_position", "The lead changed twice this year.")
    lead.fill("#id_improvement", "Name a deputy and publish both names")
    steps.link_evidence(lead, "Executive portfolio list")
    steps.axe(lead)
    fill_rest(AgencyReturn.objects.get(agency=police), lead_user)
    send(stage, steps, open_page, police, lead, url)
    gap = AgencyReturn.objects.get(agency=police).improvements.get()
    assert gap.text == "Name a deputy and publish both names"

    officer.goto(f"{round_url}analysis/")
    steps.axe(officer)
    expect(officer.locator("table.matrix")).to_contain_text("Not handed in")
    scrutinise(steps, officer, round_url)


def send(stage, steps, open_page, agency, lead, url):
    steps.check_and_send(lead, url, "Send to my executive for sign-off")
    executive = open_page(stage.person(agency, "agency_executive"))
    executive.goto(f"{url}sign-off/")
    executive.click("button:text-is('Sign off and send to the board')")
    executive.wait_for_url("**/receipt/")


def scrutinise(steps, officer, round_url):
    officer.goto(f"{round_url}scrutiny/")
    officer.check("input[name=kind][value=challenge]")
    officer.locator("main textarea").first.fill("Who covers while the post is empty?")
    officer.locator("main form button").last.click()
    expect(officer.locator("main")).to_contain_text("Who covers while the post")
    steps.axe(officer)


@pytest.mark.requirement("WOL-31", "SOL-26")
def test_section_175_in_wolverhampton_with_120_schools(scene, steps, open_page):
    stage = scene("wolverhampton")
    names = [f"School {number:03d}" for number in range(120)]
    on = {"sector": "school", "on_boards": [stage.board]}
    schools = [make.AgencyFactory(name_en=name, **on) for name in names]
    officer = open_page(stage.officer)
    steps.prepare(
        officer,
        stage.board,
        "Section 175/157 Audit of Schools",
        due=soon(),
        sectors=["School or college"],
    )
    round_url = steps.issue(officer)
    assert AgencyReturn.objects.filter(agency__in=schools).count() == 120
    assert not Answer.objects.exists()

    officer.goto(round_url)
    steps.axe(officer)
    expect(officer.locator("main tbody tr")).to_have_count(25)
    answer_as_school(stage, steps, open_page, schools[0])


def answer_as_school(stage, steps, open_page, school):
    member = make.MembershipFactory(
        board=stage.board, role="agency_lead", agency=school
    ).user
    lead = open_page(member)
    url = steps.open_return(lead)
    lead.goto(f"{url}question/s175-1-1/")
    lead.locator("input[name=level]").first.check()
    lead.fill("#id_position", "The whole staff read the policy each September.")
    steps.save(lead)
    lead.goto(url + "?show=unanswered")
    steps.axe(lead)
    assert Answer.objects.get().position.startswith("The whole staff")


@pytest.mark.requirement("CTM-53", "CTM-54")
def test_annual_report_return(scene, steps, open_page, worker, tagged):
    name = "South Wales Police"
    stage = scene("cwm-taf-morgannwg", [name])
    make.LearningSourceFactory(
        board=stage.board,
        kind="practice_review",
        title="Practice review: neglect seen slowly",
        reference="CPR-4-2026",
        published_on=timezone.localdate() - datetime.timedelta(30),
    )
    officer = open_page(stage.officer)
    label = "Partner Agency Annual Report"
    steps.prepare(officer, stage.board, label, due=soon(), tick=[name])
    expect(officer.locator("main")).to_contain_text("CPR-4-2026")
    steps.issue(officer)
    assert RoundItem.objects.filter(review_reference="CPR-4-2026").count() == 1

    lead = lead_of(stage, stage.agencies[0], open_page)
    url = steps.open_return(lead)
    links = lead.locator(".govuk-task-list__link")
    expect(links).to_have_count(4)
    for address in [one.get_attribute("href") for one in links.all()]:
        lead.goto(address)
        steps.axe(lead)
        steps.write(lead, "Attendance was full, and practice was sampled twice.")
    lead.goto(f"{url}question/q2/")
    expect(lead.locator("main")).to_contain_text("A stronger learning culture")
    send(stage, steps, open_page, stage.agencies[0], lead, url)
    officer.goto(url)
    paper = steps.build(officer, "The return as PDF")
    assert tagged(paper) >= 1


@pytest.mark.requirement("SOM-22")
def test_learning_and_development_audit_in_somerset(scene, steps, open_page):
    name = "Avon and Somerset Constabulary"
    stage = scene("somerset", [name])
    officer = open_page(stage.officer)
    label = "Learning and Development Audit"
    steps.prepare(officer, stage.board, label, due=soon(), tick=[name])
    round_url = steps.issue(officer)
    lead = lead_of(stage, stage.agencies[0], open_page)
    url = steps.open_return(lead)
    said = {"lda-1-1": "Induction, level 2 and level 3.", "lda-2-1": "A survey.",
            "lda-3-1": "Sampling of files.", "lda-3-2": "Clearer plans."}  # fmt: skip
    for key, words in said.items():
        lead.goto(f"{url}question/{key}/")
        steps.write(lead, words)
    for key, number in (("lda-1-2", "120"), ("lda-1-3", "80"), ("lda-1-4", "95")):
        lead.goto(f"{url}question/{key}/")
        lead.fill("input[name=number]", number)
        if lead.locator("#id_position").count():
            lead.fill("#id_position", "From our training records.")
        steps.save(lead)
    steps.axe(lead)
    steps.check_and_send(lead, url, "Send to the board")
    expect(lead.locator("h1")).to_have_text("The board has your return")
    officer.goto(f"{round_url}analysis/words/")
    steps.axe(officer)

"""What a rapid review in Solihull taught reaches twelve agencies, and is tested."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from boards.models import Agency, Group
from dissemination.choices import Confirmation
from dissemination.models import (
    AgencyPart,
    Briefing,
    DisseminationPlan,
    LearningRequest,
)
from dissemination.services.parts import confirm, hand_in, save_answers
from tests import factories as make
from tests.journeys.conftest import person
from tests.journeys.days import type_day

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LESSON = "Plans are looked at again whenever circumstances change"
WORKED = "Two teams met before each visit"
TWELVE = 12
TODAY = timezone.localdate


@pytest.fixture
def review(scene):
    """A rapid review whose learning the whole board may read; a lead in each of
    twelve agencies."""
    board = scene("solihull").board
    agencies = list(Agency.objects.serving(board).order_by("name_en")[:TWELVE])
    leads = {one.pk: person(board, "agency_lead", one) for one in agencies}
    groups = Group.objects.of(board).filter(restricted=False)
    source = make.LearningSourceFactory(
        board=board,
        kind="rapid_review",
        title="Rapid review of the spring",
        summary="Changes at home were not shared in time.",
        lead_group=groups.with_function("share").first(),
        audience="board",
    )
    make.FindingFactory(source=source, kind="lesson", title=LESSON, text=LESSON)
    make.FindingFactory(source=source, kind="good_practice", title=WORKED, text=WORKED)
    return source, leads


def at(source, name, *args):
    return reverse(f"dissemination:{name}", args=[source.board.slug, *args])


def press(page, words):
    go(page, page.locator("main").get_by_role("button", name=words, exact=True))


def go(page, what):
    """Press what leads to another page, and be there."""
    with page.expect_navigation():
        what.click()


def told(page, words):
    expect(page.locator("main")).to_contain_text(words)


def test_learning_reaches_agencies_and_is_tested(review, open_page, axe):
    source, leads = review
    officer = open_page(source.board.memberships.get(role="business_unit").user)
    officer.set_default_timeout(15_000)
    summarise(source, officer, axe)
    plan(source, officer, axe)
    brief(source, officer, axe)
    asked = ask(source, leads, officer, axe)
    first, *others = AgencyPart.objects.filter(request=asked).order_by("pk")
    answer(first, open_page(leads[first.agency_id]), axe)
    for part in others:
        confirm_all(part, leads[part.agency_id])
    look_at_the_map(source, officer, axe)
    check_impact(source, officer, axe)
    send_a_bulletin(source, officer, axe)


def summarise(source, page, axe):
    page.goto(at(source, "summary-from", source.reference))
    axe(page)
    page.fill("#id_activity_type", "Rapid review")
    page.fill("#id_description", "A rapid review, carried out in the spring.")
    page.fill("#id_messages", LESSON)
    page.get_by_label("Case", exact=True).check()
    page.locator("input[name=audiences]").first.check()
    lead = str(source.lead_group_id)
    page.select_option("#id_group", lead)
    page.select_option("#id_to_group", lead)
    press(page, "Save the draft")
    axe(page)
    press(page, f"Send it to {source.lead_group}")
    axe(page)
    press(page, "Send")
    press(page, "Answer it")
    axe(page)
    page.get_by_label("We take it on").check()
    press(page, "Send the answer")
    told(page, "Accepted")


def plan(source, page, axe):
    press(page, "Plan how to share it")
    axe(page)
    page.fill("#id_title", "Sharing the learning of the spring")
    go(page, page.locator("main button.govuk-button").first)
    axe(page)
    found = DisseminationPlan.objects.get(source=source)
    line = found.lines.first()
    page.goto(at(source, "line-edit", found.reference, line.pk))
    axe(page)
    page.fill("#id_purpose", LESSON)
    page.locator("input[name=methods]").first.check()
    page.fill("#id_measure", "Eight of ten can say what they do differently")
    type_day(page, "due_on", TODAY() + datetime.timedelta(30))
    press(page, "Save")
    press(page, "Agree the plan")
    axe(page)
    press(page, "Yes, it is agreed")
    told(page, "Agreed")


def brief(source, page, axe):
    page.goto(at(source, "briefing-new-from", source.reference))
    axe(page)
    page.locator("input[name=kind]").first.check()
    page.fill("#id_title", "Seven minutes on changing plans")
    page.select_option("#id_group", str(source.lead_group_id))
    for box in page.locator("input[name=findings]").all():
        box.check()
    go(page, page.locator("main button.govuk-button").last)
    found = Briefing.objects.get(source=source)
    page.goto(found.get_absolute_url())
    axe(page)
    told(page, LESSON)
    press(page, "Share with the board")
    found.refresh_from_db()
    assert found.state == "shared"


def ask(source, leads, page, axe):
    address = at(source, "request-new")
    page.goto(f"{address}?source={source.reference}")
    axe(page)
    page.fill("#id_title", "Pass on and embed what the spring taught us")
    page.fill("#id_message", "Please talk about these points in every team.")
    page.select_option("#id_briefing", label="Seven minutes on changing plans")
    type_day(page, "due_on", TODAY() + datetime.timedelta(21))
    press(page, "Save and check")
    axe(page)
    page.get_by_label("Some agencies").check()
    for pk in leads:
        page.check(f"input[name=agencies][value='{pk}']")
    press(page, "Show which agencies")
    press(page, f"Issue to {TWELVE} agencies")
    told(page, f"{TWELVE} agencies are asked")
    axe(page)
    return LearningRequest.objects.get(source=source)


def answer(part, page, axe):
    """One agency in the browser, from Your work to the first confirmation."""
    page.set_default_timeout(15_000)
    page.goto("/your-work/")
    go(page, page.get_by_role("link", name="Pass learning on").first)
    axe(page)
    press(page, "Answer")
    for box in page.locator("input[name^=applies_][value=yes]").all():
        box.check()
    for words in page.locator("textarea[name^=action_]").all():
        words.fill("We ask at every visit.")
    for name in ("where_embedded", "mechanism", "evaluation"):
        page.fill(f"#id_{name}", "Supervision, every month")
    type_day(page, "evaluate_on", TODAY() + datetime.timedelta(60))
    axe(page)
    press(page, "Check and hand in")
    axe(page)
    press(page, "Hand in")
    part.refresh_from_db()
    assert part.is_answered
    for kind in Confirmation:
        page.goto(f"{part.get_absolute_url()}confirm/{kind.value}/")
        axe(page)
        page.fill("#id_evidence", "Minutes of every team meeting.")
        press(page, "Sign")
    assert part.confirmations.count() == len(Confirmation)


def confirm_all(part, lead):
    """What the browser showed for one, for the other eleven."""
    answers = {
        point.pk: {"applies": "yes", "action": "In supervision"}
        for point in part.request.points.all()
    }
    values = {
        "where_embedded": "Procedure 4", "mechanism": "Supervision",
        "evaluation": "Dip sample", "evaluate_on": TODAY(), "methods": [],
    }  # fmt: skip
    saved = save_answers(
        part=part, values=values, answers=answers, version=part.version, by=lead
    )
    saved = hand_in(part=saved, version=saved.version, by=lead)
    for kind in Confirmation:
        confirm(part=saved, kind=kind, evidence="Minutes", by=lead)


def look_at_the_map(source, page, axe):
    page.goto(at(source, "coverage"))
    axe(page)
    told(page, f"{TWELVE} agencies, 0 gaps")
    page.set_viewport_size({"width": 375, "height": 800})
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert page.evaluate(wide) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})


def check_impact(source, page, axe):
    lesson = source.findings.get(kind="lesson")
    page.goto(at(source, "measure-add", source.reference, lesson.pk))
    axe(page)
    page.locator("input[name=strand]").first.check()
    page.fill("#id_instrument", "Re-audit of twenty plans")
    page.fill("#id_baseline", "9 of 20 plans")
    type_day(page, "due_on", TODAY())
    press(page, "Save")
    axe(page)
    told(page, "Re-audit of twenty plans")
    page.goto(at(source, "measures"))
    axe(page)


def send_a_bulletin(source, page, axe):
    page.goto(at(source, "bulletins"))
    axe(page)
    press(page, "Write a bulletin")
    axe(page)
    page.fill("#id_title", f"Learning {uuid.uuid4().hex[:4]}")
    page.fill("#id_introduction", "One page for your next team meeting.")
    page.select_option("#id_group", str(source.lead_group_id))
    press(page, "Save and add pieces")
    axe(page)
    for kind, words in (("Briefing", "Seven minutes"), ("Good practice", WORKED)):
        go(page, page.locator("main").get_by_role("link", name=kind, exact=True))
        axe(page)
        page.get_by_label(words).check()
        press(page, "Add")
    go(page, page.locator("main").get_by_role("button", name=re.compile("^Up")))
    first = page.locator("main section").first
    expect(first).to_contain_text(WORKED)
    go(page, page.get_by_role("link", name="Choose who gets it"))
    axe(page)
    page.get_by_label("Agency lead").check()
    press(page, "Save")
    go(page, page.get_by_role("link", name="Preview"))
    axe(page)
    page.go_back()
    press(page, "Check and send")
    axe(page)
    told(page, f"It goes to {TWELVE} people")
    press(page, "Send it now")
    told(page, f"To {TWELVE} people")
    axe(page)
    place = [source.board.slug, source.reference]
    page.goto(reverse("learning:thread", args=place))
    told(page, "Passed on")

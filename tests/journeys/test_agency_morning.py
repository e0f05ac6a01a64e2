"""An agency lead's morning: one page with everything owed, each a press away."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reviews.models import InformationRequest
from tests import factories as make
from tests.journeys.planning import chaired_group, patient, taught

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
POLICE = "South Wales Police"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def morning(scene):
    """A return's worth of debt: a request, a recommendation, a late action."""
    stage = scene("cwm-taf-morgannwg", [POLICE])
    group, _chair = chaired_group(stage)
    agency, today, now = stage.agencies[0], timezone.localdate(), timezone.now()
    source = taught(stage, group)
    asked = source.recommendations.get()
    asked.addressee_agency, asked.issued_at = agency, now
    asked.issued_by, asked.response_due_on = stage.officer, today + 10 * DAY
    asked.save()
    plan = make.ActionPlanFactory(
        board=stage.board,
        source=source,
        monitoring_group=group,
        state="agreed",
        agreed_by=stage.officer,
        agreed_at=now,
        created_by=stage.officer,
    )
    make.ActionFactory(
        plan=plan, agency=agency, text="Train every team", due_on=today - 4 * DAY
    )
    review = make.ReviewFactory(
        source=make.LearningSourceFactory(
            board=stage.board,
            kind="practice_review",
            review_type="cpr_concise",
            stage="review",
            lead_group=group,
            audience="panel",
        ),
        board=stage.board,
    )
    InformationRequest.objects.create(
        review=review,
        board=stage.board,
        agency=agency,
        reference=InformationRequest.new_reference(),
        title="Information for a learning review",
        asked="How did your teams work together?",
        due_on=today + 5 * DAY,
        state="sent",
        sent_at=now,
        sent_by=stage.officer,
    )
    return stage


def test_everything_owed_is_one_page_and_one_press_away(morning, open_page, axe):
    lead = morning.person(morning.agencies[0], "agency_lead")
    page = patient(open_page(lead))
    page.goto("/your-work/")
    axe(page)
    page.goto(f"/{morning.board.slug}/our-agency/")
    main = page.locator("main")
    expect(main).to_contain_text("3 things are open, 1 is overdue")
    axe(page)
    for words, heading in (
        ("Train every team", "Train every team"),
        ("Information for a learning review", "Information for a learning review"),
    ):
        page.click(f"text={words}")
        expect(page.locator("h1")).to_contain_text(heading)
        axe(page)
        page.go_back()
    page.click("text=Make a handover pack")
    expect(main).to_contain_text("Handover pack")
    axe(page)

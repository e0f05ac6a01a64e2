"""A safeguarding adults review declined with reasons; a forum the board raises."""

import pytest

from tests.journeys.reviewing import Reviewing

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("WOL-18")
def test_a_review_of_an_adult_is_declined_with_reasons(scene, open_page, axe):
    stage = scene("wolverhampton")
    work = Reviewing(open_page(stage.officer), axe, stage.board)
    work.open(
        "Safeguarding adults review (SAR): must be held",
        "Care at home that ended early",
        "One provider withdrew; the needs stayed.",
    )
    work.move("screening")
    work.answer_criteria("From the first look.", concern_about_joint_work="not_met")
    work.expect_words("The answers point to: the legal test is not met.")
    work.move("decision")
    decline(work)
    work.refused("set_up", "Record a decision to review first.")
    work.move("not_reviewed")
    review = work.review
    assert review.source.closed_on
    work.page.reload()
    work.expect_words("Closed without a review")
    made = review.decisions.get()
    assert made.legal_test.startswith("Needs, concern about joint work")
    assert made.criteria_said == "not_met"


def decline(work):
    """First without saying why it departs, then as the criteria say."""
    work.decide("review", test="yes", reason="It could teach us something.")
    work.expect_words("The decision says otherwise: say why.")
    assert not work.review.decisions.exists()
    work.decide(
        "other_learning",
        test="no",
        reason="Agencies worked together; one provider's contract failed.",
        dissent="The hospital would rather review.",
        other_learning="An audit of withdrawals by March.",
    )
    work.expect_words("Not met")
    work.expect_words("An audit of withdrawals by March.")


@pytest.mark.requirement("CTM-35")
def test_a_forum_on_a_theme_is_raised_and_reports(scene, open_page, axe):
    stage = scene("cwm-taf-morgannwg")
    work = Reviewing(open_page(stage.officer), axe, stage.board)
    work.open("Thematic MAPF", "Neglect of older children", "Raised by the board.")
    work.decide("review", reason="Three audits point to it.")
    work.move("set_up")
    work.refused("learning_event", "Write the scope")
    work.write_scope("What stops us seeing neglect?", "One forum, no panel.")
    work.invite("Youth worker", contribution="Missed education came first.")
    work.move("learning_event")
    work.hold_event("Attendance is the first sign.")
    work.expect_words("Youth worker: Took part")
    work.move("report")
    work.find("Attendance comes first", "Nobody looks at it.", themes="neglect, school")
    work.write_report(
        what_happened="Forty people met.",
        why_it_happened="Each service sees a part.",
        what_will_be_done="The review group takes three themes on.",
    )
    work.tick("Report to the review group", "Papers of the group")
    work.move("action_plan")
    assert work.review.source.findings.get().themes == ["neglect", "school"]

"""The boards of the access tests: everything that can exist on a board exists."""

import pytest

from tests.fixtures.people import canary


@pytest.fixture
def planted(world):
    """Both boards with a canary in everything a return keeps beside its answers."""
    for side in (world.alpha, world.beta):
        draft = canary(side.board.slug, "draft")
        side.open_return.delegations.create(
            section=side.section, to=side.contributor, given_by=side.lead,
            note=f"Note {draft}",
        )  # fmt: skip
        side.open_return.sign_off_requests.create(
            sent_by=side.lead, note=f"Mend {draft}"
        )
        side.answer_draft.values = {"position": f"Unsaved {draft}"}
        side.answer_draft.save()
        side.improvement.text = f"Train {draft}"
        side.improvement.save()
        assert side.evidence and side.received_evidence
        assert side.panel_member and side.prepared_request and side.paper
        assert side.request_file and side.answered_request and side.single_point
        assert side.involvement and side.parallel_process
        assert side.decision and side.unsaved_report
        assert side.draft_response and side.open_response and side.open_impact
        assert side.impact_draft and side.withdrawn_impact and side.restricted_impact
        assert side.decided_review and side.published_review
        assert side.draft_action and side.own_action and side.offer
        assert side.inspected and side.filed_item and side.board_finding and side.turn
        assert side.action_file and side.progress_report and side.done_action
        assert side.draft_request and side.answered_part and side.team_link
        assert side.lesson_measure and side.work_task and side.restricted_task
        assert side.theme_tag and side.open_theme_tag and side.theme_passages
        assert side.theme_notice and side.restricted_notice and side.theme_response
        assert side.restricted_response and side.themes_report
        assert side.sent_themes_report
        assert side.briefing and side.withdrawn_briefing and side.restricted_briefing
        assert side.bulletin and side.sent_bulletin and side.restricted_bulletin
        assert side.recall_token
        assert side.sent_summary and side.commission and side.sharing_draft
        assert side.restricted_summary and side.restricted_sharing
        assert side.draft_annual and side.annual_comment and side.annual_sign_off
        assert side.share and side.restricted_share and side.sharing_line
        assert side.activity and side.restricted_activity and side.escalation
        assert side.draft_count and side.received_count and side.complaint_lesson
        assert side.audit_proposal and side.draft_tool and side.planned_audit
        assert side.own_ask and side.case_audit and side.joint_audit
        assert side.again_audit and side.audit_programme and side.draft_survey
        assert side.planned_single and side.asked_single and side.deposited_single
        assert side.open_survey
    return world

"""Fetching rows of audits for a page: to read, to run, to write for an agency."""

from boards.access import get_visible_or_404
from boards.roles import Permission
from case_audits import rules
from case_audits.models import (
    AgencyAsk,
    AuditCase,
    AuditProgramme,
    AuditProposal,
    CaseAudit,
    CaseReturn,
    FollowUp,
    PassedIssue,
    SingleAudit,
    Survey,
    ToolEdition,
)

MANAGE, ANSWER = Permission.MANAGE_REVIEW, Permission.ANSWER_REQUEST


def audit_or_404(request, reference) -> CaseAudit:
    """An audit this person may know of."""
    rows = CaseAudit.objects.visible_to(request.user).select_related(
        "board", "source__board", "source__lead_group", "edition", "list_agency",
        "again_of__source", "proposal",
    )  # fmt: skip
    return get_visible_or_404(
        rows, request.user, board=request.board, source__reference=reference
    )


def audit_to_run(request, reference) -> CaseAudit:
    """An audit this person's group owns: 404 outside, 403 without the right."""
    found = audit_or_404(request, reference)
    rules.require_rule(rules.may_run(request.user, found), MANAGE)
    return found


def _part(request, model, reference, pk, *related):
    """A row of an audit this person may know of."""
    rows = model.objects.visible_to(request.user).select_related(
        "audit__board", "audit__source__lead_group", "audit__edition", *related
    )
    return get_visible_or_404(
        rows,
        request.user,
        audit__board=request.board,
        audit__source__reference=reference,
        pk=pk,
    )


def case_or_404(request, reference, pk) -> AuditCase:
    return _part(request, AuditCase, reference, pk, "grade")


def case_to_run(request, reference, pk) -> AuditCase:
    found = case_or_404(request, reference, pk)
    rules.require_rule(rules.may_run(request.user, found.audit), MANAGE)
    return found


def ask_to_answer(request, reference, pk) -> AgencyAsk:
    found = _part(request, AgencyAsk, reference, pk, "agency", "board")
    rules.require_rule(rules.writes_for(request.user, found), ANSWER)
    return found


def return_or_404(request, reference, pk) -> CaseReturn:
    return _part(request, CaseReturn, reference, pk, "agency", "case", "grade", "board")


def return_to_write(request, reference, pk) -> CaseReturn:
    found = return_or_404(request, reference, pk)
    rules.require_rule(rules.writes_for(request.user, found), ANSWER)
    return found


def follow_up_to_say(request, reference, pk) -> FollowUp:
    found = _part(request, FollowUp, reference, pk, "agency", "board")
    rules.require_rule(rules.writes_for(request.user, found), ANSWER)
    return found


def issue_to_decide(request, reference, pk) -> PassedIssue:
    found = _part(request, PassedIssue, reference, pk, "to_group")
    rules.require_rule(rules.may_run(request.user, found), MANAGE)
    return found


def _of_board_or_404(request, model, pk, *related):
    rows = model.objects.visible_to(request.user).select_related(
        "board", "group", *related
    )
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def proposal_or_404(request, pk) -> AuditProposal:
    return _of_board_or_404(
        request, AuditProposal, pk, "agency", "theme", "programme", "decided_by"
    )


def proposal_to_decide(request, pk) -> AuditProposal:
    found = proposal_or_404(request, pk)
    rules.require_rule(rules.may_run(request.user, found), MANAGE)
    return found


def programme_to_approve(request, pk) -> AuditProgramme:
    found = _of_board_or_404(request, AuditProgramme, pk)
    rules.require_rule(rules.may_run(request.user, found), MANAGE)
    return found


def tool_or_404(request, pk) -> ToolEdition:
    rows = ToolEdition.objects.visible_to(request.user).select_related("board")
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def tool_to_write(request, pk) -> ToolEdition:
    found = tool_or_404(request, pk)
    rules.require_rule(rules.runs_audits(request.user, request.board), MANAGE)
    return found


def single_or_404(request, pk) -> SingleAudit:
    return _of_board_or_404(
        request, SingleAudit, pk, "agency", "source__board", "presented_to", "evidence"
    )


def single_to_file(request, pk) -> SingleAudit:
    found = single_or_404(request, pk)
    rules.require_rule(
        rules.files_for(request.user, found), Permission.FILE_OWN_LEARNING
    )
    return found


def single_to_run(request, pk) -> SingleAudit:
    found = single_or_404(request, pk)
    rules.require_rule(_runs_for_group(request.user, found), MANAGE)
    return found


def _runs_for_group(user, found) -> bool:
    """The officers and the chair: not the agency, whatever its people chair."""
    officer = found.board_id in user.scope.boards_as_business_unit
    return officer or found.group_id in user.scope.chaired_group_ids


def survey_or_404(request, pk) -> Survey:
    return _of_board_or_404(request, Survey, pk, "audit__source")


def survey_to_run(request, pk) -> Survey:
    found = survey_or_404(request, pk)
    rules.require_rule(rules.may_run(request.user, found), MANAGE)
    return found

"""Who may comment on an annual report, sign for a partner, run its last steps."""

from boards.access import allowed
from boards.roles import Permission, RoleName
from reporting.choices import AnnualReportState, SignedBy

OPEN_FOR_COMMENTS = {AnnualReportState.CIRCULATED, AnnualReportState.SIGN_OFF}
HAVE_A_SAY = (
    RoleName.BOARD_MEMBER,
    RoleName.AGENCY_LEAD,
    RoleName.AGENCY_EXECUTIVE,
    RoleName.TRAINING_OFFICER,
    RoleName.BUSINESS_UNIT,
)
SIGNERS = {
    SignedBy.EXECUTIVE: {RoleName.AGENCY_EXECUTIVE},
    SignedBy.MEMBER: {RoleName.BOARD_MEMBER},
    SignedBy.EITHER: {RoleName.AGENCY_EXECUTIVE, RoleName.BOARD_MEMBER},
}


def may_run(user, report) -> bool:
    """The officers: circulate, ask for sign-off, build, publish, take down."""
    return allowed(user, Permission.MANAGE_BOARD, report)


def has_a_say(user, report) -> bool:
    """Board members, agencies' leads and executives, chairs of the board's groups."""
    scope = user.scope
    held = report.board_id in scope.boards_as(*HAVE_A_SAY)
    return held or report.board_id in scope.chaired_board_ids


def may_comment(user, report) -> bool:
    """Who has a say, while the draft is with members or partners."""
    return report.state in OPEN_FOR_COMMENTS and has_a_say(user, report)


def may_sign(user, sign_off) -> bool:
    """The partner's executive or its board member, as the officers chose."""
    report = sign_off.report
    held = user.scope.agency_roles.get((report.board_id, sign_off.agency_id), set())
    return bool(held & SIGNERS[SignedBy(report.signed_by)])

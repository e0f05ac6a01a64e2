"""Who may record what was heard, ask for counts, answer, and read small numbers."""

from django.core.exceptions import PermissionDenied

from boards.access import allowed
from boards.models import Agency, BoardAgency, Group
from boards.roles import ROLES, Permission
from learning.rules import agencies_to_file_for


def is_officer(user, board_id) -> bool:
    return board_id in user.scope.boards_as_business_unit


def runs_group(user, board_id, group_id) -> bool:
    """The officers, and the chair of the group."""
    return is_officer(user, board_id) or group_id in user.scope.chaired_group_ids


def may_record(user, board) -> bool:
    """Whoever raises learning, and members of the board's groups (CTM-40)."""
    seated = board.pk in user.scope.seated_board_ids
    return seated or allowed(user, Permission.RAISE_LEARNING, board)


def may_write(user, record) -> bool:
    """The officers, the chair of the group that owns it, the leads of its agency, and
    who recorded it."""
    source = record.source
    return (
        runs_group(user, source.board_id, source.lead_group_id)
        or source.owner_agency_id in agencies_to_file_for(user, source.board)
        or source.created_by_id == user.pk
    )


def may_decide(user, escalation) -> bool:
    """The officers and the chair of the group it was put to (SOL-16)."""
    return runs_group(user, escalation.board_id, escalation.to_group_id)


def may_survey(user, board) -> bool:
    """Officers, chairs of groups, and leads of agencies for their own surveys."""
    chairs = board.pk in user.scope.chaired_board_ids
    officer = is_officer(user, board.pk)
    return officer or chairs or bool(agencies_to_file_for(user, board))


def may_report(user, board) -> bool:
    """Officers, and leads for what their own agency reports."""
    return is_officer(user, board.pk) or bool(agencies_to_file_for(user, board))


def may_note_lesson(user, board) -> bool:
    """Officers, and chairs of groups (CTM-39)."""
    return is_officer(user, board.pk) or board.pk in user.scope.chaired_board_ids


def may_monitor(user, lesson) -> bool:
    """Who sets how a lesson is followed: its group's chair, and the officers."""
    return runs_group(user, lesson.board_id, lesson.source.lead_group_id)


def may_ask(user, board) -> bool:
    """Who asks agencies for their counts, and sets what is kept back."""
    return is_officer(user, board.pk)


def may_answer(user, row) -> bool:
    """Leads and contributors of the agency that was asked."""
    held = user.scope.agency_roles.get((row.board_id, row.agency_id), ())
    answers = any(Permission.ANSWER in ROLES[role].permissions for role in held)
    return answers and row.round.is_open


def may_hand_in(user, row) -> bool:
    """Leads and executives of the agency (contributors prepare)."""
    held = user.scope.agency_roles.get((row.board_id, row.agency_id), ())
    submits = any(Permission.SUBMIT in ROLES[role].permissions for role in held)
    return submits and row.round.is_open


def reads_small(user, board_id, agency_id) -> bool:
    """The officers, and the people of the agency a number came from."""
    own = agency_id in user.scope.agencies.get(board_id, ())
    return is_officer(user, board_id) or own


def reads_summaries(user, count_round) -> bool:
    """What agencies wrote beside their counts: officers and the group that reads it."""
    sits = count_round.group_id in user.scope.group_ids
    return sits or is_officer(user, count_round.board_id)


def require_rule(rule, user, record, permission: Permission) -> None:
    """403 unless a rule of this module lets the person on."""
    if not rule(user, record):
        raise PermissionDenied(permission.value)


def open_groups(user, board):
    """Groups of the board that are not restricted."""
    return Group.objects.visible_to(user).of(board).filter(restricted=False)


def agencies_on(user, board):
    """Agencies of the board today."""
    live = BoardAgency.objects.visible_to(user).live().filter(board=board)
    return Agency.objects.visible_to(user).filter(pk__in=live.values("agency"))


def agencies_to_name(user, board):
    """Agencies a person may record something for: officers all, others their own."""
    rows = agencies_on(user, board)
    if is_officer(user, board.pk):
        return rows
    return rows.filter(pk__in=user.scope.agencies.get(board.pk, ()))

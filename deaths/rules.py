"""Who may do what with learning from deaths."""

from django.core.exceptions import PermissionDenied

from boards.models import SeatHolding
from boards.roles import Permission
from deaths.choices import Subject
from deaths.facts import is_english
from deaths.models import Panel


def sits_on(user, panel) -> bool:
    return panel.group_id in user.scope.group_ids


def keeps(user, panel) -> bool:
    """The panel's chair, deputy and officer; of an open group also the business unit
    of its board. Being on the business unit opens nothing of a restricted group."""
    if panel.group_id in user.scope.chaired_group_ids:
        return True
    if sits_on(user, panel) and _is_its_officer(user, panel):
        return True
    officer = panel.board_id in user.scope.boards_as_business_unit
    return officer and not panel.group.restricted


def _is_its_officer(user, panel) -> bool:
    held = SeatHolding.objects.live().filter(
        user=user, seat__group=panel.group_id, seat__role="officer"
    )
    return held.exists()


def require_keeper(user, panel) -> None:
    if not keeps(user, panel):
        raise PermissionDenied(Permission.MANAGE_REVIEW.value)


def may_approve(user, release) -> bool:
    """A keeper of the panel who did not make the release."""
    return release.created_by_id != user.pk and keeps(user, release.panel)


def may_decide(user, referral) -> bool:
    """The chair of the group it was put to, and the officers for an open group."""
    if referral.to_group_id in user.scope.chaired_group_ids:
        return True
    officer = referral.board_id in user.scope.boards_as_business_unit
    return officer and not referral.to_group.restricted


def is_officer(user, board) -> bool:
    return board.pk in user.scope.boards_as_business_unit


def own_panels(user, board):
    """Panels the person may know of on a board; in Wales none on child deaths."""
    found = Panel.objects.visible_to(user).of(board)
    if not is_english(board):
        found = found.exclude(subject=Subject.CHILD_DEATH)
    return found


def sees_the_room(user, board) -> bool:
    """In England every reader: what panels release is listed there. In Wales only who
    sits on a group that keeps such learning; for others there is no such page."""
    if board.pk not in user.scope.reading_board_ids and not user.scope.group_ids:
        return False
    if is_english(board):
        return True
    return bool(user.scope.group_ids) and _rooms(user, board)


def _rooms(user, board) -> bool:
    """Asked by every page's navigation: once for a person's scope."""
    known, key = user.scope.rules, ("deaths.rooms", board.pk)
    if key not in known:
        known[key] = own_panels(user, board).exists()
    return known[key]

"""Rules of this floor that a permission alone does not say."""

from boards.access import allowed
from boards.roles import Permission


def may_nominate(user, seat) -> bool:
    """An agency names who takes its seats; posts of the board are the board's."""
    if seat.agency_id is None:
        return allowed(user, Permission.MANAGE_BOARD, seat)
    return allowed(user, Permission.NOMINATE, seat)

"""Who may run a review, and who may write in it."""

from django.core.exceptions import PermissionDenied

from boards.access import allowed
from boards.roles import Permission
from reviews.models import PanelMember, Review
from reviews.own_access import answers_for


def may_manage(user, review) -> bool:
    """The business unit and the chair of the lead group."""
    return allowed(user, Permission.MANAGE_REVIEW, review)


def may_run(user, review) -> bool:
    """... and an agency's lead for what it filed, or for its inspection (CTM-36): they
    move it on and record its days. Its limits are the board's."""
    return may_manage(user, review) or answers_for(user, review.source)


def on_panel(user, review) -> bool:
    return PanelMember.objects.live().filter(review=review, user=user).exists()


def may_write(user, review) -> bool:
    """Those who run it, its panel, and the lead of the agency that filed it: findings,
    involvement, principles, report.

    A chair or reviewer waits until their declaration is recorded (CTM-9).
    """
    started = PanelMember.objects.at_work().filter(review=review, user=user)
    return may_run(user, review) or started.exists()


def works_on(user, review) -> bool:
    """Whether the review's working papers are open to the person."""
    return Review.objects.worked_on_by(user).filter(pk=review.pk).exists()


def require_write(user, review) -> None:
    if not may_write(user, review):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)


def manages_pool(user, board) -> bool:
    """Those who confirm, appoint and see load: the business unit."""
    return allowed(user, Permission.MANAGE_POOL, board)


def chooses_from_pool(user, board) -> bool:
    """... and chairs of the board's groups, for the reviews their groups lead."""
    return manages_pool(user, board) or board.pk in user.scope.chaired_board_ids


def offers_people(user, board) -> bool:
    """Leads offer people of their agency, and name its single point of contact."""
    return allowed(user, Permission.NOMINATE, board)

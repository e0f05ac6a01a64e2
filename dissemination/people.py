"""Groups and people that may be named in what is shared."""

from django.db.models import Q

from boards.choices import GroupFunctionChoices
from boards.models import Agency, BoardAgency, Group, Membership, User
from boards.roles import RoleName


def open_groups(user, board):
    """Groups of the board that are not restricted."""
    return Group.objects.visible_to(user).of(board).filter(restricted=False)


def own_groups(user, board):
    """Groups the person writes for: chairs their own, officers all open ones."""
    rule = Q(pk__in=user.scope.chaired_group_ids)
    if board.pk in user.scope.boards_as_business_unit:
        rule |= Q(restricted=False)
    return Group.objects.visible_to(user).of(board).filter(rule)


def sharing_groups(user, board):
    """Groups whose function is to share learning (CTM-17)."""
    groups = Group.objects.visible_to(user).of(board)
    return groups.with_function(GroupFunctionChoices.SHARE)


def owners_on(board, user):
    """People with a part in the board's work today whom the person sees, and the
    leads of its agencies; nobody who only reviews."""
    live = Membership.objects.live().filter(board=board).exclude(role=RoleName.REVIEWER)
    seen = User.objects.visible_to(user).filter(pk__in=live.values("user"))
    leads = live.filter(role=RoleName.AGENCY_LEAD)
    return User.objects.filter(
        Q(pk__in=seen.values("pk")) | Q(pk__in=leads.values("user")), is_active=True
    )


def agencies_on(board, user):
    """Agencies of the board today."""
    live = BoardAgency.objects.visible_to(user).live().filter(board=board)
    return Agency.objects.visible_to(user).filter(pk__in=live.values("agency"))

"""Whom a bulletin goes to: by role, by theme, never against a person's own wish."""

from django.db.models import Q

from boards.models import Membership, User
from boards.roles import RoleName
from dissemination.choices import Wants
from dissemination.models import Subscription


def roles_to_send_to() -> list[tuple[str, str]]:
    """Roles whose people read what the board shares."""
    return [one for one in RoleName.choices() if one[0] != RoleName.REVIEWER]


def readers_of(board):
    """Memberships of people who read what the board shares."""
    live = Membership.objects.live().filter(board=board, user__is_active=True)
    return live.exclude(role=RoleName.REVIEWER)


def addressees(bulletin):
    """People with a chosen role who want every bulletin, and whoever follows one of
    its themes. One query; nobody who wants none."""
    readers = readers_of(bulletin.board_id)
    chosen = readers.filter(role__in=bulletin.roles).values("user")
    wishes = Subscription.objects.filter(board=bulletin.board_id)
    following = wishes.filter(wants=Wants.THEMES)
    on_theme = following.filter(themes__in=bulletin.themes.values("pk"))
    by_role = Q(pk__in=chosen) & ~Q(pk__in=following.values("user"))
    by_theme = Q(pk__in=on_theme.values("user")) & Q(pk__in=readers.values("user"))
    found = User.objects.filter(by_role | by_theme, is_active=True).exclude(email="")
    none = wishes.filter(wants=Wants.NONE)
    return found.exclude(pk__in=none.values("user")).order_by("full_name", "pk")


def still_wants(user, bulletin) -> bool:
    """Whether somebody it was addressed to would still get it today."""
    reads = readers_of(bulletin.board_id).filter(user=user).exists()
    wishes = Subscription.objects.filter(board=bulletin.board_id, user=user)
    return user.is_active and reads and not wishes.filter(wants=Wants.NONE).exists()

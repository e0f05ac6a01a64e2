"""Which audiences and channels a board has, as rows of its framework."""

from boards.models import Group
from learning.models import Audience, SharingMethod

SHARING = ["share", "embed"]


def audiences_of(board, user, group=None):
    """Audiences the person may know of; one that is a restricted group only in what
    that very group keeps."""
    rows = Audience.objects.visible_to(user).filter(
        board=board, retired_on__isnull=True
    )
    hidden = Group.objects.of(board).filter(restricted=True)
    if group is not None:
        hidden = hidden.exclude(pk=group.pk)
    return rows.exclude(audience_group__in=hidden.values("key"))


def channels_of(board, user):
    """Ways to share or embed; those that only test are no channels."""
    rows = SharingMethod.objects.visible_to(user)
    return rows.filter(board=board, retired_on__isnull=True, purposes__overlap=SHARING)

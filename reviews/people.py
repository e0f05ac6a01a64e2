"""People who may be named on pages of reviews, by post: never those of a case."""

from django.db.models import Q

from boards.models import Membership, SeatHolding, User


def people_known(user, board):
    """With a part on the board today: whoever the person may see, and whoever sits on
    a group of it that is open to be known of."""
    seats = SeatHolding.objects.visible_to(user).live()
    seated = seats.filter(seat__group__board=board, seat__group__restricted=False)
    here = Membership.objects.live().filter(board=board)
    seen = User.objects.visible_to(user)
    rows = User.objects.filter(
        Q(pk__in=seen.values("pk")) | Q(pk__in=seated.values("user")),
        pk__in=here.values("user"),
        is_active=True,
    )
    return rows.order_by("full_name")

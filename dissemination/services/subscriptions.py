"""What a person wants to hear of a board; leaving without signing in."""

from django.core import signing
from django.db import transaction

from boards.models import Board, User
from dissemination.choices import Wants
from dissemination.models import Subscription

SALT = "dissemination.unsubscribe"


@transaction.atomic
def choose(*, board: Board, user: User, wants: str, themes, by) -> Subscription:
    """Keep a person's choice on a board; themes count only where they were chosen."""
    kept = Subscription.objects.select_for_update().filter(board=board, user=user)
    row = kept.first() or Subscription(board=board, user=user)
    row.wants = wants
    row._history_user = by
    row.save()
    row.themes.set(themes if wants == Wants.THEMES else [])
    return row


def token_for(user, board) -> str:
    """What a mail carries: whose mail and which board, signed. It opens nothing but
    the way out."""
    return signing.dumps([user.pk, board.pk], salt=SALT)


def meant_by(token: str) -> tuple[User, Board] | None:
    """Whom and which board a token names; None where it is not ours."""
    try:
        user_pk, board_pk = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_pk).first()
    board = Board.objects.filter(pk=board_pk).first()
    return (user, board) if user and board else None


@transaction.atomic
def leave(*, user: User, board: Board) -> Subscription:
    """No more bulletins of a board; the themes chosen before are kept for a return."""
    rows = Subscription.objects.select_for_update().filter(board=board, user=user)
    row = rows.first() or Subscription(board=board, user=user)
    row.wants = Wants.NONE
    row._history_user = user
    row.save()
    return row

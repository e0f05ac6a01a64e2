"""The words of a digest: how much is due, where to sign in, and never what."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from boards.models import Board, Membership
from learning.deadlines import dues
from learning.models import Digest


@dataclass(frozen=True)
class OfBoard:
    """How much is due on one board's portal, and the earliest day."""

    board: Board
    count: int
    earliest: date


def deliver(digest: Digest) -> datetime | None:
    """Send one digest and say when; None when there is nothing left to tell."""
    with translation.override(digest.user.language):
        parts = still_to_tell(digest)
        if not parts:
            return None
        message(digest, parts).send()
    return timezone.now()


def still_to_tell(digest: Digest) -> list[OfBoard]:
    """Its items board by board, without boards they left and things done since."""
    user = digest.user
    if not user.is_active:
        return []
    mine = Membership.objects.live().filter(user=user).values("board")
    items = digest.items.filter(board__in=mine).select_related("board")
    items = list(items.order_by("board_id", "due_on"))
    if digest.cause == "sweep":
        still = {(d.key, d.due_on) for d in dues(timezone.localdate(), user=user)}
        items = [i for i in items if (i.item, i.due_on) in still]
    return [_of_board(list(same)) for _id, same in groupby(items, _board_id)]


def _board_id(item):
    return item.board_id


def _of_board(items) -> OfBoard:
    return OfBoard(items[0].board, len(items), items[0].due_on)


def message(digest: Digest, parts: list[OfBoard]) -> EmailMessage:
    """The mail itself. It carries the digest's own Message-ID, whoever sends it."""
    words = {
        "user": digest.user,
        "parts": parts,
        "address": settings.SITE_ADDRESS + reverse("your-work"),
        "asked": digest.cause != "sweep",
    }
    return EmailMessage(
        subject=_("LIF Portal: you have something due"),
        body=render_to_string("mail/digest.txt", words),
        to=[digest.user.email],
        headers={
            "Message-ID": digest.message_id,
            "Auto-Submitted": "auto-generated",  # no out-of-office replies
        },
    )

"""From what a source taught to how it is shared: the button beside its findings."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dissemination.rules import may_begin
from learning.follow_up import NextStep, add_next_step


def to_sharing(user, source) -> NextStep | None:
    """Whoever writes for a group of the board shares what it found (SOL-33)."""
    if not may_begin(user, source.board):
        return None
    address = reverse(
        "dissemination:sharing-of", args=[source.board.slug, source.reference]
    )
    return NextStep(_("Share what was learnt"), address)


add_next_step(to_sharing)

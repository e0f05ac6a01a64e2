"""From a source, what was learnt may be written up on one page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.access import allowed
from boards.roles import Permission
from learning.follow_up import NextStep, add_next_step


def write_a_briefing(user, source) -> NextStep | None:
    """For whoever writes what the source taught. Asks the database nothing."""
    if not allowed(user, Permission.WRITE_FINDINGS, source):
        return None
    where = [source.board.slug, source.reference]
    url = reverse("dissemination:briefing-new-from", args=where)
    return NextStep(_("Write a briefing"), url)


add_next_step(write_a_briefing)

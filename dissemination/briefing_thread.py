"""Briefings on the golden thread, below their source."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dissemination.choices import BriefingState
from dissemination.models import Briefing
from learning.thread import Asked, Node, add_branch, key_of

COLOURS = {
    BriefingState.DRAFT: "yellow",
    BriefingState.SHARED: "blue",
    BriefingState.PUBLIC: "green",
    BriefingState.WITHDRAWN: "grey",
}


def briefings(asked: Asked):
    """What was written of the source for others to read."""
    if asked.source is None:
        return
    rows = Briefing.objects.visible_to(asked.user).filter(source=asked.source)
    for row in rows.select_related("board").order_by("created_at", "pk"):
        yield _node(row)


def _node(row) -> Node:
    facts = []
    if row.shared_on:
        facts.append((_("Shared with the board on"), date_format(row.shared_on)))
    return Node(
        key_of(row),
        row.get_kind_display(),
        row.title,
        row.get_absolute_url(),
        state=row.get_state_display(),
        colour=COLOURS[row.state],
        facts=facts,
        under=(f"learning.learningsource:{row.source_id}",),
    )


add_branch(briefings)

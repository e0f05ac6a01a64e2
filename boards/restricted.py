"""Restricted groups: every reading and every refusal is kept for their members."""

from django.http import Http404

from boards.access import get_visible_or_404, note_access
from boards.models import Group


def group_or_404(user, board, pk) -> Group:
    """A group that serves the board, if this person may know of it."""
    groups = Group.objects.of(board).select_related("parent", "board")
    try:
        group = get_visible_or_404(groups, user, pk=pk)
    except Http404:
        _note_refusal(user, pk)
        raise
    if group.restricted:
        note_access(user, group, "read", group=group)
    return group


def _note_refusal(user, pk):
    hidden = Group.objects.filter(pk=pk, restricted=True).first()
    if hidden:
        note_access(user, hidden, "refused", group=hidden)

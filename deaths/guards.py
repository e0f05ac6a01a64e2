"""Fetching panels and what hangs on them for a page: to read, to change. What is read
of a restricted group is noted, and so is who was refused."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from boards.access import get_visible_or_404, note_access
from boards.roles import Permission
from deaths.choices import Subject
from deaths.facts import is_english
from deaths.models import Panel, PanelYear, Referral, Release
from deaths.rules import may_decide, require_keeper


def panel_or_404(request, pk, subject: str = Subject.CHILD_DEATH) -> Panel:
    """A panel that serves this board, if the person may know of it; of any subject
    where none is said. On a Welsh board none on child deaths exists."""
    rows = Panel.objects.visible_to(request.user).of(request.board)
    rows = rows.select_related("group__board")
    if not is_english(request.board):
        rows = rows.exclude(subject=Subject.CHILD_DEATH)
    rows = rows.filter(subject=subject) if subject else rows
    try:
        found = get_visible_or_404(rows, request.user, pk=pk)
    except Http404:
        _note_refusal(request.user, pk)
        raise
    if found.group.restricted:
        note_access(request.user, found, _what(request), group=found.group)
    return found


def _what(request) -> str:
    if request.GET.get("as"):
        return "export"
    return "read" if request.method == "GET" else "write"


def _note_refusal(user, pk):
    hidden = Panel.objects.filter(pk=pk, group__restricted=True).first()
    if hidden:
        note_access(user, hidden, "refused", group=hidden.group)


def panel_to_keep(request, pk, subject=Subject.CHILD_DEATH) -> Panel:
    """A panel whose records this person keeps: 404 outside, 403 without the right."""
    found = panel_or_404(request, pk, subject)
    require_keeper(request.user, found)
    return found


def year_or_404(request, panel, pk) -> PanelYear:
    rows = PanelYear.objects.visible_to(request.user).select_related("source__board")
    found = get_visible_or_404(rows, request.user, panel=panel, pk=pk)
    found.panel = panel
    return found


def release_or_404(request, reference) -> Release:
    """A release this person may read here; whoever reads it is noted."""
    rows = Release.objects.visible_to(request.user).on(request.board)
    rows = rows.select_related("panel__group__board", "created_by", "approved_by")
    found = get_visible_or_404(rows, request.user, reference=reference)
    if found.panel.group.restricted:
        note_access(request.user, found, _what(request), group=found.panel.group)
    return found


def referral_or_404(request, reference) -> Referral:
    if not is_english(request.board):
        raise Http404
    rows = Referral.objects.visible_to(request.user).select_related(
        "panel__group", "to_group", "board", "source", "decided_by"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def referral_to_decide(request, reference) -> Referral:
    found = referral_or_404(request, reference)
    if not may_decide(request.user, found):
        raise PermissionDenied(Permission.MANAGE_REVIEW.value)
    return found

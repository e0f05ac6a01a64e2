"""Fetching indicators and files of figures for a page: to read, to change."""

from boards.access import get_visible_or_404, require
from boards.roles import Permission
from performance.models import DataImport, Indicator
from performance.rules import may_import, require_rule


def indicator_or_404(request, key) -> Indicator:
    """A measure of this board."""
    rows = Indicator.objects.visible_to(request.user)
    rows = rows.select_related("board", "area", "owner")
    return get_visible_or_404(rows, request.user, board=request.board, key=key)


def indicator_to_change(request, key) -> Indicator:
    """A measure an officer keeps."""
    found = indicator_or_404(request, key)
    require(request.user, Permission.MANAGE_BOARD, request.board)
    return found


def import_or_404(request, pk) -> DataImport:
    """A file of figures this person may know of."""
    rows = DataImport.objects.visible_to(request.user)
    rows = rows.select_related("board", "agency", "document", "mapping", "job",
                               "brought_by", "decided_by")  # fmt: skip
    return get_visible_or_404(rows, request.user, board=request.board, pk=pk)


def import_to_decide(request, pk) -> DataImport:
    """A file this person may map, bring in or throw away."""
    found = import_or_404(request, pk)
    passes = may_import(request.user, request.board, found.agency_id)
    require_rule(passes, Permission.SUBMIT)
    return found

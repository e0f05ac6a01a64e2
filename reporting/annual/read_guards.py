"""Fetching an annual report and what belongs to it for a page."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from boards.access import get_visible_or_404
from boards.roles import Permission
from reporting.annual.guards import report_or_404, report_to_write
from reporting.annual.read_rules import may_sign
from reporting.models import (
    AnnualComment,
    AnnualEdition,
    AnnualEditionFile,
    AnnualSignOff,
)

MOST_DIGITS = 6


def comment_to_answer(request, reference, pk) -> AnnualComment:
    """A comment on a report this person runs."""
    report = report_to_write(request, reference)
    rows = AnnualComment.objects.visible_to(request.user)
    rows = rows.select_related("report__board", "section", "by")
    return get_visible_or_404(rows, request.user, report=report, pk=pk)


def sign_off_to_sign(request, reference, pk) -> AnnualSignOff:
    """A partner's sign-off, for whoever signs for it."""
    report = report_or_404(request, reference)
    rows = AnnualSignOff.objects.visible_to(request.user)
    rows = rows.select_related("report__board", "agency", "by")
    found = get_visible_or_404(rows, request.user, report=report, pk=pk)
    if not may_sign(request.user, found):
        raise PermissionDenied(Permission.SIGN_OFF.value)
    return found


def edition_asked(request, report) -> AnnualEdition | None:
    """The edition named in the address, else the last; None before the first."""
    rows = AnnualEdition.objects.visible_to(request.user).filter(report=report)
    asked = request.GET.get("edition", "")
    if not asked:
        return rows.first()
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= MOST_DIGITS):
        raise Http404
    return get_visible_or_404(rows, request.user, number=int(asked))


def file_or_404(request, reference, pk) -> AnnualEditionFile:
    """A file of an edition of a report this person may read."""
    report = report_or_404(request, reference)
    rows = AnnualEditionFile.objects.visible_to(request.user)
    rows = rows.select_related("edition__report__board", "job")
    return get_visible_or_404(rows, request.user, edition__report=report, pk=pk)

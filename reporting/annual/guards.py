"""Fetching an annual report and its parts for a page: to write, or to give to."""

from boards.access import get_visible_or_404, require
from boards.roles import ROLES, Permission
from reporting.models import (
    AnnualBlock,
    AnnualContribution,
    AnnualMilestone,
    AnnualReport,
    AnnualSection,
)


def report_or_404(request, reference) -> AnnualReport:
    """A report this person may know of."""
    rows = AnnualReport.objects.visible_to(request.user).select_related(
        "board", "published_by", "withdrawn_by"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


def report_to_write(request, reference) -> AnnualReport:
    """A report the person's business unit writes and takes through its steps."""
    found = report_or_404(request, reference)
    require(request.user, Permission.MANAGE_BOARD, found)
    return found


def section_to_write(request, reference, pk) -> AnnualSection:
    """A section, with its report and board already read."""
    report = report_to_write(request, reference)
    found = get_visible_or_404(AnnualSection, request.user, report=report, pk=pk)
    found.report = report
    return found


def block_to_write(request, reference, pk) -> AnnualBlock:
    """A block, with its section, report and board already read."""
    report = report_to_write(request, reference)
    rows = AnnualBlock.objects.visible_to(request.user)
    rows = rows.select_related("section", "agency", "edited_by", "removed_by")
    found = get_visible_or_404(rows, request.user, section__report=report, pk=pk)
    found.section.report = report
    return found


def step_to_write(request, reference, pk) -> AnnualMilestone:
    """A step of a report's timetable."""
    report = report_to_write(request, reference)
    found = get_visible_or_404(AnnualMilestone, request.user, report=report, pk=pk)
    found.report = report
    return found


def contribution_or_404(request, pk) -> AnnualContribution:
    """What one agency gives, for its people and the officers."""
    rows = AnnualContribution.objects.visible_to(request.user).select_related(
        "agency", "given_by", "report__board"
    )
    return get_visible_or_404(rows, request.user, report__board=request.board, pk=pk)


def may_give(user, contribution, permission=Permission.SUBMIT) -> bool:
    """The agency's own people, by their role there: an officer never writes it."""
    place = (contribution.report.board_id, contribution.agency_id)
    held = user.scope.agency_roles.get(place, ())
    return any(permission in ROLES[role].permissions for role in held)

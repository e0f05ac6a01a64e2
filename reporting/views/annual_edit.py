"""The editor of an annual report: its page, its sections, its figures."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import allowed
from boards.roles import Permission
from dissemination.views.writing import form_written
from reporting.annual.checklist import items_of
from reporting.annual.guards import report_or_404, report_to_write, section_to_write
from reporting.annual.html import part_of
from reporting.annual.reading import block_of, sections_of, year_of
from reporting.annual.records import links_of
from reporting.annual.warnings import warnings_of
from reporting.choices import ContributionState
from reporting.forms.annual_edit import SectionForm
from reporting.services.annual_blocks import write_section
from reporting.services.annual_draft import OPEN, freeze, refresh

SHOWN = 8  # records listed behind a block; the rest are counted


def page_of(report, name: str, *more) -> str:
    """A page of one report."""
    where = [report.board.slug, report.reference, *more]
    return reverse(f"reporting:{name}", args=where)


@require_GET
def annual_report(request, board, reference):
    """Sections with their state, what to look at, what the law asks, what comes next.
    Readers who do not write it are taken to where it is read."""
    found = report_or_404(request, reference)
    if not allowed(request.user, Permission.MANAGE_BOARD, found):
        return redirect("reporting:annual-read", board, reference)
    sections, asked = sections_of(found), list(found.contributions.all())
    items = items_of(found, sections)
    warnings = warnings_of(found, sections, items, asked)
    for section in sections:
        mine = [one for one in warnings if one.section_id == section.pk]
        section.warned = len(mine)
    today = timezone.localdate()
    steps = list(found.milestones.filter(done_on__isnull=True))
    context = {
        "report": found,
        "year": year_of(found),
        "sections": sections,
        "ready": sum(1 for one in sections if one.ready),
        "items": items,
        "lacking": sum(1 for one in items if one.is_lacking),
        "warnings": warnings,
        "next_step": steps[0] if steps else None,
        "late_steps": sum(1 for one in steps if one.due_on < today),
        "asked": len(asked),
        "given": sum(1 for one in asked if one.state != ContributionState.ASKED),
        "is_open": found.state in OPEN,
    }
    return render(request, "reporting/annual/report.html", context)


@require_POST
def annual_refresh(request, board, reference):
    """Draw the drafted blocks from the records again."""
    found = report_to_write(request, reference)
    return _done(
        request,
        lambda: refresh(report=found, by=request.user),
        _("Drawn again from the records. Words somebody edited stayed as they were."),
        page_of(found, "annual-report"),
    )


@require_POST
def annual_freeze(request, board, reference):
    """Keep the figures as they stand, or let them follow the records again."""
    found = report_to_write(request, reference)
    frozen = request.POST.get("frozen") == "yes"
    said = _("The figures are frozen.") if frozen else _("The figures move again.")
    return _done(
        request,
        lambda: freeze(report=found, frozen=frozen, by=request.user),
        said,
        page_of(found, "annual-report"),
    )


def _done(request, write, said, url):
    """One button; what is refused is said on the page it came from."""
    try:
        write()
        messages.success(request, said)
    except ValidationError as problem:
        for words in problem.messages:
            messages.error(request, words)
    return redirect(url)


@require_GET
def annual_section(request, board, reference, pk):
    """One section: its blocks in order, each with its records and what may be done."""
    found = section_to_write(request, reference, pk)
    report = found.report
    sections = sections_of(report)
    section = next(one for one in sections if one.pk == found.pk)
    section.report = report
    removed = found.blocks.filter(removed_at__isnull=False).select_related("removed_by")
    items = items_of(report, sections)
    asked = list(report.contributions.all())
    context = {
        "report": report,
        "section": section,
        "blocks": _shown(request, report, section.standing),
        "removed": _shown(request, report, list(removed)),
        "items": [item for item in items if item.key in section.answers],
        "warnings": [
            one
            for one in warnings_of(report, sections, items, asked)
            if one.section_id == section.pk
        ],
        "is_open": report.state in OPEN,
        **_neighbours(report, sections, section),
    }
    return render(request, "reporting/annual/section.html", context)


def _neighbours(report, sections, section) -> dict:
    at = next(i for i, one in enumerate(sections) if one.pk == section.pk)
    before = sections[at - 1] if at else None
    after = sections[at + 1] if at + 1 < len(sections) else None
    return {
        name: one and (page_of(report, "annual-section", one.pk), one.title)
        for name, one in (("before", before), ("after", after))
    }


def _shown(request, report, blocks) -> list[dict]:
    """Each block as readers will see it, beside it what stands behind it."""
    links = links_of(request.user, report.board, blocks)
    return [
        {
            "block": block,
            "part": part_of(block_of(block)),
            "links": links[block.pk][:SHOWN],
            "more": max(len(links[block.pk]) - SHOWN, 0),
        }
        for block in blocks
    ]


@require_http_methods(["GET", "POST"])
def annual_section_edit(request, board, reference, pk):
    """A section's heading, why it has nothing to say, and whether it is ready."""
    found = section_to_write(request, reference, pk)
    form = SectionForm(
        request.POST or None, instance=found, user=request.user, board=request.board
    )
    return form_written(
        request,
        form,
        lambda data: write_section(
            section=found, values=form.values, version=data["version"], by=request.user
        ),
        heading=_("Heading and state of the section"),
        caption=found.title,
        back_url=page_of(found.report, "annual-section", found.pk),
        done=_("Saved."),
    )

"""Editions of an annual report with their files; publishing it, taking it down."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import note_access
from boards.lists import paginate
from boards.views.forms import written
from learning.forms.screening import names_of_bodies
from reporting.annual import steps
from reporting.annual.edition_files import download_name, with_files
from reporting.annual.editions import languages_of
from reporting.annual.guards import report_or_404, report_to_write
from reporting.annual.read_due import page_of
from reporting.annual.read_guards import (
    file_or_404,
)
from reporting.annual.read_page import page_for
from reporting.annual.read_rules import may_run
from reporting.forms.annual_signoff import PublishForm, WithdrawForm
from reporting.models import AnnualEdition
from reporting.services.annual_editions import build_again, build_edition
from reporting.services.annual_publish import (
    final_edition,
    hits_of,
    publish,
    withdraw,
)

MOST_LINES = 3


@require_GET
def annual_editions(request, board, reference):
    """Each build: when, by whom, what changed, and its files as they come."""
    report = report_or_404(request, reference)
    rows = AnnualEdition.objects.visible_to(request.user).filter(report=report)
    page = paginate(request, rows.select_related("by"), per_page=10)
    with_files(page.object_list, request.user)
    building = any(one.is_building for one in page.object_list)
    context = {
        "report": report,
        "page": page,
        "building": building,
        "runs": may_run(request.user, report),
    }
    template = "reporting/annual_read/editions.html"
    if request.htmx:
        template = "reporting/annual_read/_editions.html"
    return render(request, template, context)


@require_POST
def annual_edition_build(request, board, reference):
    """Keep the report as it stands and build its files."""
    report = report_to_write(request, reference)
    before = steps.latest_edition(report)
    try:
        made = build_edition(report=report, by=request.user)
        said = _("Edition %s is being built.") % made.number
        if before is not None and made.pk == before.pk:
            said = _("No word has changed since edition %s.") % made.number
    except ValidationError as problem:
        said = " ".join(problem.messages)
    messages.success(request, said)
    return redirect(page_of(report, "annual-editions"))


@require_GET
def annual_edition_file(request, board, reference, pk):
    """One file of one edition, for whoever may read the report today."""
    found = file_or_404(request, reference, pk)
    if found.built_at is None:
        return redirect(page_of(found.edition.report, "annual-editions"))
    note_access(request.user, _noted(found), "downloaded")
    return sent(found)


def _noted(file):
    """The file under the board whose record it is."""
    file.board_id = file.edition.report.board_id
    return file


def sent(file) -> FileResponse:
    """The file under a name people recognise."""
    name, content_type = download_name(file)
    return FileResponse(
        file.file.open("rb"),
        as_attachment=True,
        filename=name,
        content_type=content_type,
    )


@require_POST
def annual_edition_again(request, board, reference, pk):
    """Ask once more for a file that could not be built."""
    report_to_write(request, reference)
    found = file_or_404(request, reference, pk)
    build_again(file=found, by=request.user)
    return redirect(page_of(found.edition.report, "annual-editions"))


@require_http_methods(["GET", "POST"])
def annual_publish(request, board, reference):
    """A second person reads the final edition with what the screen found."""
    report = report_to_write(request, reference)
    final = final_edition(report)
    conditions = steps.to_publish(report, request.user)
    ready = all(one.met for one in conditions)
    bodies = names_of_bodies(request.user) if ready else []
    hits = hits_of(final, bodies) if ready else []
    initial = {"edition": final.number if final else 0}
    form = PublishForm(
        request.POST or None, user=request.user, hits=hits, initial=initial
    )

    def write(said):
        done = publish(
            report=report, edition=said["edition"], note=said["note"],
            by=request.user, known=bodies,
        )  # fmt: skip
        note_access(request.user, report, "opened to the public")
        return done

    return written(
        request,
        form,
        write,
        heading=_("Check what the public will read"),
        submit=_("I have read it: nobody is recognisable. Publish it"),
        back_url=page_of(report, "annual-progress"),
        done=_("Anybody can read it now."),
        template="reporting/annual_read/publish.html",
        report=report,
        conditions=conditions,
        ready=ready,
        hits=hits,
        pages=_pages(request, report, final) if ready else [],
    )


def _pages(request, report, final) -> list:
    """The words in every language, as they will be read."""
    written_in = languages_of(report.board)
    shown = [key for key in written_in if key in final.content]
    return [page_for(request.user, report, final, key) for key in shown]


@require_http_methods(["GET", "POST"])
def annual_withdraw(request, board, reference):
    """Take it from the public at once."""
    report = report_to_write(request, reference)
    form = WithdrawForm(request.POST or None, user=request.user)
    return written(
        request,
        form,
        lambda said: withdraw(report=report, why=said["why"], by=request.user),
        heading=_("Take the report down"),
        submit=_("Take it down"),
        back_url=page_of(report, "annual-progress"),
        done=_("The public reads it no more."),
    )

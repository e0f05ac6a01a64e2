"""Uploads of spreadsheets: sent, looked at, put right, taken or thrown away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits.choices import ImportKind, ImportState, RoundState
from audits.forms.importing import (
    AGAIN,
    QUESTION_COLUMNS,
    RESULT_COLUMNS,
    ColumnsForm,
    FileForm,
    QuestionnaireUploadForm,
)
from audits.importing.scales import known_scales
from audits.importing.template import questionnaire_template as template_workbook
from audits.models import ImportBatch, Round
from audits.services import importing, offline, outside_results
from audits.views.import_pages import (
    PAGES,
    batch_url,
    choose_posted,
    state_page,
    waiting,
)
from boards.access import get_visible_or_404, require
from boards.exports import XLSX, download
from boards.roles import Permission
from boards.views.forms import accepted, form_page


def xlsx_response(body: bytes, name: str) -> HttpResponse:
    """A workbook to keep."""
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def upload_accepted(form, write) -> bool:
    """Write a valid form; what is wrong with the file stands beside the file."""

    def written(said):
        try:
            write(said)
        except ValidationError as problem:
            raise ValidationError({"file": problem.messages}) from problem

    return accepted(form, written)


@require_GET
def questionnaire_template(request, board):
    """Our workbook to copy questions into."""
    require(request.user, Permission.PREPARE_QUESTIONNAIRE, request.board)
    return xlsx_response(template_workbook(), "questionnaire-template")


@require_http_methods(["GET", "POST"])
def questionnaire_import(request, board):
    """Send a workbook of questions in. Nothing is made before it was looked at."""
    require(request.user, Permission.PREPARE_QUESTIONNAIRE, request.board)
    scales = known_scales(request.board)
    form = QuestionnaireUploadForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        board=request.board,
        scales=scales,
        initial=_asked_for(request),
    )
    made = []

    def write(said):
        batch = importing.bring(
            kind=ImportKind.QUESTIONNAIRE,
            board=request.board,
            file=said["file"],
            by=request.user,
            target=form.target,
            settings=form.settings(),
        )
        made.append(batch)

    if request.method == "POST" and upload_accepted(form, write):
        return redirect(batch_url(made[0]))
    return form_page(
        request,
        form,
        heading=_("Import a questionnaire"),
        back_url=reverse("boards:board", args=[board]),
        submit=_("Read the file"),
        template="audits/import_questionnaire.html",
        waiting=waiting(request, ImportKind.QUESTIONNAIRE),
    )


def _asked_for(request) -> dict:
    """A new edition of the questionnaire a link came from, if it is this board's."""
    key = request.GET.get("questionnaire", "")
    found = request.board.questionnaires.filter(key=key).first() if key else None
    return {"makes": AGAIN, "questionnaire": found} if found else {}


def round_or_404(request, reference) -> Round:
    """A round the person may know of."""
    rows = Round.objects.visible_to(request.user).select_related(
        "source", "board", "edition__questionnaire"
    )
    return get_visible_or_404(
        rows, request.user, board=request.board, source__reference=reference
    )


@require_http_methods(["GET", "POST"])
def results_import(request, board, reference):
    """Send another tool's results in, as ratings of this round (WOL-30)."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    if found.state == RoundState.DRAFT:
        messages.error(request, _("Issue the round first: nobody was asked yet."))
        return redirect(found)
    if found.state == RoundState.CLOSED:
        closed = _("The round is closed and takes no more results.")
        messages.error(request, closed)
        return redirect(found)
    form = FileForm(request.POST or None, request.FILES or None, user=request.user)
    made = []

    def write(said):
        batch = importing.bring(
            kind=ImportKind.OUTSIDE_RESULTS,
            board=request.board,
            file=said["file"],
            by=request.user,
            target=found.reference,
        )
        made.append(batch)

    if request.method == "POST" and upload_accepted(form, write):
        return redirect(batch_url(made[0]))
    return form_page(
        request,
        form,
        heading=_("Bring in results from another tool"),
        caption=found.source.title,
        back_url=found.get_absolute_url(),
        submit=_("Read the file"),
        template="audits/import_results.html",
        waiting=waiting(request, ImportKind.OUTSIDE_RESULTS, found.reference),
        round=found,
    )


@require_GET
def results_template(request, board, reference):
    """Every agency and standard of the round, ready for ratings."""
    found = round_or_404(request, reference)
    require(request.user, Permission.ISSUE_ROUND, found)
    headings = [_("Agency"), _("Number"), _("Standard"), _("Rating"), _("Position")]
    rows = outside_results.template_rows(found)
    return download("xlsx", f"results-{found.reference}", headings, rows)


def batch_or_404(request, pk) -> ImportBatch:
    """An upload the person may see, once they may do what it is for."""
    rows = ImportBatch.objects.visible_to(request.user).select_related(
        "board", "brought_by", "agency_return__agency", "agency_return__board",
        "agency_return__round__source", "agency_return__round__edition",
    )  # fmt: skip
    found = get_visible_or_404(rows, request.user, pk=pk, board=request.board)
    wanted = {
        ImportKind.QUESTIONNAIRE: (Permission.PREPARE_QUESTIONNAIRE, found.board),
        ImportKind.OUTSIDE_RESULTS: (Permission.ISSUE_ROUND, found.board),
        ImportKind.OFFLINE_ANSWERS: (Permission.ANSWER, found.agency_return),
    }
    require(request.user, *wanted[found.kind])
    return found


@require_GET
def import_preview(request, board, pk):
    """What an upload would make or change, and everything wrong with it."""
    batch = batch_or_404(request, pk)
    if batch.state != ImportState.PREVIEW:
        return state_page(request, batch)
    return PAGES[batch.kind](request, batch)


@require_http_methods(["GET", "POST"])
def import_columns(request, board, pk):
    """The person says what each column is, where we did not see it."""
    batch = batch_or_404(request, pk)
    if batch.state != ImportState.PREVIEW or batch.kind == ImportKind.OFFLINE_ANSWERS:
        return redirect(batch_url(batch))
    is_results = batch.kind == ImportKind.OUTSIDE_RESULTS
    form = ColumnsForm(
        request.POST or None,
        sheets=_sheets(batch, is_results),
        offered=RESULT_COLUMNS if is_results else QUESTION_COLUMNS,
    )
    if request.method == "POST" and form.is_valid():
        return _chosen(request, batch, sheets=form.chosen())
    context = {"batch": batch, "form": form, "address": batch_url(batch)}
    return render(request, "audits/import_columns.html", context)


def _sheets(batch, is_results):
    if is_results:
        return outside_results.read_results_batch(batch).sheets
    found = importing.read_questionnaire_batch(batch).sheets
    return [(one.sheet, one.mapping) for one in found]


@require_POST
def import_choose(request, board, pk):
    """Another scale, questions left out, what unknown words mean."""
    batch = batch_or_404(request, pk)
    if batch.state != ImportState.PREVIEW:
        return redirect(batch_url(batch))
    return _chosen(request, batch, **choose_posted(request, batch))


def _chosen(request, batch, **settings):
    try:
        importing.choose(batch=batch, by=request.user, **settings)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(batch_url(batch))


@require_POST
def import_commit(request, board, pk):
    """Take all of an upload, or nothing."""
    batch = batch_or_404(request, pk)
    try:
        address, words = _taken(request, batch)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(batch_url(batch))
    if words:
        messages.success(request, words)
    return redirect(address)


def _taken(request, batch):
    """Where to go on after the import, and what came of it in words."""
    if batch.kind == ImportKind.QUESTIONNAIRE:
        edition = importing.commit_questionnaire(batch=batch, by=request.user)
        return edition.get_absolute_url(), _("The questions are a draft edition now.")
    if batch.kind == ImportKind.OUTSIDE_RESULTS:
        taken = outside_results.bring_in(batch=batch, by=request.user)
        if taken.state == ImportState.COMMITTING:
            return batch_url(batch), ""
        given = taken.outcome["returns"]
        words = ngettext(
            "Results of %s agency were brought in.",
            "Results of %s agencies were brought in.",
            given,
        )
        return outside_results.round_of(batch).get_absolute_url(), words % given
    taken = offline.commit_answers(
        batch=batch,
        by=request.user,
        choices=_choices(request),
        versions=_versions(request),
    )
    words = ngettext("%s answer was saved.", "%s answers were saved.", taken.saved)
    return batch_url(batch), words % taken.saved


def _choices(request) -> dict[str, str]:
    """Whose words stay, by code of the question."""
    known = {offline.FILE, offline.ONLINE, offline.LATER}
    return {
        name.removeprefix("keep_"): value
        for name, value in request.POST.items()
        if name.startswith("keep_") and value in known
    }


def _versions(request) -> dict[str, int]:
    """What the person saw online when choosing."""
    return {
        name.removeprefix("version_"): int(value)
        for name, value in request.POST.items()
        if name.startswith("version_") and value.isdecimal() and len(value) < 10
    }


@require_POST
def import_discard(request, board, pk):
    """Throw an upload away; nothing was made of it."""
    batch = batch_or_404(request, pk)
    address = _back(batch)
    try:
        importing.discard(batch=batch, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(batch_url(batch))
    messages.success(request, _("The upload was thrown away. Nothing was changed."))
    return redirect(address)


def _back(batch) -> str:
    if batch.kind == ImportKind.OFFLINE_ANSWERS:
        return batch.agency_return.get_absolute_url()
    if batch.kind == ImportKind.OUTSIDE_RESULTS:
        return outside_results.round_of(batch).get_absolute_url()
    return reverse("audits:questionnaire-import", args=[batch.board.slug])

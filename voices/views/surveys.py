"""Surveys: the list, one over the years, its years, its results."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.exports import asked_kind, download
from boards.lists import Sorting
from boards.roles import Permission
from boards.views.forms import written
from learning.rules import may_write_findings
from learning.views.of_source import framed
from voices.forms.surveys import (
    NumberForm,
    PasteForm,
    SurveyFilterForm,
    SurveyForm,
    TypeForm,
    YearForm,
)
from voices.guards import edition_to_write, result_to_write, survey_or_404, to_write
from voices.models import Survey, SurveyEdition, SurveyResult, rules_of
from voices.rules import may_survey, may_write, reads_small
from voices.services.surveys import (
    add_year,
    change_result,
    change_survey,
    change_year,
    open_survey,
    put_results,
    remove_result,
)
from voices.survey_chart import trend
from voices.survey_table import survey_table
from voices.views.writing import form_written, listed

COLUMNS = {
    "title": ("source__title",),
    "by": ("asked_by",),
    "agency": ("source__owner_agency__name_en",),
    "years": ("-years", "source__title"),
    "last": ("-last",),
}


@require_GET
def surveys(request, board):
    """Surveys and when they were asked; filter, search, sort, page, export."""
    user = request.user
    seen = Survey.objects.visible_to(user).filter(board=request.board)
    form = SurveyFilterForm(request.GET, user=user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = form.apply(seen).annotate(
        years=Count("editions", distinct=True), last=Max("editions__year")
    )
    found = sorting.apply(found).select_related("board", "source__owner_agency")
    headings = [
        _("Reference"), _("Title"), _("Who asks"), _("Who is asked"), _("Agency"),
        _("Years"), _("Last asked"),
    ]  # fmt: skip
    return listed(
        request, found, template="voices/surveys.html", name="surveys",
        headings=headings, cells=_cells, sorting=sorting, form=form,
        may_add=may_survey(user, request.board),
    )  # fmt: skip


def _cells(row):
    return [
        row.reference, row.source.title, row.asked_by, row.population,
        row.agency or "", row.years, row.last or "",
    ]  # fmt: skip


@require_GET
def survey(request, board, reference):
    """A survey over the years: each wording a table and a chart (HAR-13, SOL-15)."""
    found = survey_or_404(request, reference)
    small = reads_small(request.user, found.board_id, found.source.owner_agency_id)
    table = survey_table(found, all_numbers=small)
    if kind := asked_kind(request):
        return _file(request, kind, found, table)
    results = SurveyResult.objects.visible_to(request.user)
    writes = may_write(request.user, found)
    numbers = results.filter(edition__survey=found).select_related("edition", "wording")
    context = {
        **framed(request, found.source, "voices:survey"),
        "survey": found,
        "table": table,
        "charts": [(one, trend(one, table.years)) for one in table.asked],
        "editions": SurveyEdition.objects.visible_to(request.user).filter(survey=found),
        "below": rules_of(request.board).suppress_below,
        "reads_small": small,
        "numbers": list(numbers) if writes and small else [],
        "may_write": writes,
        "may_find": may_write_findings(request.user, found.source),
        "csv_url": "?as=csv",
        "xlsx_url": "?as=xlsx",
    }
    return render(request, "voices/survey.html", context)


def _file(request, kind, found, table):
    headings = [
        _("Question"), _("Who answered"), _("Year"), _("How many answered"),
        _("How many said so"), _("Percentage"),
    ]  # fmt: skip
    back = _("[c]")
    rows = [
        [
            one.wording.text, line.name, cell.year,
            *([back] * 3 if cell.is_back else
              [cell.answered, cell.count, cell.percent]),
        ]
        for one in table.asked for line in one.lines for cell in line.cells
        if cell.result is not None
    ]  # fmt: skip
    return download(kind, f"survey-{found.reference}", headings, rows)


@require_http_methods(["GET", "POST"])
def survey_add(request, board):
    """Begin a survey that comes back."""
    if not may_survey(request.user, request.board):
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    form = SurveyForm(
        request.POST or None, instance=Survey(board=request.board),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return open_survey(
            board=request.board, values=form.values, by=request.user,
            sent_once=data["sent_once"],
        )  # fmt: skip

    return form_written(
        request, form, write, heading=_("Add a survey"), done=_("Added."),
        back_url=reverse("voices:surveys", args=[request.board.slug]),
        to=lambda made: made.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def survey_change(request, board, reference):
    """Correct what is said of a survey."""
    found = to_write(request, survey_or_404(request, reference))
    form = SurveyForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return change_survey(
            survey=found, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Change the survey"), done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def year_add(request, board, reference):
    """Another year of a survey; then its results."""
    found = to_write(request, survey_or_404(request, reference))
    form = YearForm(
        request.POST or None, instance=SurveyEdition(survey=found),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return add_year(survey=found, values=form.values, by=request.user)

    return form_written(
        request, form, write, back_url=found.get_absolute_url(),
        heading=_("Add a year"), caption=found.source.title, done=_("Added."),
        to=lambda made: _paste_url(request, found, made),
    )  # fmt: skip


def _paste_url(request, found, edition):
    where = [request.board.slug, found.reference, edition.pk]
    return reverse("voices:results-paste", args=where)


@require_http_methods(["GET", "POST"])
def year_change(request, board, reference, pk):
    """Correct a year of a survey."""
    found = edition_to_write(request, reference, pk)
    form = YearForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return change_year(
            edition=found, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=found.survey.get_absolute_url(),
        heading=_("Change the year"), caption=str(found), done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def results_paste(request, board, reference, pk):
    """Results of a year, pasted from a spreadsheet: all of them or none."""
    found = edition_to_write(request, reference, pk)
    form = PasteForm(request.POST or None, edition=found, user=request.user)

    def write(data):
        return put_results(edition=found, rows=form.results, by=request.user)

    return written(
        request, form, write, back_url=found.survey.get_absolute_url(),
        heading=_("Paste results"), caption=str(found),
        template="voices/results_paste.html", edition=found,
        done=lambda made: _("%s results saved.") % len(made),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def result_add(request, board, reference, pk):
    """One result of a year, typed."""
    found = edition_to_write(request, reference, pk)
    form = TypeForm(request.POST or None, edition=found, user=request.user)

    def write(data):
        return put_results(edition=found, rows=[form.row], by=request.user)

    return written(
        request, form, write, back_url=found.survey.get_absolute_url(),
        to=request.path, heading=_("Type a result"), caption=str(found),
        done=_("Saved. Type the next one."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def result_change(request, board, reference, pk):
    """Correct one result, or take it out."""
    found = result_to_write(request, reference, pk)
    form = NumberForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        return change_result(
            result=found, values=form.values, version=data["version"], by=request.user
        )

    survey = found.edition.survey
    return form_written(
        request, form, write, back_url=survey.get_absolute_url(),
        heading=_("Change the result"), caption=str(found), done=_("Saved."),
        template="voices/result_change.html", result=found, survey=survey,
    )  # fmt: skip


@require_POST
def result_remove(request, board, reference, pk):
    """Take out a result entered by mistake."""
    found = result_to_write(request, reference, pk)
    back = found.edition.survey.get_absolute_url()
    remove_result(result=found, by=request.user)
    messages.success(request, _("Taken out."))
    return redirect(back)

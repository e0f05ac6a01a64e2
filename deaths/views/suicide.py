"""Learning from suicides, for the group that reviews them and nobody else."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from deaths.choices import ReleaseState, Subject
from deaths.facts import facts_of, said
from deaths.forms.suicide import KINDS, AnalysisForm
from deaths.frozen import tally
from deaths.guards import panel_or_404, panel_to_keep
from deaths.models import Analysis, Release
from deaths.rules import keeps, sits_on
from deaths.services import suicide as services
from deaths.views.panels import address
from deaths.views.writing import form_written

COLUMNS = {
    "review": ("source__title", "agency__name_en"),
    "agency": ("agency__name_en", "source__title"),
    "on": ("-created_at",),
}


@require_GET
def suicide(request, board, pk):
    """Themes and triggers tallied, and each analysis; export."""
    found = panel_or_404(request, pk, Subject.SUICIDE)
    sorting = Sorting(request, COLUMNS)
    rows = Analysis.objects.visible_to(request.user).filter(panel=found)
    q = request.GET.get("q", "")[:100].replace("\0", "")
    for word in q.split():
        rows = rows.filter(note__icontains=word) | rows.filter(
            source__title__icontains=word
        )
    rows = sorting.apply(rows).select_related("source__board", "agency")
    names = {one.key: said(one.name) for one in facts_of(found.board).factors}
    if kind := asked_kind(request):
        headings = [_("Review"), _("Analysis of"), _("Seen"), _("In a few words")]
        table = [
            [row.source.reference, row.agency or _("All together"),
             "; ".join(names.get(key, key) for key in row.factors), row.note]
            for row in rows
        ]  # fmt: skip
        return download(kind, f"analyses-{found.pk}", headings, table)
    page = paginate(request, rows)
    for row in page.object_list:
        row.seen = [names.get(key, key) for key in row.factors]
    releases = Release.objects.visible_to(request.user).filter(panel=found)
    context = {
        "panel": found,
        "page": page,
        "q": q,
        **_tallied(found),
        "releases": releases.exclude(state=ReleaseState.DISCARDED),
        "keeps": keeps(request.user, found),
        "sits": sits_on(request.user, found),
        **sorting.context,
    }
    return render(request, "deaths/suicide.html", context)


def _tallied(panel) -> dict:
    counts, reviews = tally(panel)
    rows = [
        {"kind": KINDS[one.kind], "name": said(one.name), "number": counts[one.key]}
        for one in facts_of(panel.board).factors
    ]
    rows.sort(key=lambda row: -row["number"])
    return {"tally": rows, "reviews": reviews}


@require_http_methods(["GET", "POST"])
def analysis_add(request, board, pk):
    """What an agency, or all together, saw in a review."""
    found = panel_to_keep(request, pk, Subject.SUICIDE)
    form = AnalysisForm(
        request.POST or None, instance=Analysis(panel=found), user=request.user,
        panel=found,
    )  # fmt: skip

    def write(data):
        return services.add_analysis(
            panel=found, by=request.user, sent_once=data["sent_once"], **form.values
        )

    return form_written(
        request, form, write, back_url=address(request, "suicide", pk),
        heading=_("Add an analysis"), caption=str(found), done=_("Added."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def analysis_edit(request, board, pk, analysis):
    """Correct an analysis."""
    found = panel_to_keep(request, pk, Subject.SUICIDE)
    rows = Analysis.objects.visible_to(request.user).filter(panel=found)
    row = get_visible_or_404(
        rows.select_related("source", "agency"), request.user, pk=analysis
    )
    row.panel = found
    form = AnalysisForm(
        request.POST or None, instance=row, user=request.user, panel=found
    )

    def write(data):
        return services.edit_analysis(
            analysis=row, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=address(request, "suicide", pk),
        heading=_("Change an analysis"),
        caption=f"{row.source.title}: {row.agency or _('All together')}",
        done=_("Saved."),
    )  # fmt: skip

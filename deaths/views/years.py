"""A panel's year: counts, themes, commentary; and years beside each other."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.exports import asked_kind, download
from deaths.choices import CountTable
from deaths.facts import facts_of, form_named, purpose_name, said
from deaths.forms.years import (
    CommentaryForm,
    CountsForm,
    DomainsForm,
    ThemeForm,
    YearForm,
)
from deaths.guards import panel_or_404, panel_to_keep, year_or_404
from deaths.models import PanelYear, PurposeTheme
from deaths.reading import read_tables, trend
from deaths.rules import keeps
from deaths.services import years as services
from deaths.tables import tables_of
from deaths.views.panels import address
from deaths.views.writing import form_written
from learning.plan_dues import plan_actions
from learning.plan_states import plan_states


@require_http_methods(["GET", "POST"])
def year_open(request, board, pk):
    """Open a year to count in."""
    found = panel_to_keep(request, pk)
    form = YearForm(request.POST or None, user=request.user)

    def write(data):
        return services.open_year(panel=found, year=data["year"], by=request.user)

    return form_written(
        request, form, write, back_url=address(request, "panel", pk),
        to=lambda made: address(request, "year", pk, made.pk), caption=str(found),
        heading=_("Open a year"), done=_("The year is open."), template="form.html",
    )  # fmt: skip


@require_GET
def year(request, board, pk, year):
    """What a year says, small counts hidden, and what follows from it."""
    found = panel_or_404(request, pk)
    one = year_or_404(request, found, year)
    tables = [table.as_json() for table in tables_of(one, found.suppress_up_to)]
    if kind := asked_kind(request):
        return _file(kind, one, tables)
    themes = PurposeTheme.objects.visible_to(request.user).filter(year=one)
    themes = list(themes.select_related("theme"))
    for row in themes:
        row.purpose_name = purpose_name(found.board, row.purpose)
    source, user = one.source, request.user
    here = source.board_id in user.scope.board_ids
    context = {
        "panel": found,
        "year": one,
        "tables": read_tables(tables),
        "themes": themes,
        "forms": _forms(found.board, one),
        "recommendations": source.recommendations.order_by("number"),
        "actions": plan_actions([source], user),
        "plan": plan_states([source], user)[source.pk] if here else None,
        "here": here,
        "keeps": keeps(user, found),
        "frozen": services.is_frozen(one),
    }
    return render(request, "deaths/year.html", context)


def _forms(board, year):
    """Forms in force on the first day of the year, and those it was counted by."""
    used = {row.form for row in year.counts.all() if row.form}
    day = services.first_day(year.year)
    forms = [f for f in facts_of(board).forms if f.key in used or f.in_force(day)]
    return [(one.key, said(one.name)) for one in forms]


def _file(kind, year, tables):
    rows = []
    for table in read_tables(tables):
        for line in table["lines"]:
            cells = zip(table["columns"], line["cells"], strict=True)
            rows += [
                [year.year, table["title"], line["label"], column,
                 _("hidden") if cell is None else cell]
                for column, cell in cells
            ]  # fmt: skip
    headings = [_("Year"), _("Table"), _("Row"), _("Column"), _("Reviews")]
    return download(kind, f"child-deaths-{year.year}", headings, rows)


@require_http_methods(["GET", "POST"])
def counts(request, board, pk, year):
    """Totals by category, whole numbers: only who keeps the records reads them."""
    found = panel_to_keep(request, pk)
    one = year_or_404(request, found, year)
    form = CountsForm(request.POST or None, user=request.user, year=one)
    hint = _(
        "Totals of the year so far, set again after each meeting. Each death counts "
        "once, under the highest category that applies. Nothing of a single death is "
        "kept."
    )
    heading = _("Counts by category, %s") % one.year
    return _counted(request, one, form, "", CountTable.CATEGORY, heading, hint)


@require_http_methods(["GET", "POST"])
def domains(request, board, pk, year, key):
    """How many reviews gave each domain each score, by one version of the form."""
    found = panel_to_keep(request, pk)
    one = year_or_404(request, found, year)
    facts = form_named(found.board, key)
    if facts is None:
        raise Http404
    form = DomainsForm(request.POST or None, user=request.user, year=one, facts=facts)
    words = {"form": said(facts.name), "year": one.year}
    heading = _("Domains by %(form)s, %(year)s") % words
    hint = _("How many reviews gave each score. Scores of two forms stay apart.")
    return _counted(request, one, form, key, CountTable.DOMAIN, heading, hint)


def _counted(request, year, form, form_key, table, heading, hint):
    def write(data):
        return services.save_counts(
            year=year, table=table, form=form_key, numbers=form.numbers(),
            version=data["version"], by=request.user,
        )  # fmt: skip

    back = address(request, "year", year.panel_id, year.pk)
    return form_written(
        request, form, write, back_url=back, heading=heading, hint=hint,
        done=_("Saved."), template="deaths/counts.html", year=year,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def commentary(request, board, pk, year):
    """What the counts say, in words."""
    found = panel_to_keep(request, pk)
    one = year_or_404(request, found, year)
    form = CommentaryForm(request.POST or None, instance=one, user=request.user)

    def write(data):
        return services.save_commentary(
            year=one, commentary=data["commentary"], version=data["version"],
            by=request.user,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=address(request, "year", pk, year),
        heading=_("What the counts of %s say") % one.year, done=_("Saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def theme_add(request, board, pk, year):
    """A theme under one of the purposes."""
    found = panel_to_keep(request, pk)
    one = year_or_404(request, found, year)
    form = ThemeForm(
        request.POST or None, instance=PurposeTheme(year=one), user=request.user,
        board=found.board,
    )  # fmt: skip

    def write(data):
        return services.add_theme(
            year=one, by=request.user, sent_once=data["sent_once"], **form.values
        )

    return form_written(
        request, form, write, back_url=address(request, "year", pk, year),
        heading=_("Note a theme of %s") % one.year, done=_("Noted."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def theme_edit(request, board, pk, year, theme):
    """Correct a theme."""
    found = panel_to_keep(request, pk)
    one = year_or_404(request, found, year)
    rows = PurposeTheme.objects.visible_to(request.user).filter(year=one)
    row = get_visible_or_404(rows, request.user, pk=theme)
    form = ThemeForm(
        request.POST or None, instance=row, user=request.user, board=found.board
    )

    def write(data):
        return services.edit_theme(
            theme=row, values=form.values, version=data["version"], by=request.user
        )

    return form_written(
        request, form, write, back_url=address(request, "year", pk, year),
        heading=_("Change a theme of %s") % one.year, done=_("Saved."),
    )  # fmt: skip


@require_GET
def trends(request, board, pk):
    """Years beside each other, each with its own hidden counts; never summed."""
    found = panel_or_404(request, pk)
    years = PanelYear.objects.visible_to(request.user).filter(panel=found)
    years = list(years.prefetch_related("counts").order_by("year"))
    for one in years:
        one.panel = found
    shown = trend(years, found.suppress_up_to)
    if kind := asked_kind(request):
        rows = [
            [table["title"], line["label"],
             *(_("hidden") if cell == "hidden" else cell for cell in line["raw"])]
            for table in shown for line in table["lines"]
        ]  # fmt: skip
        headings = [_("Table"), _("Row"), *(one.year for one in years)]
        return download(kind, f"child-death-trends-{found.pk}", headings, rows)
    context = {"panel": found, "years": years, "tables": shown}
    return render(request, "deaths/trends.html", context)

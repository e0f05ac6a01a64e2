"""The board's list of themes, and the page of one: where it was seen."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, get_visible_or_404, require
from boards.panels import panels_for
from boards.roles import Permission
from boards.views.forms import form_page, written
from learning import themes as reading
from learning.exports import asked_kind, download
from learning.filters import Sorting, Strands, for_strand, paginate
from learning.forms.themes import SeenFilterForm, ThemeFilterForm, ThemeForm
from learning.models import Theme
from learning.services import themes as service
from learning.services.versions import StaleVersion
from learning.theme_came import notices_of, responses_of, with_what_came
from learning.theme_counts import COUNTERS
from learning.theme_guards import may_respond
from learning.views.versioned import saved

EDIT = Permission.EDIT_LEARNING_TABLE
PLACE = "theme"  # of panels that floors above put on the page of a theme
NUMBERS = ("sources", "findings", "good", "last")
SEEN = {
    "newest": ("-source__opened_on",),
    "source": ("source__title",),
    "kind": ("source__kind",),
    "finding": ("finding__title", "passage"),
}


@require_GET
def themes(request, board):
    """Themes and how often each was seen; filter, search, sort, page, export."""
    form = ThemeFilterForm(request.GET, user=request.user)
    strands = Strands(request)
    tags = reading.tags_seen(request.user, request.board)
    tags = for_strand(tags, strands.chosen, "source__strand")
    found = Theme.objects.visible_to(request.user).filter(board=request.board)
    found = form.apply(found).select_related("merged_into", "board")
    lines = reading.lines(request.user, request.board, found, tags)
    columns = ("name", *NUMBERS, *COUNTERS)
    sorting = Sorting(request, {name: (name,) for name in columns})
    lines = _in_order(lines, sorting.asked)
    if kind := asked_kind(request):
        return _file(request, kind, lines)
    context = {
        "page": paginate(request, lines),
        "form": form,
        "strands": strands,
        **sorting.context,
        "counters": [
            {"label": one.label, "heading": sorting.heading(key)}
            for key, one in COUNTERS.items()
        ],
        "may_edit": allowed(request.user, EDIT, request.board),
        "may_respond": may_respond(request.user, request.board),
    }
    return render(request, "learning/themes.html", context)


def _in_order(lines, asked):
    lines.sort(key=lambda line: line.sorted_by("name"))
    column, down = asked.lstrip("-"), asked.startswith("-")
    return sorted(lines, key=lambda line: line.sorted_by(column), reverse=down)


def _file(request, kind, lines):
    headings = [
        _("Theme"), _("What it covers"), _("Other words for it"), _("National list"),
        _("Code"), _("Sources"), _("Findings"), _("Good practice"), _("Passages"),
        _("Last seen"), *(str(one.label) for one in COUNTERS.values()),
    ]  # fmt: skip
    rows = ([*_words(line.theme), *_numbers(line)] for line in lines)
    return download(kind, f"themes-{request.board.slug}", headings, rows)


def _words(theme):
    synonyms = ", ".join(theme.synonyms)
    lists = [theme.national_list, theme.national_code]
    return [theme.name, theme.definition, synonyms, *lists]


def _numbers(line):
    own = [line.sources, line.findings, line.good, line.passages, line.last]
    return [*own, *(other["number"] for other in line.others)]


def theme_or_404(request, pk, *, came_of=False) -> Theme:
    """A theme this person may know of, if asked with what came of it."""
    rows = Theme.objects.visible_to(request.user).filter(board=request.board)
    rows = with_what_came(rows, request.user) if came_of else rows
    rows = rows.select_related("board", "merged_into", "split_from")
    return get_visible_or_404(rows, request.user, pk=pk)


@require_GET
def theme(request, board, pk):
    """One theme: what it covers, where it was seen, year by year, and its history."""
    found = theme_or_404(request, pk, came_of=True)
    strands = Strands(request)
    tags = reading.tags_seen(request.user, request.board).filter(theme=found)
    tags = for_strand(tags, strands.chosen, "source__strand")
    years = reading.by_year(tags)
    form = SeenFilterForm(
        request.GET, years=[row["year"] for row in years], user=request.user
    )
    sorting = Sorting(request, SEEN)
    rows = sorting.apply(form.apply(tags))
    rows = rows.select_related("source__source_type", "finding__agency")
    if kind := asked_kind(request):
        return _seen_file(request, kind, found, rows)
    context = {
        "theme": found,
        "line": reading.line_of(request.user, request.board, found, tags, years),
        "years": years,
        "strands": strands,
        "page": paginate(request, rows),
        "form": form,
        **sorting.context,
        "events": reading.history_of(found),
        "panels": panels_for(request.user, found, PLACE),
        "may_edit": allowed(request.user, EDIT, request.board),
        "notices": notices_of(found),
        "responses": responses_of(found),
        "may_respond": may_respond(request.user, request.board),
    }
    return render(request, "learning/theme.html", context)


def _seen_file(request, kind, theme, rows):
    headings = [
        _("Year"), _("Source"), _("Reference"), _("Kind of source"), _("Finding"),
        _("Kind"), _("What was learnt"), _("Passage"), _("Agency"),
    ]  # fmt: skip
    lines = (_seen(tag) for tag in rows)
    return download(kind, f"theme-{theme.key}", headings, lines)


def _seen(tag):
    finding, source = tag.finding, tag.source
    about = ["", "", ""]
    if finding:
        about = [finding.title, finding.get_kind_display(), finding.text]
    start = [source.opened_on.year, source.title, source.reference]
    agency = finding.agency if finding else None
    return [*start, source.get_kind_display(), *about, tag.passage, agency or ""]


@require_http_methods(["GET", "POST"])
def theme_add(request, board):
    """Another theme of the board's list."""
    require(request.user, EDIT, request.board)
    form = ThemeForm(
        request.POST or None,
        instance=Theme(board=request.board),
        board=request.board,
        user=request.user,
    )

    def write(data):
        return service.add_theme(
            board=request.board, values=form.values, by=request.user
        )

    return written(
        request,
        form,
        write,
        heading=_("Add a theme"),
        back_url=reverse("learning:themes", args=[request.board.slug]),
        done=lambda theme: _("%(theme)s was added.") % {"theme": theme},
        hint=_("Look through the list first: the theme may have another name there."),
    )


def theme_to_edit(request, pk) -> Theme:
    """A theme in use that this person may change: 404 where it is no more in use."""
    found = theme_or_404(request, pk)
    require(request.user, EDIT, found)
    if found.merged_into_id:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def theme_edit(request, board, pk):
    """Reword a theme; two people at once see both texts."""
    found = theme_to_edit(request, pk)
    form = ThemeForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    back = found.get_absolute_url()
    if request.method == "POST" and form.is_valid() and saved(form, request.user):
        messages.success(request, _("Saved."))
        return redirect(back)
    words = {"caption": found.name, "template": "learning/source_form.html"}
    return form_page(
        request, form, heading=_("Change the theme"), back_url=back, **words
    )


@require_http_methods(["GET", "POST"])
def theme_retire(request, board, pk):
    """Ask, then take a theme out of use or back into it."""
    found = theme_to_edit(request, pk)
    if request.method == "POST":
        try:
            service.retire_theme(
                theme=found,
                retired=found.retired_on is None,
                version=version_of(request),
                by=request.user,
            )
            messages.success(request, _("Saved."))
        except StaleVersion as problem:
            messages.error(request, " ".join(problem.messages))
        return redirect(found.get_absolute_url())
    tags = reading.tags_seen(request.user, request.board).filter(theme=found)
    context = {"theme": found, "seen": tags.count()}
    return render(request, "learning/theme_retire.html", context)


def version_of(request) -> int:
    """The version the person saw; 0, which none has, where it is no number."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0

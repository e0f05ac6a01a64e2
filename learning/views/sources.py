"""Sources of learning: the picture, the list, one of them, raising another."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import get_visible_or_404
from boards.models import Group
from learning.cycle import standing_of, standings, with_cycle
from learning.exports import asked_kind, download
from learning.facets import facets
from learning.filters import Sorting, Strands, paginate, with_strand
from learning.forms.sources import (
    RaiseForm,
    SourceFilterForm,
    SourceForm,
)
from learning.models import LearningSource, SourceType, StageEvent
from learning.picture import picture
from learning.rules import (
    groups_to_raise_for,
    may_edit_source,
    require_edit_source,
    require_groups,
)
from learning.services.sources import raise_learning
from learning.services.versions import StaleVersion, save_version
from learning.views.of_source import framed

COLUMNS = {
    "raised": ("-opened_on",),
    "title": ("title",),
    "kind": ("kind",),
    "type": ("source_type__name_en",),
    "group": ("lead_group__name_en",),
    "strand": ("strand",),
    "cycle": ("cycle_rank", "-opened_on"),
}


@require_GET
def source_map(request, board):
    """Every source of learning in one picture, and the same as a table."""
    strands = Strands(request)
    context = {
        "picture": picture(request.board, request.user, strands.chosen),
        "strands": strands,
    }
    return render(request, "learning/source_map.html", context)


@require_GET
def sources(request, board):
    """Learning this person may know of; filter, search, sort, page, export."""
    strands = Strands(request)
    seen = LearningSource.objects.visible_to(request.user).filter(board=request.board)
    held = facets(seen.for_strand(strands.chosen))
    form = SourceFilterForm(
        request.GET, held=held, board=request.board, user=request.user
    )
    found = with_cycle(seen.for_strand(strands.chosen), request.board)
    found = form.apply(found)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(
        found.select_related("board", "source_type", "lead_group", "area")
    )
    if kind := asked_kind(request):
        return _sources_file(request, kind, list(found))
    page = paginate(request, found)
    where = standings(page.object_list)
    for row in page.object_list:
        row.standing = where[row.pk]
    context = {
        "page": page,
        "form": form,
        "strands": strands,
        **sorting.context,
        "may_raise": _may_raise(request),
    }
    return render(request, "learning/sources.html", context)


def _may_raise(request) -> bool:
    user, board = request.user, request.board
    if board.pk in user.scope.boards_as_business_unit:
        return True
    sits = user.scope.group_ids
    return bool(sits) and groups_to_raise_for(user, board).exists()


def _sources_file(request, kind, found):
    headings = [
        _("Reference"),
        _("Title"),
        _("Kind"),
        _("Source of learning"),
        _("Strand"),
        _("Owned by"),
        _("Area"),
        _("Raised on"),
        _("Closed on"),
        _("Stage of the cycle"),
        _("There since"),
        _("Days"),
    ]
    where = standings(found)
    rows = [
        [
            row.reference,
            row.title,
            row.get_kind_display(),
            row.source_type or "",
            row.get_strand_display(),
            row.lead_group or "",
            row.area or "",
            row.opened_on,
            row.closed_on,
            where[row.pk].name,
            where[row.pk].since,
            where[row.pk].days,
        ]
        for row in found
    ]
    return download(kind, f"learning-{request.board.slug}", headings, rows)


@require_GET
def source(request, board, reference):
    """One source of learning and what happened to it. A review has a page of its own,
    which keeps its notes for those who work on it."""
    found = _source(request, reference)
    shown = framed(request, found, "learning:source")
    if shown["frame"].home != found.get_absolute_url():
        return redirect(shown["frame"].home)
    events = StageEvent.objects.visible_to(request.user).filter(source=found)
    context = {
        **shown,
        "events": events.select_related("by"),
        "standing": standing_of(found),
        "may_edit": may_edit_source(request.user, found),
        "strands": Strands(request),
    }
    return render(request, "learning/source.html", context)


def _source(request, reference):
    rows = LearningSource.objects.visible_to(request.user).select_related(
        "board", "source_type", "lead_group", "area", "created_by"
    )
    groups = Group.objects.visible_to(request.user)
    rows = rows.prefetch_related("sharing", Prefetch("responsibility", queryset=groups))
    return get_visible_or_404(
        rows, request.user, board=request.board, reference=reference
    )


@require_http_methods(["GET", "POST"])
def source_edit(request, board, reference):
    """Correct a source; two people at once see both texts."""
    found = _source(request, reference)
    require_edit_source(request.user, found)
    form = SourceForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    if request.method == "POST" and form.is_valid() and _saved(form, request):
        messages.success(request, _("Saved."))
        return redirect(with_strand(found.get_absolute_url(), request))
    context = {
        "form": form,
        "heading": _("Change %(reference)s") % {"reference": found.reference},
        "cancel_url": with_strand(found.get_absolute_url(), request),
        "differences": form.differences,
    }
    return render(request, "learning/framework_form.html", context)


def _saved(form, request) -> bool:
    try:
        save_version(
            record=form.instance,
            values=form.values,
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except StaleVersion as problem:
        form.show_conflict(problem.current)
        return False
    return True


@require_GET
def source_raise(request, board):
    """First question: what kind of learning is it?"""
    require_groups(request.user, request.board)
    types = SourceType.objects.visible_to(request.user).current()
    context = {
        "types": types.filter(board=request.board),
        "strands": Strands(request),
    }
    return render(request, "learning/source_raise.html", context)


@require_http_methods(["GET", "POST"])
def source_raise_details(request, board, key):
    """Then: what was noticed, with what the kind passes on ready to change."""
    groups = require_groups(request.user, request.board)
    types = SourceType.objects.visible_to(request.user).current()
    kind = get_visible_or_404(types, request.user, board=request.board, key=key)
    form = RaiseForm(
        request.POST or None,
        initial=_defaults(kind, request),
        board=request.board,
        groups=groups,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        if raised := _raise(form, kind, request):
            return redirect(
                "learning:source-raised", request.board.slug, raised.reference
            )
    context = {"form": form, "kind": kind, "strands": Strands(request)}
    return render(request, "learning/source_raise_details.html", context)


def _defaults(kind, request) -> dict:
    """What a new item inherits from its row of the learning table (CTM-31)."""
    chosen = Strands(request).chosen
    return {
        "strand": chosen or kind.strand,
        "methodology": kind.words("methodology"),
        "monitoring": kind.words("monitoring"),
        "stakeholders": kind.words("stakeholders"),
        "responsibility": list(kind.responsibility.visible_to(request.user)),
        "sharing": list(kind.sharing.visible_to(request.user)),
        "lead_group": kind.restricted_to_id,
    }


def _raise(form, kind, request):
    try:
        return raise_learning(
            board=request.board,
            source_type=kind,
            lead_group=form.cleaned_data["lead_group"],
            sent_once=form.cleaned_data["sent_once"],
            values=form.values,
            by=request.user,
        )
    except ValidationError as problem:
        form.add_error(None, problem)
        return None


@require_GET
def source_raised(request, board, reference):
    """The reference, to quote from now on."""
    found = _source(request, reference)
    return render(request, "learning/source_raised.html", {"source": found})

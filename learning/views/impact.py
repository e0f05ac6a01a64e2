"""What changed, told to the public: the list, writing, checking, withdrawing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boards.access import note_access
from boards.exports import asked_kind, download
from boards.lists import Sorting, changed, paginate
from boards.public_words import ENGLISH, WELSH
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from learning.forms.impact import ImpactEntryForm, ImpactFilterForm
from learning.forms.screening import names_of_bodies
from learning.forms.second_reading import OpenToPublicForm
from learning.impact_candidates import candidates
from learning.impact_reading import parts_of
from learning.impact_rules import (
    entry_or_404,
    entry_to_write,
    groups_to_tell_for,
    may_begin,
    may_check,
    may_write,
    require_begin,
)
from learning.models import ImpactEntry
from learning.services.impact import (
    begin_entry,
    hits_of,
    open_entry,
    withdraw_entry,
    write_entry,
)
from learning.views.versioned import wrote

COLUMNS = {
    "changed": ("-created_at",),
    "title": ("title_en",),
    "group": ("group__name_en", "title_en"),
    "state": ("state", "title_en"),
    "until": ("public_until", "title_en"),
}


@require_GET
def impact_entries(request, board):
    """What was told, and what waits for a second person; filter, search, sort, page."""
    seen = ImpactEntry.objects.visible_to(request.user).filter(board=request.board)
    form = ImpactFilterForm(request.GET)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related("board", "group")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_begin": may_begin(request.user, request.board),
        "crumbs": _crumbs(request),
        **sorting.context,
    }
    return render(request, "learning/impact_entries.html", context)


def _list(request) -> str:
    return reverse("learning:impact-entries", args=[request.board.slug])


def _crumbs(request, *more):
    board = request.board
    home = (board.name, reverse("boards:board", args=[board.slug]))
    return [home, (_("What changed"), _list(request) if more else ""), *more]


def _file(request, kind, found):
    headings = [
        _("Reference"), _("What changed"), _("Told by"), _("State"),
        _("Last public day"), _("What changed for people"), _("How we know"),
    ]  # fmt: skip
    rows = [
        [
            one.reference, one.title, one.group, one.get_state_display(),
            one.public_until or "", one.changed_en, one.shown_by_en,
        ]
        for one in found
    ]  # fmt: skip
    return download(kind, f"what-changed-{request.board.slug}", headings, rows)


@require_GET
def impact_entry_choose(request, board):
    """Begin with something that worked, or with an empty page."""
    require_begin(request.user, request.board)
    told = ImpactEntry.objects.visible_to(request.user).filter(board=request.board)
    words = request.GET.get("q", "").strip()[:100]
    rows = [
        one
        for one in candidates(request.user, request.board)
        if words.casefold() in f"{one.title} {one.did} {one.changed}".casefold()
    ]
    context = {
        "page": paginate(request, rows),
        "query": changed(request)[1:],
        "told": set(told.exclude(origin="").values_list("origin", flat=True)),
        "words": words,
        "crumbs": _crumbs(request, (_("Tell what changed"), "")),
    }
    return render(request, "learning/impact_entry_choose.html", context)


@require_http_methods(["GET", "POST"])
def impact_entry_new(request, board):
    """Write what changed; `from` in the address says what it begins with."""
    require_begin(request.user, request.board)
    chosen = _chosen(request)
    form = _form(request, ImpactEntry(board=request.board), _usual(request, chosen))
    made = []

    def write(said):
        made.append(
            begin_entry(
                board=request.board, values=form.values, by=request.user,
                sent_once=said["sent_once"], origin=chosen.key if chosen else "",
            )
        )  # fmt: skip

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Kept. A colleague reads it and opens it."))
        return redirect(made[0])
    where = reverse("learning:impact-entry-choose", args=[request.board.slug])
    return form_page(
        request,
        form,
        heading=_("Tell what changed"),
        back_url=where,
    )


def _chosen(request):
    key = request.GET.get("from", "")
    rows = candidates(request.user, request.board) if key else []
    return next((one for one in rows if one.key == key), None)


def _usual(request, chosen) -> dict:
    groups = list(groups_to_tell_for(request.user, request.board)[:2])
    usual = chosen.initial if chosen else {}
    return usual | ({"group": groups[0]} if len(groups) == 1 else {})


def _form(request, entry, initial=None):
    return ImpactEntryForm(
        request.POST or None,
        instance=entry,
        board=request.board,
        user=request.user,
        initial=initial,
    )


@require_GET
def impact_entry(request, board, reference):
    """One entry: its words, where it stands, what may be done with it."""
    found = entry_or_404(request, reference)
    context = {
        "entry": found,
        "english": parts_of(found, ENGLISH),
        "welsh": parts_of(found, WELSH) if found.title_cy else [],
        "may_write": may_write(request.user, found),
        "may_check": may_check(request.user, found),
        "crumbs": _crumbs(request, (found.title, "")),
    }
    return render(request, "learning/impact_entry.html", context)


@require_http_methods(["GET", "POST"])
def impact_entry_edit(request, board, reference):
    """Other words; what was open waits for a second person again."""
    found = entry_to_write(request, reference)
    form = _form(request, found)

    def write(said):
        write_entry(
            entry=found, values=form.values, version=said["version"], by=request.user
        )

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(
        request,
        form,
        heading=_("Tell what changed"),
        caption=found.title,
        back_url=found.get_absolute_url(),
        template="learning/impact_entry_form.html",
        differences=form.differences,
        entry=found,
    )


@require_http_methods(["GET", "POST"])
def impact_entry_check(request, board, reference):
    """A second person reads it with what the screen found, and opens it."""
    found = entry_to_write(request, reference)
    if not may_check(request.user, found):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    bodies = names_of_bodies(request.user)
    hits = hits_of(found, bodies)
    form = OpenToPublicForm(
        request.POST or None, user=request.user, hits=hits,
        initial={"version": found.version, "until": found.public_until},
    )  # fmt: skip

    def write(said):
        open_entry(
            entry=found, version=said["version"], note=said["note"],
            until=said["until"], by=request.user, known=bodies,
        )  # fmt: skip

    if request.method == "POST" and accepted(form, write):
        note_access(request.user, found, "opened to the public")
        messages.success(request, _("Anybody can read it now."))
        return redirect(found)
    return form_page(
        request,
        form,
        heading=_("Check what the public will read"),
        caption=found.title,
        back_url=found.get_absolute_url(),
        submit=_("I have read it: nobody is recognisable. Open it"),
        template="learning/impact_entry_check.html",
        entry=found,
        english=parts_of(found, ENGLISH),
        welsh=parts_of(found, WELSH) if found.title_cy else [],
        hits=hits,
    )


@require_POST
def impact_entry_withdraw(request, board, reference):
    """Take it from the public at once."""
    found = entry_to_write(request, reference)
    try:
        withdraw_entry(entry=found, by=request.user)
        messages.success(request, _("The public reads it no more."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(found)

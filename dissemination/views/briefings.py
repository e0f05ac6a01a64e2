"""Briefings: the list, the beginning, one briefing with its files."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.access import allowed, can_view, get_visible_or_404, note_access
from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from boards.views.forms import accepted, form_page
from dissemination.briefing_fit import fits_of
from dissemination.briefing_headings import headings_of, kinds_of, template_of
from dissemination.briefing_reading import (
    WELSH_STATES,
    as_text,
    asked_language,
    boxes_of,
    pairs_of,
    title_of,
    welsh_state,
)
from dissemination.briefing_rules import (
    briefing_or_404,
    groups_to_write_for,
    may_check,
    may_set_headings,
    may_write,
    require_begin,
)
from dissemination.forms.briefings import BriefingBeginForm, BriefingFilterForm
from dissemination.models import Briefing
from dissemination.rules import may_begin
from dissemination.services.briefings import begin_briefing
from learning.models import Finding, LearningSource

COLUMNS = {
    "changed": ("-english_changed_at",),
    "title": ("title_en",),
    "kind": ("kind", "title_en"),
    "group": ("group__name_en", "title_en"),
    "state": ("state", "title_en"),
}
MOST_SOURCES = 100


@require_GET
def briefings(request, board):
    """Briefings this person may know of; filter, search, sort, page, export."""
    seen = Briefing.objects.visible_to(request.user).filter(board=request.board)
    form = BriefingFilterForm(
        request.GET, user=request.user, board=request.board, briefings=seen
    )
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related("board", "group", "source")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    context = {
        "page": page,
        "rows": _with_sources(request.user, page.object_list),
        "form": form,
        "may_begin": may_begin(request.user, request.board),
        "may_set_headings": may_set_headings(request.user, request.board),
        "kinds": kinds_of(request.board, request.user),
        "crumbs": crumbs(request),
        **sorting.context,
    }
    return render(request, "dissemination/briefings.html", context)


def crumbs(request, *more):
    """The way back from a page of briefings."""
    board = [request.board.slug]
    home = reverse("dissemination:briefings", args=board) if more else ""
    sharing = reverse("dissemination:sharing", args=board)
    return [(_("Sharing"), sharing), (_("Briefings"), home), *more]


def _with_sources(user, briefings) -> list[dict]:
    """Each with its source where the person may know of it, and how its Welsh is."""
    rows = list(briefings)
    seen = LearningSource.objects.visible_to(user)
    seen = set(
        seen.filter(pk__in=[row.source_id for row in rows]).values_list("pk", flat=True)
    )
    return [
        {
            "briefing": row,
            "source": row.source if row.source_id in seen else None,
            "welsh": WELSH_STATES.get(welsh_state(row)),
        }
        for row in rows
    ]


def _file(request, kind, found):
    headings = [
        _("Reference"), _("Title"), _("Kind"), _("Written by"), _("Source"),
        _("State"), _("Welsh"), _("Shared on"), _("Last public day"),
    ]  # fmt: skip
    rows = [_cells(row) for row in _with_sources(request.user, found)]
    return download(kind, f"briefings-{request.board.slug}", headings, rows)


def _cells(row) -> list:
    one, (welsh, _colour) = row["briefing"], row["welsh"] or ("", "")
    return [
        one.reference, one.title, one.get_kind_display(), one.group,
        row["source"].title if row["source"] else "", one.get_state_display(),
        welsh, one.shared_on or "", one.public_until or "",
    ]  # fmt: skip


@require_GET
def briefing_new(request, board):
    """What is it about: something the board learnt, or nothing recorded?"""
    require_begin(request.user, request.board)
    heading = _("New briefing")
    context = {
        "sources": _sources(request),
        "query": request.GET.get("q", "")[:100],
        "heading": heading,
        "crumbs": crumbs(request, (heading, "")),
    }
    return render(request, "dissemination/briefing_new.html", context)


def _sources(request) -> list[LearningSource]:
    """Sources that taught something, and that the person may write of."""
    rows = LearningSource.objects.visible_to(request.user).filter(board=request.board)
    taught = Finding.objects.visible_to(request.user).values("source")
    rows = rows.filter(pk__in=taught).search(request.GET.get("q", "")[:100])
    rows = rows.select_related("board", "lead_group")[:MOST_SOURCES]
    return [row for row in rows if _may_write_of(request.user, row)]


def _may_write_of(user, source) -> bool:
    return allowed(user, Permission.WRITE_FINDINGS, source)


@require_http_methods(["GET", "POST"])
def briefing_new_blank(request, board):
    """A briefing of nothing recorded: its boxes begin empty."""
    require_begin(request.user, request.board)
    return _begin(request, None, Finding.objects.none())


@require_http_methods(["GET", "POST"])
def briefing_new_from(request, board, reference):
    """A briefing of what a source taught: its boxes begin with chosen findings."""
    rows = LearningSource.objects.visible_to(request.user)
    source = get_visible_or_404(
        rows.select_related("board", "lead_group"),
        request.user,
        board=request.board,
        reference=reference,
    )
    if not _may_write_of(request.user, source):
        raise PermissionDenied(Permission.WRITE_FINDINGS.value)
    found = Finding.objects.visible_to(request.user).filter(source=source)
    return _begin(request, source, found)


def _begin(request, source, findings):
    groups = groups_to_write_for(request.user, request.board, source)
    form = BriefingBeginForm(
        request.POST or None,
        user=request.user,
        board=request.board,
        groups=groups,
        findings=findings,
        initial=_usual(request, source),
    )
    made = []

    def write(said):
        made.append(_begun(request, source, said))

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("The briefing is begun. Now write its boxes."))
        where = [request.board.slug, made[0].reference]
        return redirect("dissemination:briefing-edit", *where)
    return form_page(
        request,
        form,
        heading=_("New briefing"),
        caption=source.title if source else "",
        back_url=reverse("dissemination:briefing-new", args=[request.board.slug]),
        submit=_("Begin to write"),
    )


def _usual(request, source) -> dict:
    kinds = kinds_of(request.board, request.user)
    return {
        "kind": kinds[0][0] if kinds else "",
        "title": source.title[:150] if source else "",
        "group": source.lead_group if source else None,
        "sent_once": uuid.uuid4(),
    }


def _begun(request, source, said) -> Briefing:
    template = template_of(request.board, request.user, said["kind"])
    findings = said.get("findings")
    return begin_briefing(
        board=request.board, source=source, kind=said["kind"], title=said["title"],
        group=said["group"], findings=[] if findings is None else findings,
        headings=headings_of(template), sent_once=said["sent_once"], by=request.user,
    )  # fmt: skip


@require_GET
def briefing(request, board, reference):
    """One briefing: its boxes, where it stands, what may be done with it."""
    found = briefing_or_404(request, reference)
    source = found.source if found.source_id else None
    context = {
        "briefing": found,
        "pairs": pairs_of(found),
        "source": source if source and can_view(request.user, source) else None,
        "fits": fits_of(found.sections, welsh=found.is_bilingual),
        "welsh": WELSH_STATES.get(welsh_state(found)),
        "may_write": may_write(request.user, found),
        "may_check": may_check(request.user, found),
        "may_build": allowed(request.user, Permission.BUILD_DOCUMENT, found),
        "crumbs": crumbs(request, (found.title, "")),
    }
    return render(request, "dissemination/briefing.html", context)


@require_GET
def briefing_print(request, board, reference):
    """The briefing by itself, in one language, to be printed."""
    found = briefing_or_404(request, reference)
    language = asked_language(request, found)
    context = {
        "briefing": found,
        "boxes": boxes_of(found, language),
        "title": title_of(found, language),
        "language": language,
    }
    return render(request, "dissemination/briefing_print.html", context)


@require_GET
def briefing_text(request, board, reference):
    """The briefing as plain text."""
    found = briefing_or_404(request, reference)
    language = asked_language(request, found)
    note_access(request.user, found, "downloaded")
    name = f"{found.reference.lower()}-{language}.txt"
    response = HttpResponse(
        as_text(found, language), content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Language"] = language
    return response

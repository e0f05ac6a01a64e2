"""The log of sharing: channel by audience by date by reach, out and in."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.roles import Permission
from dissemination.forms.shares import ShareFilterForm, ShareForm
from dissemination.guards import share_to_change
from dissemination.models import ShareRecord
from dissemination.queries import with_source
from dissemination.rules import is_officer, may_log_share
from dissemination.services.shares import edit_share, log_share
from dissemination.views.writing import form_written
from learning.views.of_source import source_or_404

COLUMNS = {
    "on": ("-on",),
    "content": ("content",),
    "whom": ("kind", "to_group__name_en", "body", "audience__name_en"),
    "method": ("method__name_en", "-on"),
    "reach": ("-reach", "-on"),
}


@require_GET
def shares(request, board):
    """What was passed on and what was learnt; filter, search, sort, page, export."""
    user = request.user
    seen = ShareRecord.objects.visible_to(user).filter(board=request.board)
    form = ShareFilterForm(request.GET, user=user, board=request.board)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(with_source(form.apply(seen), user)).select_related(
        "method", "audience", "to_group", "from_group", "board", "by"
    )
    if kind := asked_kind(request):
        return _file(request, kind, found)
    page = paginate(request, found)
    officer = is_officer(user, request.board.pk)
    for row in page.object_list:
        row.may_change = officer or row.by_id == user.pk
    context = {
        "page": page,
        "form": form,
        "may_log": may_log_share(user, request.board),
        **sorting.context,
    }
    return render(request, "dissemination/shares.html", context)


def _file(request, kind, rows):
    headings = [
        _("On"), _("Which way"), _("With whom"), _("Name"), _("What was shared"),
        _("Channel"), _("Audience"), _("People reached"), _("For our group"),
        _("Source"), _("Entered by"),
    ]  # fmt: skip
    table = [
        [
            row.on, row.get_direction_display(), row.get_kind_display(),
            str(row.to_group or row.body or ""), row.content, str(row.method or ""),
            str(row.audience or ""), "" if row.reach is None else row.reach,
            str(row.from_group or ""), row.seen_reference or "", str(row.by),
        ]
        for row in rows
    ]  # fmt: skip
    return download(kind, f"shared-{request.board.slug}", headings, table)


@require_http_methods(["GET", "POST"])
def share_add(request, board):
    """Something shared or learnt, about no single source."""
    back = reverse("dissemination:shares", args=[request.board.slug])
    return _add(request, None, back)


@require_http_methods(["GET", "POST"])
def share_add_from(request, board, reference):
    """Something shared of what one source taught."""
    source = source_or_404(request, reference)
    if source.lead_group and source.lead_group.restricted:
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    back = reverse("dissemination:sharing-of", args=[request.board.slug, reference])
    return _add(request, source, back)


def _add(request, source, back):
    if not may_log_share(request.user, request.board):
        raise PermissionDenied(Permission.RAISE_LEARNING.value)
    form = ShareForm(
        request.POST or None, instance=ShareRecord(board=request.board),
        board=request.board, user=request.user,
    )  # fmt: skip

    def write(data):
        return log_share(
            board=request.board, source=source, by=request.user,
            sent_once=data["sent_once"], **form.values,
        )  # fmt: skip

    return form_written(
        request, form, write, back_url=back, heading=_("Log what was shared"),
        caption=source.title if source else "", done=_("Logged."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def share_edit(request, board, pk):
    """Correct an entry."""
    found = share_to_change(request, pk)
    form = ShareForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )

    def write(data):
        edit_share(
            share=found, values=form.values, version=data["version"], by=request.user
        )

    back = reverse("dissemination:shares", args=[request.board.slug])
    return form_written(
        request, form, write, back_url=back, heading=_("Change the entry"),
        done=_("Saved."),
    )  # fmt: skip

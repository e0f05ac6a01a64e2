"""Bulletins: the list, the beginning, one bulletin, how it will look, sending it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boards.exports import asked_kind, download
from boards.lists import Sorting, paginate
from boards.models import User
from boards.roles import Permission
from dissemination.addressees import addressees
from dissemination.bulletin_mails import html_of, text_of
from dissemination.bulletin_pieces import pieces_of
from dissemination.bulletin_rules import (
    PICKED,
    WORDS,
    bulletin_or_404,
    bulletin_to_write,
    groups_to_send_for,
    may_write_bulletin,
)
from dissemination.forms.bulletins import BulletinFilterForm, BulletinForm, SendForm
from dissemination.models import Bulletin, BulletinMail
from dissemination.rules import is_officer
from dissemination.services.bulletin_sending import problems_of, send_bulletin
from dissemination.services.bulletins import begin_bulletin
from dissemination.views.writing import confirmed, form_written
from learning.models import Theme

COLUMNS = {
    "made": ("-created_at",),
    "title": ("title",),
    "group": ("group__name_en", "-created_at"),
    "state": ("state", "-created_at"),
    "sent": ("-sent_at", "-created_at"),
}


def list_url(board) -> str:
    return reverse("dissemination:bulletins", args=[board.slug])


def address(bulletin, name: str, *more) -> str:
    """The address of one of a bulletin's pages."""
    where = [bulletin.board.slug, bulletin.reference, *more]
    return reverse(f"dissemination:{name}", args=where)


@require_GET
def bulletins(request, board):
    """Bulletins this person makes or was sent; filter, search, sort, page, export."""
    seen = Bulletin.objects.visible_to(request.user).filter(board=request.board)
    form = BulletinFilterForm(request.GET, user=request.user)
    sorting = Sorting(request, COLUMNS)
    found = sorting.apply(form.apply(seen)).select_related("board", "group", "method")
    if kind := asked_kind(request):
        return _file(request, kind, found)
    context = {
        "page": paginate(request, found),
        "form": form,
        "may_begin": groups_to_send_for(request.user, request.board).exists(),
        **sorting.context,
    }
    return render(request, "dissemination/bulletins.html", context)


def _file(request, kind, found):
    headings = [_("Reference"), _("Title"), _("From"), _("State"), _("Sent on")]
    headings += [_("Channel")]
    officer = is_officer(request.user, request.board.pk)
    headings += [_("Sent to")] if officer else []
    rows = [
        [
            row.reference, row.title, row.group, row.get_state_display(),
            row.sent_at.date() if row.sent_at else "", row.method or "",
            *([row.number] if officer else []),
        ]
        for row in found
    ]  # fmt: skip
    return download(kind, f"bulletins-{request.board.slug}", headings, rows)


@require_http_methods(["GET", "POST"])
def bulletin_new(request, board):
    """Title, introduction, group; the pieces come next."""
    groups = groups_to_send_for(request.user, request.board)
    if not groups.exists():
        raise PermissionDenied(Permission.MANAGE_PLAN.value)
    form = BulletinForm(
        request.POST or None, instance=Bulletin(board=request.board), groups=groups,
        board=request.board, user=request.user,
    )  # fmt: skip
    return form_written(
        request, form,
        lambda data: begin_bulletin(
            board=request.board, values=form.values, sent_once=data["sent_once"],
            by=request.user,
        ),
        to=lambda made: made.get_absolute_url(),
        back_url=list_url(request.board),
        heading=_("Write a bulletin"),
        hint=_("Nothing is sent yet. Next you add what it tells and choose to whom."),
        submit=_("Save and add pieces"),
        done=_("Saved."),
    )  # fmt: skip


@require_GET
def bulletin(request, board, reference):
    """One bulletin: while it is written, its pieces in order and what is left to do;
    once it was sent, as it was sent."""
    found = bulletin_or_404(request, reference)
    writes = may_write_bulletin(request.user, found)
    people = _people(found) if writes and not found.is_sent else []
    context = {
        "bulletin": found,
        "pieces": pieces_of(found, request.user, people),
        "writes": writes,
        "changes": writes and not found.is_sent,
        "kinds": [*PICKED, *WORDS],
        "counts": is_officer(request.user, found.board_id),
        **(_addressed(request, found) if writes else {}),
    }
    return render(request, "dissemination/bulletin.html", context)


def _people(found) -> list[int]:
    return list(addressees(found).values_list("pk", flat=True))


def _addressed(request, found) -> dict:
    """Whom it goes to, in words; by name only those the person may know of."""
    themes = Theme.objects.visible_to(request.user).filter(bulletins=found)
    roles = dict(Bulletin._meta.get_field("roles").base_field.choices)
    return {
        "roles": [roles[name] for name in found.roles if name in roles],
        "themes": list(themes),
    }


@require_GET
def bulletin_preview(request, board, reference):
    """As an e-mail, as plain text, and as a page, before anything is sent."""
    found = bulletin_to_write(request, reference)
    pieces = pieces_of(found, request.user)
    context = {
        "bulletin": found,
        "pieces": pieces,
        "text": text_of(found, pieces),
        "mail_url": address(found, "bulletin-mail"),
    }
    return render(request, "dissemination/bulletin_preview.html", context)


@require_GET
def bulletin_mail(request, board, reference):
    """The HTML of the e-mail itself."""
    found = bulletin_to_write(request, reference)
    return HttpResponse(html_of(found, pieces_of(found, request.user)))


@require_http_methods(["GET", "POST"])
def bulletin_send(request, board, reference):
    """How many get it, and who; what stands in the way; the one button."""
    found = bulletin_to_write(request, reference)
    form = SendForm(request.POST or None, initial={"version": found.version})
    ids = [] if found.is_sent else _people(found)
    pieces = pieces_of(found, request.user, ids)
    officer = is_officer(request.user, found.board_id)
    seen = User.objects.visible_to(request.user).filter(pk__in=ids)

    def write():
        version = form.cleaned_data["version"] if form.is_valid() else 0
        send_bulletin(bulletin=found, version=version, by=request.user)

    return confirmed(
        request, write, "dissemination/bulletin_send.html",
        to=found.get_absolute_url(),
        done=_("The bulletin is sent."),
        bulletin=found,
        form=form,
        blocked=[] if found.is_sent else problems_of(found, pieces, ids),
        number=len(ids),
        counts=officer,
        people=paginate(request, seen.order_by("full_name", "pk")),
        query="",
    )  # fmt: skip


@require_GET
def bulletin_people(request, board, reference):
    """What became of each mail, as far as the person may know who they are."""
    found = bulletin_to_write(request, reference)
    rows = BulletinMail.objects.visible_to(request.user).filter(bulletin=found)
    columns = {
        "name": ("user__full_name",),
        "state": ("state", "user__full_name"),
        "sent": ("-sent_at", "user__full_name"),
    }
    sorting = Sorting(request, columns)
    words = request.GET.get("q", "")[:100]
    rows = sorting.apply(rows.filter(user__full_name__icontains=words))
    rows = rows.select_related("user")
    if kind := asked_kind(request):
        headings = [_("Name"), _("State"), _("Sent at")]
        table = [[row.user, row.get_state_display(), row.sent_at or ""] for row in rows]
        return download(kind, f"bulletin-{found.reference}", headings, table)
    context = {
        "bulletin": found,
        "page": paginate(request, rows),
        "words": words,
        **sorting.context,
    }
    return render(request, "dissemination/bulletin_people.html", context)

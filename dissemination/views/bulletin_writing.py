"""Writing a bulletin: its words kept while typed, its pieces, their order, to whom."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.services.unsaved import forget_typed, keep_typed
from boards.views.forms import accepted
from boards.views.unsaved import forgotten, keeps_typed, take_up
from dissemination.bulletin_picks import keys_of, picks
from dissemination.bulletin_rules import (
    PICKED,
    WORDS,
    bulletin_to_write,
    groups_to_send_for,
    item_to_write,
)
from dissemination.choices import BulletinKind
from dissemination.forms.bulletins import (
    AddresseesForm,
    BulletinForm,
    PickForm,
    WordsForm,
)
from dissemination.models import Bulletin, BulletinItem
from dissemination.services import bulletins as services
from dissemination.views.bulletins import address
from dissemination.views.writing import form_written
from learning.views.versioned import wrote


@require_http_methods(["GET", "POST"])
def bulletin_edit(request, board, reference):
    """Title and introduction; two people at once see both texts."""
    found = bulletin_to_write(request, reference)
    if found.is_sent:
        return _as_sent(request, found)
    form = _form(request, found)

    def write(data):
        services.write_bulletin(
            bulletin=found, values=form.values, version=data["version"],
            by=request.user,
        )  # fmt: skip

    if request.method == "POST" and wrote(form, write):
        messages.success(request, _("Saved."))
        return redirect(found)
    context = {
        "bulletin": found,
        "form": form,
        "kept": take_up(form, found.unsaved, request.user),
    }
    return render(request, "dissemination/bulletin_edit.html", context)


def _as_sent(request, found):
    messages.error(request, _("It was sent already. It stays as it was sent."))
    return redirect(found)


def _form(request, found) -> BulletinForm:
    # The form writes what is valid into its row: the page keeps its own.
    rows = Bulletin.objects.visible_to(request.user).select_related("board", "group")
    return BulletinForm(
        request.POST or None, instance=rows.get(pk=found.pk), board=request.board,
        groups=groups_to_send_for(request.user, request.board), user=request.user,
    )  # fmt: skip


@keeps_typed
def bulletin_words(request, board, reference):
    """Keep the fields of the form as they stand."""
    found = bulletin_to_write(request, reference)
    return keep_typed(found.unsaved, posted=request.POST, by=request.user)


@require_POST
def bulletin_words_forget(request, board, reference):
    """Drop one's own unsaved words, on purpose."""
    found = bulletin_to_write(request, reference)
    forget_typed(found.unsaved, by=request.user)
    return forgotten(request, address(found, "bulletin-edit"))


@require_http_methods(["GET", "POST"])
def bulletin_add(request, board, reference, kind):
    """Records of one kind to pick from; or a paragraph, or a link, to write."""
    if kind not in BulletinKind.values:
        raise Http404
    found = bulletin_to_write(request, reference)
    if found.is_sent:
        return _as_sent(request, found)
    if kind in WORDS:
        return _write_words(request, found, kind)
    return _pick(request, found, kind)


def _pick(request, found, kind):
    words = request.GET.get("q", "")[:100]
    offered = picks(request.user, request.board, kind, words)
    form = PickForm(request.POST or None, offered=offered)

    def write(data):
        keys = keys_of(request.board, kind, data["chosen"])
        services.pick_items(bulletin=found, kind=kind, keys=keys, by=request.user)

    if request.method == "POST" and accepted(form, write):
        messages.success(request, _("Added at the end."))
        return redirect(found)
    context = {
        "bulletin": found,
        "form": form,
        "words": words,
        "offered": offered,
        "heading": BulletinKind(kind).label,
        "caption": found.title,
        "back_url": found.get_absolute_url(),
        "submit": _("Add"),
    }
    return render(request, "dissemination/bulletin_pick.html", context)


def _write_words(request, found, kind):
    item = BulletinItem(bulletin=found, kind=kind)
    form = _words_form(request, item)
    return form_written(
        request, form,
        lambda data: services.add_words(
            bulletin=found, kind=kind, values=form.values, by=request.user
        ),
        back_url=found.get_absolute_url(),
        heading=BulletinKind(kind).label,
        caption=found.title,
        submit=_("Add"),
        done=_("Added at the end."),
    )  # fmt: skip


def _words_form(request, item) -> WordsForm:
    return WordsForm(
        request.POST or None, instance=item, kind=item.kind, board=request.board,
        user=request.user,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def bulletin_item_edit(request, board, reference, pk):
    """Change a paragraph or a link; two people at once see both texts."""
    item = item_to_write(request, reference, pk)
    found = item.bulletin
    if item.kind in PICKED:
        raise Http404
    if found.is_sent:
        return _as_sent(request, found)
    form = _words_form(request, item)
    return form_written(
        request, form,
        lambda data: services.edit_words(
            item=item, values=form.values, version=data["version"], by=request.user
        ),
        back_url=found.get_absolute_url(),
        heading=BulletinKind(item.kind).label,
        caption=found.title,
        done=_("Saved."),
    )  # fmt: skip


@require_POST
def bulletin_item_move(request, board, reference, pk, way):
    """One place up or down."""
    if way not in ("up", "down"):
        raise Http404
    item = item_to_write(request, reference, pk)

    def write():
        services.move_item(item=item, up=way == "up", by=request.user)

    return _changed(request, item, write, f"piece-{item.pk}")


@require_POST
def bulletin_item_remove(request, board, reference, pk):
    """Take a piece out."""
    item = item_to_write(request, reference, pk)

    def write():
        services.remove_item(item=item, by=request.user)

    return _changed(request, item, write, "pieces")


def _changed(request, item, write, anchor):
    where = item.bulletin.get_absolute_url()
    try:
        write()
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect(f"{where}#{anchor}")


@require_http_methods(["GET", "POST"])
def bulletin_addressees(request, board, reference):
    """By role, by theme; the channel it is logged under."""
    found = bulletin_to_write(request, reference)
    if found.is_sent:
        return _as_sent(request, found)
    form = AddresseesForm(
        request.POST or None, instance=found, board=request.board, user=request.user
    )
    return form_written(
        request, form,
        lambda data: services.address_bulletin(
            bulletin=found, values=form.values, version=data["version"],
            by=request.user,
        ),
        back_url=found.get_absolute_url(),
        heading=_("Who gets it"),
        caption=found.title,
        done=_("Saved."),
    )  # fmt: skip

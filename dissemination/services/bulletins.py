"""Makes bulletins: begun, written, filled, put in order, addressed."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from boards.services.unsaved import forget_typed
from dissemination.choices import BulletinKind, BulletinState
from dissemination.models import Bulletin, BulletinItem
from learning.services.sent_once import made_before
from learning.services.versions import save_version

MOST_ITEMS = 40


def begin_bulletin(*, board, values: dict, sent_once: UUID, by) -> Bulletin:
    """A draft. The same form sent twice makes one."""
    try:
        with transaction.atomic():
            made = Bulletin(
                board=board,
                reference=Bulletin.new_reference(),
                sent_once=sent_once,
                created_by=by,
                **values,
            )
            made._history_user = by
            made.save()
            return made
    except IntegrityError:
        return made_before(Bulletin, sent_once, by)


@transaction.atomic
def write_bulletin(*, bulletin: Bulletin, values: dict, version: int, by) -> Bulletin:
    """Save its words or whom it goes to. Raises StaleVersion, and ValidationError once
    it was sent."""
    locked_draft(bulletin)
    saved = save_version(record=bulletin, values=values, version=version, by=by)
    forget_typed(saved.unsaved, by=by)
    return saved


@transaction.atomic
def address_bulletin(*, bulletin: Bulletin, values: dict, version: int, by) -> Bulletin:
    """Save whom it goes to; unsaved words of the introduction stay."""
    locked_draft(bulletin)
    return save_version(record=bulletin, values=values, version=version, by=by)


def locked_draft(bulletin) -> Bulletin:
    """The draft under a lock; raises ValidationError once it was sent."""
    rows = Bulletin.objects.select_for_update(of=("self",))
    found = rows.select_related("board", "group").get(pk=bulletin.pk)
    if found.state != BulletinState.DRAFT:
        raise ValidationError(_("It was sent already. It stays as it was sent."))
    return found


@transaction.atomic
def pick_items(*, bulletin: Bulletin, kind: str, keys, by) -> list[BulletinItem]:
    """Put records at the end, each once. `keys` are primary keys, or for published
    reviews (key, source, title). Raises ValidationError beyond the most there may be.
    """
    locked = locked_draft(bulletin)
    rows = [_item_of(locked, kind, key) for key in keys]
    there = locked.items.filter(kind=kind)
    names = ("published",) if kind == BulletinKind.PUBLISHED else (f"{kind}_id",)
    known = set(there.values_list(*names, flat=True))
    new = [row for row in rows if getattr(row, names[0]) not in known]
    return [_append(locked, row, by) for row in new]


def _item_of(bulletin, kind, key) -> BulletinItem:
    if kind == BulletinKind.PUBLISHED:
        name, source, title = key
        return BulletinItem(
            bulletin=bulletin, kind=kind, published=name, source_id=source,
            heading=title[:150],
        )  # fmt: skip
    return BulletinItem(bulletin=bulletin, kind=kind, **{f"{kind}_id": key})


@transaction.atomic
def add_words(*, bulletin: Bulletin, kind: str, values: dict, by) -> BulletinItem:
    """A paragraph or a link at the end. The same words in a row make one."""
    locked = locked_draft(bulletin)
    last = locked.items.last()
    same = last and last.kind == kind
    if same and all(getattr(last, n) == value for n, value in values.items()):
        return last
    return _append(locked, BulletinItem(bulletin=locked, kind=kind, **values), by)


def _append(bulletin, row, by) -> BulletinItem:
    if bulletin.items.count() >= MOST_ITEMS:
        raise ValidationError(_("A bulletin has at most %d pieces.") % MOST_ITEMS)
    highest = bulletin.items.aggregate(highest=Max("order"))["highest"] or 0
    row.order = highest + 1
    row._history_user = by
    row.save()
    _changed(bulletin, by)
    return row


def _changed(bulletin, by) -> None:
    """Whoever read it before the change sends nothing they have not seen."""
    bulletin.version += 1
    bulletin._history_user = by
    bulletin.save()


@transaction.atomic
def edit_words(*, item: BulletinItem, values: dict, version: int, by) -> BulletinItem:
    """Change a paragraph or a link. Raises StaleVersion, ValidationError once sent."""
    locked = locked_draft(item.bulletin)
    saved = save_version(record=item, values=values, version=version, by=by)
    _changed(locked, by)
    return saved


@transaction.atomic
def move_item(*, item: BulletinItem, up: bool, by) -> None:
    """One place up or down; the first stays first, the last last."""
    locked = locked_draft(item.bulletin)
    rows = list(locked.items.all())
    at = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for order, row in enumerate(rows, 1):
        if row.order != order:
            row.order, row._history_user = order, by
            row.save()
    _changed(locked, by)


@transaction.atomic
def remove_item(*, item: BulletinItem, by) -> None:
    """Take a piece out; its record stays."""
    locked = locked_draft(item.bulletin)
    item._history_user = by
    item.delete()
    _changed(locked, by)

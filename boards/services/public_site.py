"""The public site of a board: switched on and off, and its pages counted."""

from django.db import connection, transaction
from django.utils import timezone

from boards.access import note_access
from boards.models import Board, PageCount

ADD_ONE = """
    INSERT INTO {table} (board_id, section, page, day, views)
    VALUES (%s, %s, %s, %s, 1)
    ON CONFLICT (board_id, page, day)
    DO UPDATE SET views = {table}.views + 1
"""


def count_view(*, board: Board, section: str, page: str) -> None:
    """Add one to a page's count of today. One statement: any number at once add up.

    Nobody acts and nothing of the reader is kept, so there is no `by`.
    """
    table = connection.ops.quote_name(PageCount._meta.db_table)
    length = PageCount._meta.get_field("page").max_length
    values = [board.pk, section, page[:length], timezone.localdate()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ADD_ONE.format(table=table), values)


@transaction.atomic
def set_public_site(*, board: Board, shown: bool, contact: str, by) -> Board:
    """Open the public site of a board or close it; say where the public may ask."""
    locked = Board.objects.select_for_update().get(pk=board.pk)
    turned = locked.public_site != shown
    locked.public_site, locked.public_contact = shown, contact
    locked._history_user = by
    locked.save()
    if turned:
        note_access(by, locked, "opened public site" if shown else "closed public site")
    return locked

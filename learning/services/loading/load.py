"""Loads one pack: every table in turn, in one transaction."""

from django.db import transaction

from boards.models import Board
from frameworks.pack import Pack
from learning.services.loading.further import FURTHER
from learning.services.loading.merge import Merge, Report
from learning.services.loading.tables import BOARDS, TABLES


@transaction.atomic
def load(pack: Pack, *, dry_run: bool = False) -> Report:
    """Bring a board's rows to what its pack says; a dry run leaves no trace.

    A row the board edited since the last load keeps the board's wording.
    """
    merge = Merge(pack)
    merge.apply(BOARDS)
    merge.board = Board.objects.get(slug=pack.board.slug)
    for table in (*TABLES, *FURTHER):
        merge.apply(table)
    merge.remember()
    if dry_run:
        transaction.set_rollback(True)
    return merge.report

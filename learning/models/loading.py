"""What a board's pack said when it was last loaded."""

from django.db import models
from django.db.models import Q

from boards.models import Board
from boards.querysets import ScopedQuerySet


class LoadedRowQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_id__in=scope.boards_as_business_unit)


class LoadedRow(models.Model):
    """One row as the pack worded it, so that a reload knows what the board changed.

    Rows of no board are those every board shares, such as bank holidays.
    """

    board = models.ForeignKey(
        Board, models.CASCADE, null=True, related_name="loaded_rows"
    )
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=400)
    row_id = models.BigIntegerField()
    said = models.JSONField(default=dict)

    objects = LoadedRowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "table", "key"],
                name="loaded_row_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.table} {self.key}"

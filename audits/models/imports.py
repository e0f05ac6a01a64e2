"""Spreadsheets on their way in: read, shown, then taken or thrown away."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from audits.choices import ImportKind, ImportState
from boards.models import Board, User
from boards.querysets import ScopedQuerySet


class ImportBatchQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Whoever brought it; the officers for what is the board's."""
        officer = Q(board_id__in=scope.boards_as_business_unit) & ~Q(
            kind=ImportKind.OFFLINE_ANSWERS
        )
        return Q(brought_by=user, board_id__in=scope.board_ids) | officer


class ImportBatch(models.Model):
    """One uploaded spreadsheet: what was found in it and what is wrong with it."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=20, choices=ImportKind)
    target = models.CharField(
        max_length=80, help_text="Key or reference of what it changes"
    )
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=12, choices=ImportState, default=ImportState.READING
    )
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.file_name}"

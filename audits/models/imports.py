"""Spreadsheets on their way in: read, shown, then taken or thrown away."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from audits.choices import ImportKind, ImportState
from audits.models.rounds import AgencyReturn
from boards.models import Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.models import Document


class ImportBatchQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers for what is the board's; an agency's answers only itself."""
        answers = Q(kind=ImportKind.OFFLINE_ANSWERS)
        officer = Q(board_id__in=scope.boards_as_business_unit) & ~answers
        own = on_own_agency(
            scope, board="agency_return__board", agency="agency_return__agency"
        )
        return officer | (answers & own)


class ImportBatch(models.Model):
    """One uploaded spreadsheet: what was found in it and what is wrong with it."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=20, choices=ImportKind)
    target = models.CharField(
        max_length=80, help_text="Key or reference of what it changes"
    )
    agency_return = models.ForeignKey(
        AgencyReturn, models.CASCADE, null=True, blank=True, related_name="imports"
    )
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=12, choices=ImportState, default=ImportState.READING
    )
    rows = models.JSONField(default=list, help_text="Sheets as read, cell by cell")
    problems = models.JSONField(default=list)
    settings = models.JSONField(default=dict, help_text="How the person reads it")
    outcome = models.JSONField(default=dict, help_text="What came of it")
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.file_name}"

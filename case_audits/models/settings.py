"""What a board may set for its audits."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board
from boards.querysets import ScopedQuerySet


class OfBoardReaders(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_id__in=scope.reading_board_ids)


class AuditSettings(models.Model):
    """A board's own rules for audits; its pack's where it has no row."""

    board = models.OneToOneField(
        Board, models.PROTECT, primary_key=True, related_name="audit_settings"
    )
    smallest_group = models.PositiveSmallIntegerField(
        _("Smallest number of answers shown for one agency"),
        validators=[MinValueValidator(3), MaxValueValidator(50)],
    )
    follow_up_months = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("Months after closing when agencies report again"),
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfBoardReaders.as_manager()

    def __str__(self):
        return f"{self.board}: {self.smallest_group}"

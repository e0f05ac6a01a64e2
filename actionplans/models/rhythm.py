"""How often a board looks at its plans: every number in one place."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board
from boards.querysets import ScopedQuerySet

DAYS = [MinValueValidator(14), MaxValueValidator(366)]
MONTHS = [MinValueValidator(1), MaxValueValidator(24)]


class RhythmQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_id__in=scope.board_ids)


class PlanRhythm(models.Model):
    """A board without a row keeps the numbers that stand here."""

    board = models.OneToOneField(
        Board, models.CASCADE, primary_key=True, related_name="plan_rhythm"
    )
    stale_after_days = models.PositiveSmallIntegerField(
        _("An action is stale after so many days without progress"),
        default=90,
        validators=DAYS,
        help_text=_("“No change” does not count as progress."),
    )
    look_again_months = models.PositiveSmallIntegerField(
        _("Look again so many months after the date an action was due"),
        default=6,
        validators=MONTHS,
    )
    report_months = models.PositiveSmallIntegerField(
        _("Months between two progress reports on a plan"),
        default=6,
        validators=MONTHS,
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = RhythmQuerySet.as_manager()

    def __str__(self):
        return f"{self.board}"

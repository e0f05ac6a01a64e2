"""What an agency types in each period for the measures it owns (CTM-23, SOL-7)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from boards.constraints import in_order, paired
from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from performance.choices import LineState
from performance.models.catalogue import Indicator
from performance.reach import reads_figures


class FigureReturnQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """That it is owed: every reader of figures. Its words: see ReturnLine."""
        return Q(board_id__in=reads_figures(scope))


class FigureReturn(models.Model):
    """What one agency owes a board for one period."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="figure_returns")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="figure_returns")
    period_start = models.DateField()
    period_end = models.DateField()
    period_label = models.CharField(max_length=60)
    due_on = models.DateField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    called_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = FigureReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency", "period_start", "period_end"],
                name="figure_return_once_a_period",
            ),
            in_order("period_start", "period_end", "figure_return_period_in_order"),
            paired("handed_in_at", "handed_in_by", "figure_return_handed_in_by"),
        ]

    def __str__(self):
        return f"{self.agency}, {self.period_label}"

    def get_absolute_url(self):
        return reverse("performance:return", args=[self.board.slug, self.pk])

    @property
    def is_late(self) -> bool:
        return self.handed_in_at is None and self.due_on < timezone.localdate()


class ReturnLineQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """A draft is its agency's own; handed in, whoever reads the figures."""
        own = on_own_agency(
            scope, board="figure_return__board", agency="figure_return__agency"
        )
        boards = reads_figures(scope)
        handed_in = Q(
            figure_return__handed_in_at__isnull=False,
            figure_return__board_id__in=boards,
        )
        return own | handed_in


class ReturnLine(models.Model):
    """One measure of a return: its figure, or that there is none and why."""

    figure_return = models.ForeignKey(
        FigureReturn, models.CASCADE, related_name="lines"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="return_lines"
    )
    state = models.CharField(max_length=13, choices=LineState, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    commentary = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = ReturnLineQuerySet.as_manager()

    class Meta:
        ordering = ["indicator__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure_return", "indicator"], name="one_line_a_measure"
            )
        ]

    def __str__(self):
        return f"{self.indicator}: {self.value}"

"""Figures: one value of one indicator for one place and period, and its revisions."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from boards.models import Board
from performance.choices import Marker, Missing, PeriodKind
from performance.models.catalogue import Indicator
from performance.models.imports import DataImport
from performance.models.places import OfFiguresQuerySet, Place

FIGURE = {"max_digits": 24, "decimal_places": 8, "null": True}


class IndicatorValueQuerySet(OfFiguresQuerySet):
    def current(self):
        """What holds today: no revision took its place."""
        return self.filter(superseded_at__isnull=True)


class IndicatorValue(models.Model):
    """A figure as its source printed it. A revision is a new row; the old one stays."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="+", db_index=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="values", db_index=False
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="values", db_index=False
    )
    period_start = models.DateField()
    period_end = models.DateField()
    period_kind = models.CharField(max_length=8, choices=PeriodKind)
    period_label = models.CharField(max_length=60, help_text="As printed")
    value = models.DecimalField(**FIGURE)
    missing = models.CharField(max_length=15, choices=Missing, blank=True)
    symbol = models.CharField(max_length=12, blank=True, help_text="As printed")
    marker = models.CharField(max_length=12, choices=Marker, blank=True)
    numerator = models.DecimalField(**FIGURE)
    denominator = models.DecimalField(**FIGURE)
    data_import = models.ForeignKey(
        DataImport, models.PROTECT, null=True, related_name="values"
    )
    row = models.PositiveIntegerField(null=True, help_text="Row of the file")
    created_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="revises"
    )

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        ordering = ["period_end", "period_start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "place", "period_start", "period_end"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_value",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")),
                name="value_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing="")
                | (Q(value__isnull=True) & ~Q(missing="")),
                name="value_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True)
                | Q(superseded_at__isnull=False),
                name="revision_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "place", "-period_end"], name="value_series"
            ),
            # The newest figures of a board's own places, for its page of figures.
            models.Index(
                fields=["place", "indicator", "-period_end"],
                condition=Q(superseded_at__isnull=True),
                name="value_place",
            ),
        ]

    def __str__(self):
        return f"{self.period_label}: {self.symbol if self.missing else self.value}"

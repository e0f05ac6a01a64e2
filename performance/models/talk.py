"""What people make of figures: readings, asks with replies, summaries of a period."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, Group, User
from performance.choices import AskKind, AskPurpose
from performance.models.catalogue import Indicator
from performance.models.places import OfFiguresQuerySet


class FigureReading(models.Model):
    """How one agency reads a figure; without an agency, how the board agreed to."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="figure_readings"
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="figure_readings"
    )
    period_end = models.DateField()
    period_label = models.CharField(max_length=60)
    text = models.TextField(_("What the figure says"))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfFiguresQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "agency", "period_end"],
                nulls_distinct=False,
                name="one_reading_of_a_figure",
            )
        ]

    def __str__(self):
        return self.text[:80]


class FigureAsk(models.Model):
    """What somebody is asked because of figures, and the reply (HAR-8, HAR-9)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="figure_asks")
    kind = models.CharField(_("What is it?"), max_length=10, choices=AskKind)
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asks",
        verbose_name=_("Measure"),
    )
    purpose = models.CharField(
        _("What is the new measure for?"), max_length=12, choices=AskPurpose, blank=True
    )
    words = models.TextField(_("What is asked, and why"))
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figure_asks",
        verbose_name=_("Asked of the agency"),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figure_asks",
        verbose_name=_("Asked of the group"),
    )
    due_on = models.DateField(_("Reply by"))
    reply = models.TextField(_("Reply"), blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfFiguresQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            paired("replied_at", "replied_by", "figure_ask_replied_by_somebody"),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) ^ Q(group__isnull=True),
                name="figure_ask_is_of_an_agency_or_a_group",
            ),
        ]

    def __str__(self):
        return self.words[:80]

    def get_absolute_url(self):
        return reverse("performance:ask", args=[self.board.slug, self.pk])

    @property
    def asked_of(self):
        return self.agency or self.group

    @property
    def is_late(self) -> bool:
        return self.replied_at is None and self.due_on < timezone.localdate()


class FigureSummary(models.Model):
    """What a chair tells the board of a period's figures (WOL-39, CTM-38)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="figure_summaries")
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="figure_summaries", verbose_name=_("Group")
    )
    period_label = models.CharField(
        _("Period"), max_length=60, help_text=_("For example Q2 2026-27")
    )
    meets_on = models.DateField(_("The board meets on"), null=True, blank=True)
    text = models.TextField(_("Summary"))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfFiguresQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "period_label"], name="one_summary_of_a_period"
            )
        ]

    def __str__(self):
        return f"{self.group}, {self.period_label}"

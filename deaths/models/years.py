"""What a panel counts in a year, and the themes it notes: totals, never one death."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import User
from deaths.choices import CountTable, Modifiable
from deaths.models.panels import OfPanelQuerySet, Panel
from learning.models import LearningSource, Theme


class PanelYear(models.Model):
    """One year of a panel. Its source holds what the yearly report teaches, recommends
    and does: findings, recommendations and plan hang there."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="years")
    year = models.CharField(_("Year"), max_length=9)  # 2025-26
    source = models.OneToOneField(
        LearningSource, models.PROTECT, related_name="death_year"
    )
    commentary = models.TextField(_("What the year's counts say"), blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfPanelQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "year"], name="panel_counts_a_year_once"
            )
        ]

    def __str__(self):
        return self.year

    def get_absolute_url(self):
        address = [self.panel.board.slug, self.panel_id, self.pk]
        return reverse("deaths:year", args=address)

    @property
    def board_id(self):
        return self.panel.board_id

    @property
    def group_ids(self):
        return self.panel.group_ids


class OfYearQuerySet(OfPanelQuerySet):
    path = "year__panel"


class Count(models.Model):
    """How many reviews finished in a year: by category and modifiability, or by form,
    domain and score. No row crosses the two, so no death can be put together.

    `number` is empty where the sender had suppressed it: it stays unknown.
    """

    year = models.ForeignKey(PanelYear, models.CASCADE, related_name="counts")
    table = models.CharField(max_length=10, choices=CountTable)
    form = models.SlugField(max_length=60, blank=True)
    row = models.CharField(max_length=60)  # key of a category or a domain
    column = models.CharField(max_length=10)  # a score, or whether modifiable
    number = models.PositiveIntegerField(null=True)
    history = HistoricalRecords()

    objects = OfYearQuerySet.as_manager()

    class Meta:
        ordering = ["year", "table", "form", "row", "column"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "table", "form", "row", "column"],
                name="death_count_once",
            ),
            models.CheckConstraint(
                condition=Q(table=CountTable.DOMAIN) | Q(form=""),
                name="only_domains_have_a_form",
            ),
            models.CheckConstraint(
                condition=Q(table=CountTable.DOMAIN) | Q(column__in=Modifiable.values),
                name="category_counts_by_modifiability",
            ),
        ]

    def __str__(self):
        return f"{self.year} {self.row} {self.column}"


class PurposeTheme(models.Model):
    """A theme the panel saw in a year, under one of the purposes it looks for."""

    year = models.ForeignKey(PanelYear, models.CASCADE, related_name="themes")
    purpose = models.SlugField(_("Looked at for"), max_length=60)
    text = models.TextField(
        _("What was seen"),
        help_text=_("In general words, of several deaths. Nothing of one child."),
    )
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Theme of the board"),
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfYearQuerySet.as_manager()

    class Meta:
        ordering = ["year", "purpose", "pk"]

    def __str__(self):
        return self.text[:80]

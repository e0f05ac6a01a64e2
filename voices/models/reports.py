"""Reports of counts and lessons a board receives: LADO, private fostering, schools."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board, Group
from boards.querysets import on_own_agency
from learning.models import LearningSource
from learning.models.sources import OfSourceQuerySet
from learning.process import said
from voices.choices import Part
from voices.facts import named, report_kind, word


class AreaReportQuerySet(OfSourceQuerySet):
    def search(self, words):
        found = self
        for one in words.split():
            found = found.filter(
                Q(source__title__icontains=one)
                | Q(source__reference__icontains=one)
                | Q(source__summary__icontains=one)
                | Q(improvement__icontains=one)
            )
        return found


class AreaReport(models.Model):
    """One year or half-year of one subject, as sums and lessons (SOM-25).

    Title, lessons and the agency it came from are on the spine.
    """

    source = models.OneToOneField(
        LearningSource, models.PROTECT, primary_key=True, related_name="area_report"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="area_reports")
    kind = models.SlugField(_("Report"), max_length=60)
    year = models.CharField(_("Year"), max_length=20, help_text=_("Such as 2025-26"))
    part = models.CharField(
        _("Which part of the year"), max_length=10, choices=Part, default=Part.YEAR
    )
    total = models.PositiveIntegerField(_("How many in all"))
    improvement = models.TextField(_("What has to improve"), blank=True)
    received_by = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Received by"),
    )
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = AreaReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-part", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_by__isnull=False),
                name="report_received_by_a_group",
                violation_error_message=_("Choose the group that received it."),
            )
        ]

    def __str__(self):
        return self.source.title

    def get_absolute_url(self):
        return reverse("voices:report", args=[self.board.slug, self.source.reference])

    @property
    def reference(self):
        return self.source.reference

    @property
    def agency(self):
        return self.source.owner_agency

    @property
    def group_ids(self):
        return self.source.group_ids

    @property
    def facts(self):
        """What the pack says of reports of this kind, or None."""
        return report_kind(self.board, self.kind)

    @property
    def kind_name(self) -> str:
        return said(self.facts.name) if self.facts else self.kind

    @property
    def themes(self) -> list[tuple[str, str]]:
        return named(self.facts.themes) if self.facts else []

    @property
    def period(self) -> str:
        """The year, and which half of it."""
        if self.part == Part.YEAR:
            return self.year
        return f"{self.year}, {self.get_part_display().lower()}"


class AreaReportLineQuerySet(OfSourceQuerySet):
    path = "report__source"

    def visibility(self, scope, user):
        """The numbers themselves: the officers and the agency they came from."""
        officer = Q(report__board_id__in=scope.boards_as_business_unit)
        own = on_own_agency(
            scope, board="report__board", agency="report__source__owner_agency"
        )
        return super().visibility(scope, user) & (officer | own)


class AreaReportLine(models.Model):
    """How many were on one theme, and whether it points to something to improve."""

    report = models.ForeignKey(AreaReport, models.CASCADE, related_name="lines")
    theme = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    improve = models.BooleanField(default=False)
    history = HistoricalRecords()

    objects = AreaReportLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "theme"], name="theme_once_a_report"
            )
        ]

    def __str__(self):
        return f"{self.report}: {self.theme_name}"

    @property
    def theme_name(self) -> str:
        return word(self.report.themes, self.theme)

"""Files of figures on their way in: mapped, looked at, then taken or thrown away."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.models import Document, Job
from performance.choices import ImportState, PeriodKind


class BroughtQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers; what an agency brought, its own people too."""
        officers = Q(board_id__in=scope.boards_as_business_unit)
        return officers | on_own_agency(scope)


class ImportMapping(models.Model):
    """How the files of one source and year are read."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="import_mappings")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(_("Source"), max_length=120)
    year = models.CharField(_("Year"), max_length=20, blank=True)
    settings = models.JSONField(default=dict)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = BroughtQuerySet.as_manager()

    class Meta:
        ordering = ["source", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency", "source", "year"],
                nulls_distinct=False,
                name="mapping_once_a_source_and_year",
            )
        ]

    def __str__(self):
        return f"{self.source} {self.year}".strip()


class DataImport(models.Model):
    """One file of figures, what was found in it, and what came of it."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="data_imports")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="data_imports"
    )
    mapping = models.ForeignKey(
        ImportMapping, models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(
        max_length=12, choices=ImportState, default=ImportState.READING
    )
    sheets = models.JSONField(default=list, help_text="Names and first rows")
    settings = models.JSONField(default=dict, help_text="How the person reads it")
    found = models.JSONField(default=dict, help_text="Places and measures named")
    problems = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = BroughtQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at", "-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("performance:import", args=[self.board.slug, self.pk])


class StagedQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(data_import__in=DataImport.objects.visible_to(user).values("pk"))


class StagedValue(models.Model):
    """A figure of a file that nobody has decided on. Places and measures by number."""

    data_import = models.ForeignKey(
        DataImport, models.CASCADE, related_name="staged", db_index=False
    )
    row = models.PositiveIntegerField()
    place_no = models.PositiveIntegerField()
    measure_no = models.PositiveIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    period_kind = models.CharField(max_length=8, choices=PeriodKind)
    period_label = models.CharField(max_length=60)
    marker = models.CharField(max_length=12, blank=True)
    value = models.DecimalField(max_digits=30, decimal_places=12, null=True)
    missing = models.CharField(max_length=15, blank=True)
    symbol = models.CharField(max_length=12, blank=True)
    reading = models.PositiveBigIntegerField(
        default=0, help_text="Which attempt of which job read it"
    )

    objects = StagedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["data_import", "measure_no"], name="staged")]

    def __str__(self):
        return f"{self.data_import_id}: {self.row}"

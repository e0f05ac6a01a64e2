"""How a lesson's effect is shown: strand, instrument, before and after (CTM-29,
SOL-39)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.choices import ImpactStrand
from learning.models import Finding, LearningSource


class MeasureQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Whoever sees the lesson's source; an agency what it measured itself, where
        the source is not confined."""
        seen = LearningSource.objects.visible_to(user).values("pk")
        free = Q(finding__source__lead_group__isnull=True) | Q(
            finding__source__lead_group__restricted=False
        )
        return Q(finding__source__in=seen) | (on_own_agency(scope) & free)


class LessonMeasure(models.Model):
    """One strand by which a lesson's effect is looked for."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="lesson_measures")
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="measures")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lesson_measures",
        verbose_name=_("Measured by"),
    )
    strand = models.CharField(_("Strand"), max_length=20, choices=ImpactStrand)
    instrument = models.CharField(_("What is measured, and with what"), max_length=250)
    baseline = models.CharField(_("Before"), max_length=250, blank=True)
    baseline_on = models.DateField(_("Measured on"), null=True, blank=True)
    due_on = models.DateField(_("To be measured again by"), null=True, blank=True)
    result = models.CharField(_("After"), max_length=250, blank=True)
    result_on = models.DateField(_("Measured again on"), null=True, blank=True)
    meaning = models.TextField(_("What it means"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["finding", "strand", "pk"]

    def __str__(self):
        return self.instrument

    @property
    def group_ids(self):
        return self.finding.group_ids

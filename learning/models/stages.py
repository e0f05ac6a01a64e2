"""Where a source stands in time: days that clocks start, limits, changes of them."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.localised import localised
from boards.models import User
from learning.choices import LimitChange
from learning.models.sources import LearningSource, OfSourceQuerySet


class SourceDate(models.Model):
    """The day something happened to a source, from which limits are counted."""

    source = models.ForeignKey(LearningSource, models.CASCADE, related_name="dates")
    clock = models.SlugField(max_length=40, help_text="frameworks.vocabulary.Clock")
    on = models.DateField(_("Date"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = OfSourceQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "clock"], name="clock_once")
        ]

    def __str__(self):
        return f"{self.source.reference}: {self.clock} {self.on}"


class MilestoneQuerySet(OfSourceQuerySet):
    def open(self):
        """Limits not met, of sources not closed."""
        return self.filter(met_on__isnull=True, source__closed_on__isnull=True)

    def running(self):
        return self.open().filter(paused_on__isnull=True)

    def overdue(self, on=None):
        """Open limits that do not stand still and are past their date."""
        return self.running().filter(due_on__lt=on or timezone.localdate())


class Milestone(models.Model):
    """One limit of one source. Its due date is stored: later rules do not move it."""

    source = models.ForeignKey(
        LearningSource, models.CASCADE, related_name="milestones"
    )
    key = models.SlugField(max_length=80)
    name_en = models.CharField(max_length=250)
    name_cy = models.CharField(max_length=250, blank=True)
    until = models.SlugField(max_length=40, help_text="Clock that meets the limit")
    basis = models.CharField(max_length=250, blank=True)
    unverified = models.BooleanField(default=False)
    unit = models.CharField(max_length=15)
    count = models.SmallIntegerField()
    starts_on = models.DateField()
    original_due_on = models.DateField()
    due_on = models.DateField(_("Due on"))
    met_on = models.DateField(null=True, blank=True)
    met_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paused_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(met_on__isnull=True),
                name="milestone_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="limit_once"),
            paired("met_on", "met_by", "milestone_met_by_someone"),
        ]

    def __str__(self):
        return f"{self.source.reference}: {self.name}"

    @property
    def name(self):
        return localised(self, "name")

    @property
    def is_open(self):
        return self.met_on is None

    @property
    def was_late(self):
        """Met, or still unmet, after its date."""
        return (self.met_on or timezone.localdate()) > self.due_on


class MilestoneChangeQuerySet(OfSourceQuerySet):
    path = "milestone__source"


class MilestoneChange(models.Model):
    """More time, or a pause: the old date, the new one, and why. Never changed."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=LimitChange)
    old_due_on = models.DateField()
    new_due_on = models.DateField(_("New due date"))
    reason = models.TextField(_("Reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = MilestoneChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_due_on__gte=F("old_due_on")), name="limit_not_shortened"
            )
        ]

    def __str__(self):
        return f"{self.milestone}: {self.get_kind_display()}"

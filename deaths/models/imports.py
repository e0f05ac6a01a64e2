"""Extracts of counts on their way in, and how a panel's columns are read."""

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from boards.models import User
from deaths.choices import ImportState
from deaths.models.panels import OfPanelQuerySet, Panel


class ImportMapping(models.Model):
    """Which column of a panel's extract holds what: kept for the next file."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="mappings")
    heading_key = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    history = HistoricalRecords()

    objects = OfPanelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "heading_key"], name="mapping_once_a_layout"
            )
        ]

    def __str__(self):
        return self.heading_key[:12]


class CountImport(models.Model):
    """A file that was read and not decided on. Only its cells are kept."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=ImportState, default=ImportState.PREVIEW
    )
    outcome = models.JSONField(default=dict)
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)

    objects = OfPanelQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self):
        return self.file_name

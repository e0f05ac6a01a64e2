"""The outbox: what must happen, as rows, so that no message can be lost."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from boards.models import Board, User
from boards.querysets import ScopedQuerySet
from learning.choices import JobState


class JobQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(asked_by=user)


class Job(models.Model):
    """Work asked for in the same transaction as its cause, claimed under a lease."""

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    board = models.ForeignKey(Board, models.CASCADE, null=True, related_name="jobs")
    asked_by = models.ForeignKey(User, models.CASCADE, null=True, related_name="jobs")
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent")
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["state", "not_before"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_open",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.pk} ({self.state})"

"""Documents built in the background, kept with version and hash."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.models import Board, User
from boards.querysets import ScopedQuerySet
from learning.choices import JobState
from learning.models import Job
from learning.models.documents import random_name


class BuiltDocumentQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its asker, while still on the board. The subject is asked again at
        download (`reporting.rules`)."""
        return Q(asked_by=user, board_id__in=scope.board_ids)

    def of(self, *, board, kind: str, subject: str):
        """Every version of one document, newest first."""
        found = self.filter(board=board, kind=kind, subject=subject)
        return found.select_related("job").order_by("-version")

    def being_built(self):
        """Waiting for a worker or with one."""
        return self.filter(job__state__in=[JobState.WAITING, JobState.RUNNING])


class BuiltDocument(models.Model):
    """One version of one document, built for one person's eyes."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="built_documents")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=800, help_text="Reference of its subject")
    title = models.CharField(max_length=250, blank=True)
    options = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    job = models.OneToOneField(Job, models.PROTECT, related_name="document")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(_("File"), upload_to=random_name, blank=True)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    built_at = models.DateTimeField(null=True, blank=True)

    objects = BuiltDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "kind", "subject", "asked_by", "version"],
                name="document_version_once",
            )
        ]

    def __str__(self):
        return f"{self.file_name} v{self.version}"

    @property
    def reference(self):
        """What access records call it."""
        return f"{self.kind} {self.subject} v{self.version}"[:80]

    @property
    def language(self):
        """The language it is written in."""
        return self.options.get("language", "en-gb")

    @property
    def is_built(self):
        return self.built_at is not None

    @property
    def has_failed(self):
        return self.job.state == JobState.FAILED

    @property
    def is_tried_again(self):
        """It went wrong once and waits for another go."""
        return self.job.state == JobState.WAITING and self.job.attempts > 0

"""Uploaded files, and the evidence an agency keeps to answer with."""

import secrets
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.choices import ScanState
from learning.evidence_access import beyond_the_agency


def random_name(document, filename) -> str:
    """A stored name that says nothing about the file."""
    token = secrets.token_hex(16)
    return f"documents/{token[:2]}/{token}"


class DocumentQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its agency's people; a floor above widens it through its own rows."""
        return on_own_agency(scope) | Q(uploaded_by=user)


class Document(models.Model):
    """A stored file. It leaves only through a view that asks who is reading."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="documents")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    file = models.FileField(upload_to=random_name)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text=_("Bytes"))
    sha256 = models.CharField(max_length=64)
    scan_state = models.CharField(
        max_length=10, choices=ScanState, default=ScanState.WAITING
    )
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self):
        return self.original_name


class EvidenceQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its agency's people; readers of what it was handed in with."""
        return Q(agency_id__in=scope.agency_ids) | beyond_the_agency(user)

    def in_library_of(self, user, board):
        """Items of the agencies the person speaks for on one board."""
        return self.filter(agency_id__in=user.scope.agencies.get(board.pk, ()))

    def read_through(self, board):
        """Items of the board's agencies, marked with the board they are read on."""
        agencies = board.agency_links.values("agency")
        return self.filter(agency__in=agencies).annotate(board_id=Value(board.pk))


class Evidence(models.Model):
    """One item in an agency's evidence library: a file or a link, with its life."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="evidence")
    title = models.CharField(_("Title"), max_length=200)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    link = models.URLField(_("Link"), max_length=500, blank=True)
    effective_on = models.DateField(_("In force from"), null=True, blank=True)
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) ^ ~Q(link=""),
                name="evidence_is_a_file_or_a_link",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def host(self):
        """Where a link leads, for people to read before they follow it."""
        return urlsplit(self.link).hostname or ""

    @property
    def is_downloadable(self):
        return bool(self.document_id) and self.document.scan_state == ScanState.CLEAN

    @property
    def is_expired(self):
        return bool(self.expires_on and self.expires_on < timezone.localdate())

"""Papers of a review, by section."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import User
from learning.choices import ScanState
from learning.models import Document
from reviews.choices import Section
from reviews.models.reviews import PaperQuerySet, Review


class ReviewDocument(models.Model):
    """A paper of a review, by section. Its file name is screened first."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="papers")
    section = models.CharField(_("Section"), max_length=15, choices=Section)
    title = models.CharField(_("Title"), max_length=200)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["section", "added_at"]

    def __str__(self):
        return self.title

    @property
    def board_id(self):
        return self.review.board_id

    @property
    def is_downloadable(self) -> bool:
        return self.document.scan_state == ScanState.CLEAN

"""What the public reads of the answers to a review's recommendations."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import User
from learning.choices import ResponseState
from learning.models import Recommendation
from learning.models.sources import OfSourceQuerySet
from reviews.models.involvement import Publication

ANSWERS = [one for one in ResponseState if one != ResponseState.AWAITED]


class PublishedResponseQuerySet(OfSourceQuerySet):
    path = "publication__review__source"


class PublishedResponse(models.Model):
    """One recommendation in words for the public, the answer to it with its reason,
    and what is done about it (WOL-5). Cleared together with the report."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="responses"
    )
    recommendation = models.ForeignKey(
        Recommendation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("Number"))
    asked = models.TextField(_("Recommendation"))
    answer = models.CharField(
        _("Answer"), max_length=10, choices=[(one.value, one.label) for one in ANSWERS]
    )
    reason = models.TextField(_("Reason"), blank=True)
    actions = models.TextField(_("What is done about it"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PublishedResponseQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=ResponseState.ACCEPTED) | ~Q(reason=""),
                name="published_refusal_has_a_reason",
            )
        ]

    def __str__(self):
        return f"{self.order}. {self.asked[:80]}"

    @property
    def board_id(self):
        return self.publication.review.board_id

"""What an agency tells of its own learning, and who answers for the board's."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Group, User
from boards.querysets import on_own_agency
from learning.models import Finding
from learning.models.sources import OfSourceQuerySet
from reviews.choices import ActedOn
from reviews.models.reviews import Review


class ProgressNoteQuerySet(OfSourceQuerySet):
    path = "review__source"

    def visibility(self, scope, user):
        """The agency, the officers, and the group it was written to; no other group,
        even one that may read the review."""
        own = on_own_agency(
            scope, board="review__board", agency="review__source__owner_agency"
        )
        officer = Q(
            review__board_id__in=scope.boards_as_business_unit, group__restricted=False
        )
        told = own | officer | Q(group_id__in=scope.group_ids)
        return super().visibility(scope, user) & told


class ProgressNote(models.Model):
    """How an agency goes on, told to one group. Written once, never changed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="progress_notes")
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="+", verbose_name=_("To which group?")
    )
    text = models.TextField(_("What has happened since, and what comes next"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(
        null=True, unique=True, editable=False, help_text="One form sent is one row"
    )

    objects = ProgressNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.review}: {self.group}"


class FindingOwnerQuerySet(OfSourceQuerySet):
    path = "finding__source"


class FindingOwner(models.Model):
    """Who answers for a finding about the board itself, and how far it is (WOL-24)."""

    finding = models.OneToOneField(
        Finding, models.CASCADE, primary_key=True, related_name="answered_for"
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Who answers for it?")
    )
    status = models.CharField(
        _("How far is it?"),
        max_length=15,
        choices=ActedOn,
        default=ActedOn.NOT_STARTED,
    )
    note = models.TextField(_("What was done, and how the board knows"), blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = FindingOwnerQuerySet.as_manager()

    def __str__(self):
        return f"{self.finding}: {self.owner}"

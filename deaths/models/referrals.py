"""A panel asks a group whether a case review is needed (WOL-21)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from deaths.choices import DECISION_COLOURS, ReferralDecision
from deaths.models.panels import Panel
from learning.models import LearningSource
from learning.models.sources import new_reference


class ReferralQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Who referred, who decides, and the officers where neither is hidden from
        them: to what an open group is asked they keep the books."""
        inside = Q(panel__in=Panel.objects.visible_to(user).values("pk"))
        asked = Q(to_group_id__in=scope.group_ids)
        officer = Q(board_id__in=scope.boards_as_business_unit)
        return inside | asked | (officer & Q(to_group__restricted=False))

    def search(self, words):
        found = self
        for word in words.split():
            found = found.filter(
                Q(reference__iexact=word)
                | Q(reason__icontains=word)
                | Q(decision_reason__icontains=word)
                | Q(to_group__name_en__icontains=word)
            )
        return found


class Referral(models.Model):
    """Why a review may be needed, in words that identify nobody, and the decision."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="referrals")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=30, unique=True)
    to_group = models.ForeignKey(
        Group, models.PROTECT, related_name="+", verbose_name=_("Which group decides")
    )
    reason = models.TextField(
        _("Why a case review may be needed"),
        help_text=_("Who it is about is told outside the portal."),
    )
    referred_on = models.DateField(_("Referred on"), default=timezone.localdate)
    decision = models.CharField(
        _("Decision"),
        max_length=10,
        choices=ReferralDecision,
        default=ReferralDecision.AWAITED,
    )
    decision_reason = models.TextField(_("Reason for the decision"), blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("The review that followed"),
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-referred_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=ReferralDecision.AWAITED)
                | (~Q(decision_reason="") & Q(decided_on__isnull=False)),
                name="referral_decided_with_a_reason",
            )
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("deaths:referral", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("CDR")

    @property
    def is_decided(self) -> bool:
        return self.decision != ReferralDecision.AWAITED

    @property
    def colour(self) -> str:
        return DECISION_COLOURS[self.decision]

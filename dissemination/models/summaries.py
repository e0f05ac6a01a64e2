"""What a group says was learnt, for the group that passes it on (SOL-31, 33, 59)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from dissemination.choices import CommissionState, LearningKind, SummaryState
from learning.models import Audience, LearningSource
from learning.models.sources import new_reference


class SummaryQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """A draft: its group. Once submitted: also the group it goes to.

        The words are a copy the group releases: who reads it need not see the source.
        """
        officer = Q(board_id__in=scope.boards_as_business_unit, group__restricted=False)
        own = Q(group_id__in=scope.group_ids)
        received = Q(to_group_id__in=scope.group_ids) & ~Q(state=SummaryState.DRAFT)
        return officer | own | received

    def waiting(self):
        return self.filter(state=SummaryState.SUBMITTED)


class LearningSummary(models.Model):
    """A Summary of Learning, with the headings of seed 003's appendix B."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="learning_summaries")
    reference = models.CharField(max_length=30, unique=True)
    source = models.ForeignKey(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="learning_summaries",
        verbose_name=_("Source"),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="learning_summaries",
        verbose_name=_("Subgroup"),
    )
    to_group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="summaries_received",
        verbose_name=_("Goes to"),
    )
    kind = models.CharField(_("The learning is a"), max_length=10, choices=LearningKind)
    activity_type = models.CharField(_("Type of activity"), max_length=200)
    description = models.TextField(
        _("Brief description of the activity, and when it took place")
    )
    summary = models.TextField(_("Summary of findings"))
    messages = models.TextField(_("Multi-agency learning: key messages"))
    audiences = models.ManyToManyField(
        Audience,
        blank=True,
        related_name="learning_summaries",
        verbose_name=_("Target audiences"),
    )
    audience_note = models.TextField(_("More about the audiences"), blank=True)
    state = models.CharField(
        max_length=10, choices=SummaryState, default=SummaryState.DRAFT
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("Answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = SummaryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            paired("submitted_at", "submitted_by", "summary_submitted_by_someone"),
            paired("answered_at", "answered_by", "summary_answered_by_someone"),
        ]

    def __str__(self):
        return f"{self.activity_type} ({self.reference})"

    def get_absolute_url(self):
        return reverse("dissemination:summary", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("SUM")

    @property
    def group_ids(self):
        return {self.group_id}


class CommissionQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The two groups; the officers where neither is restricted."""
        officer = Q(
            board_id__in=scope.boards_as_business_unit,
            from_group__restricted=False,
            to_group__restricted=False,
        )
        inside = Q(from_group_id__in=scope.group_ids)
        return officer | inside | Q(to_group_id__in=scope.group_ids)

    def open(self):
        return self.filter(state__in=[CommissionState.OPEN, CommissionState.ACCEPTED])


class Commission(models.Model):
    """A task one group gives another (SOL-31, SOL-41)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="commissions")
    from_group = models.ForeignKey(
        Group, models.PROTECT, related_name="commissions_given", verbose_name=_("From")
    )
    to_group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="commissions_received",
        verbose_name=_("To"),
    )
    source = models.ForeignKey(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commissions",
        verbose_name=_("Source"),
    )
    task = models.TextField(_("What is asked"))
    evaluate = models.BooleanField(
        _("Evaluate the impact on frontline practice"), default=False
    )
    due_on = models.DateField(_("Due on"))
    state = models.CharField(
        max_length=10, choices=CommissionState, default=CommissionState.OPEN
    )
    outcome = models.TextField(_("Learning outcomes"), blank=True)
    messages = models.TextField(_("Key messages"), blank=True)
    audiences = models.ManyToManyField(
        Audience,
        blank=True,
        related_name="commissions",
        verbose_name=_("Audiences"),
    )
    reason = models.TextField(_("Why it is not taken on"), blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            paired("answered_at", "answered_by", "commission_answered_by_someone")
        ]

    def __str__(self):
        return self.task[:80]

    def get_absolute_url(self):
        return reverse("dissemination:commission", args=[self.board.slug, self.pk])

    @property
    def group_ids(self):
        return {self.from_group_id, self.to_group_id}

    @property
    def is_late(self) -> bool:
        still = self.state in {CommissionState.OPEN, CommissionState.ACCEPTED}
        return still and self.due_on < timezone.localdate()

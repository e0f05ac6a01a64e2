"""What a source teaches, and what it asks of whom."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.choices import (
    REPLY_COLOURS,
    FindingKind,
    FindingLevel,
    ImpactStrand,
    ResponseState,
    SystemFactor,
    SystemLevel,
)
from learning.models.sources import LearningSource, OfSourceQuerySet


class FindingQuerySet(OfSourceQuerySet):
    def search(self, words):
        """Every word somewhere in the finding, its key words or its source's title."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(text__icontains=word)
                | Q(themes__icontains=word)
                | Q(source__title__icontains=word)
                | Q(source__reference__iexact=word)
            )
        return found


class Finding(models.Model):
    """One thing learnt: a lesson, good practice, a gap, an issue, a system factor."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="findings")
    source = models.ForeignKey(LearningSource, models.CASCADE, related_name="findings")
    kind = models.CharField(_("Kind"), max_length=15, choices=FindingKind)
    level = models.CharField(
        _("Concerns"),
        max_length=15,
        choices=FindingLevel,
        default=FindingLevel.MULTI_AGENCY,
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("Agency"),
    )
    title = models.CharField(_("In one line"), max_length=200)
    text = models.TextField(_("What was learnt"))
    worked_where = models.CharField(
        _("Where it worked"),
        max_length=250,
        blank=True,
        help_text=_("A team or service, never a person"),
    )
    system_factor = models.CharField(
        _("System factor"), max_length=30, choices=SystemFactor, blank=True
    )
    system_level = models.CharField(
        _("At which level"), max_length=15, choices=SystemLevel, blank=True
    )
    themes = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name=_("Key words"),
    )
    standard = models.CharField(
        _("Standard of a self-assessment it bears on"), max_length=160, blank=True
    )
    impact_strands = ArrayField(
        models.CharField(max_length=20, choices=ImpactStrand),
        default=list,
        blank=True,
        verbose_name=_("Impact will be judged by"),
    )
    no_action_reason = models.TextField(_("Why no action is needed"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["source", "order", "pk"]
        indexes = [models.Index(fields=["board", "kind"])]

    def __str__(self):
        return self.title

    @property
    def group_ids(self):
        return self.source.group_ids


class RecommendationQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Whoever sees its source; once issued, the agency it is addressed to."""
        seen = LearningSource.objects.visible_to(user).values("pk")
        addressed = on_own_agency(scope, agency="addressee_agency")
        open_source = Q(source__lead_group__isnull=True) | Q(
            source__lead_group__restricted=False
        )
        return Q(source__in=seen) | (
            addressed & Q(issued_at__isnull=False) & open_source
        )

    def awaiting_reply(self):
        return self.filter(issued_at__isnull=False, response=ResponseState.AWAITED)

    def reply_overdue(self, on=None):
        day = on or timezone.localdate()
        return self.awaiting_reply().filter(response_due_on__lt=day)

    def search(self, words):
        """Every word somewhere in the recommendation or in whom it is addressed to."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(text__icontains=word)
                | Q(rationale__icontains=word)
                | Q(addressee__icontains=word)
                | Q(addressee_agency__name_en__icontains=word)
            )
        return found


class Recommendation(models.Model):
    """What a source asks of somebody, and what they said to it."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="recommendations")
    source = models.ForeignKey(
        LearningSource, models.CASCADE, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField(_("Number"))
    text = models.TextField(_("Recommendation"))
    rationale = models.TextField(_("Rationale"), blank=True)
    findings = models.ManyToManyField(
        Finding, blank=True, related_name="recommendations", verbose_name=_("Findings")
    )
    addressee_agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("Addressed to"),
    )
    addressee = models.CharField(
        _("Or to a body outside the board"),
        max_length=200,
        blank=True,
        help_text=_("For example a government department"),
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    response_due_on = models.DateField(_("Reply due on"), null=True, blank=True)
    response = models.CharField(
        _("Reply"), max_length=10, choices=ResponseState, default=ResponseState.AWAITED
    )
    response_reason = models.TextField(_("Reason"), blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    responded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["source", "number"]
        indexes = [
            models.Index(fields=["board", "response"]),
            GinIndex(
                name="recommendation_alike",
                fields=["text"],
                opclasses=["gin_trgm_ops"],
            ),
            GinIndex(
                SearchVector("text", config="english"), name="recommendation_words"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"], name="recommendation_number_once"
            ),
            paired("issued_at", "issued_by", "recommendation_issued_by_someone"),
            paired("responded_at", "responded_by", "recommendation_answered_by"),
            models.CheckConstraint(
                condition=Q(response__in=["awaited", "accepted"])
                | ~Q(response_reason=""),
                name="refusal_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.source.reference} {self.number}"

    def get_absolute_url(self):
        return reverse("learning:recommendation", args=[self.board.slug, self.pk])

    @property
    def agency_id(self):
        """Whose people may answer it."""
        return self.addressee_agency_id

    @property
    def group_ids(self):
        return self.source.group_ids

    @property
    def addressed_to(self):
        return self.addressee_agency or self.addressee

    @property
    def is_issued(self):
        return self.issued_at is not None

    @property
    def is_answered(self):
        return self.response != ResponseState.AWAITED

    @property
    def reply_state(self):
        """What is known of the reply, in words."""
        return self.get_response_display() if self.is_issued else _("Not issued yet")

    @property
    def reply_colour(self):
        return REPLY_COLOURS[self.response] if self.is_issued else "grey"

    @property
    def reply_is_late(self):
        due = self.response_due_on
        waits = self.is_issued and not self.is_answered
        return bool(waits and due and due < timezone.localdate())

"""How messages reach their audiences (SOL-34, 36, 60; CTM-42)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet
from dissemination.choices import PlanState, ShareDirection, ShareKind
from dissemination.models.summaries import LearningSummary
from learning.models import Audience, LearningSource, SharingMethod
from learning.models.sources import new_reference


class PlanQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """A draft: its group and the officers. Once agreed: the board's readers too,
        but for a plan of a restricted group."""
        officer = Q(board_id__in=scope.boards_as_business_unit)
        reader = Q(board_id__in=scope.reading_board_ids) & ~Q(state=PlanState.DRAFT)
        open_plan = Q(group__restricted=False)
        return ((officer | reader) & open_plan) | Q(group_id__in=scope.group_ids)


class DisseminationPlan(models.Model):
    """A Learning Dissemination Action Plan (seed 003, appendix C)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="dissemination_plans")
    reference = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    source = models.ForeignKey(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dissemination_plans",
        verbose_name=_("Source"),
    )
    summary = models.OneToOneField(
        LearningSummary,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan",
        verbose_name=_("Summary of Learning"),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="dissemination_plans",
        verbose_name=_("Kept by"),
    )
    strands = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name=_("Strands of the work plan"),
    )
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [paired("agreed_at", "agreed_by", "dissemination_agreed_by")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("dissemination:plan", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("DIS")

    @property
    def group_ids(self):
        return {self.group_id}


class OfPlanQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its plan's readers, but for an audience they may not know of."""
        seen = DisseminationPlan.objects.visible_to(user)
        known = Audience.objects.visible_to(user)
        return Q(plan__in=seen.values("pk"), audience__in=known.values("pk"))

    def outstanding(self):
        return self.filter(delivered_on__isnull=True)


class PlanLine(models.Model):
    """One audience of a plan: why, how, by when, and how success is told."""

    plan = models.ForeignKey(DisseminationPlan, models.CASCADE, related_name="lines")
    audience = models.ForeignKey(
        Audience,
        models.PROTECT,
        related_name="plan_lines",
        verbose_name=_("Target audience"),
    )
    purpose = models.TextField(_("Purpose of the key messages"), blank=True)
    methods = models.ManyToManyField(
        SharingMethod,
        blank=True,
        related_name="plan_lines",
        verbose_name=_("Communication methods"),
    )
    methods_note = models.TextField(_("More about the methods"), blank=True)
    measure = models.TextField(_("Measure of success"), blank=True)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_lines",
        verbose_name=_("Agency that delivers it"),
    )
    owner = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_lines",
        verbose_name=_("Owner"),
    )
    due_on = models.DateField(_("By when"), null=True, blank=True)
    delivered_on = models.DateField(_("Delivered on"), null=True, blank=True)
    reach = models.PositiveIntegerField(_("People reached"), null=True, blank=True)
    result = models.TextField(_("What the measure showed"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "audience"], name="audience_once_a_plan"
            )
        ]

    def __str__(self):
        return f"{self.audience}"

    @property
    def board_id(self):
        return self.plan.board_id

    @property
    def is_late(self) -> bool:
        day = timezone.localdate()
        return bool(self.delivered_on is None and self.due_on and self.due_on < day)

    @property
    def group_ids(self):
        return self.plan.group_ids


class ShareQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The board's readers; one about a source, whoever sees that source; one of
        a restricted group or for its audience, whoever may know of the group."""
        reader = Q(board_id__in=scope.reading_board_ids)
        return (
            reader
            & _none_or_in("source", LearningSource.objects.visible_to(user))
            & _none_or_in("audience", Audience.objects.visible_to(user))
            & _none_or_open("from_group", scope)
            & _none_or_open("to_group", scope)
        )


def _none_or_in(name, seen) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": seen.values("pk")})


def _none_or_open(name, scope) -> Q:
    """No group, an open one, or one's own."""
    open_group = Q(**{f"{name}__restricted": False})
    mine = Q(**{f"{name}_id__in": scope.group_ids})
    return Q(**{f"{name}__isnull": True}) | open_group | mine


class ShareRecord(models.Model):
    """Something passed on to, or learnt from, another group, board or body, and each
    channel an item was shared by (CTM-42, WOL-35, HAR-40, SOM-4, 11, 26)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="share_records")
    direction = models.CharField(
        _("Which way"), max_length=5, choices=ShareDirection, default=ShareDirection.OUT
    )
    kind = models.CharField(_("With whom"), max_length=10, choices=ShareKind)
    from_group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.CharField(_("Which board or body"), max_length=200, blank=True)
    source = models.ForeignKey(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="share_records",
        verbose_name=_("Source"),
    )
    content = models.TextField(_("What was shared"))
    method = models.ForeignKey(
        SharingMethod,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="share_records",
        verbose_name=_("Channel"),
    )
    audience = models.ForeignKey(
        Audience,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="share_records",
        verbose_name=_("Audience"),
    )
    reach = models.PositiveIntegerField(_("People reached"), null=True, blank=True)
    on = models.DateField(_("On"), default=timezone.localdate)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return self.content[:80]

    @property
    def group_ids(self):
        return {self.from_group_id, self.to_group_id} - {None}

"""Plans of a source, a group or an agency. Their actions are beside."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplans.choices import (
    PlanState,
)
from boards.constraints import paired
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from boards.roles import RoleName
from learning.models import (
    LearningSource,
    Priority,
)
from learning.models.sources import new_reference

READERS = (RoleName.BOARD_MEMBER, RoleName.TRAINING_OFFICER)


def reads_all(user, board) -> bool:
    """Whether every agreed plan of a board is open to the person, but for those
    confined to a restricted group."""
    return board.pk in user.scope.boards_as(RoleName.BUSINESS_UNIT, *READERS)


def unconfined_or_inside(user) -> Q:
    """Plans or actions of no restricted group, or of one the person sits on."""
    return Q(confined_to__isnull=True) | Q(confined_to_id__in=user.scope.group_ids)


class PlanQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """An agreed plan: the board's members too. A draft: those who write it.

        A plan confined to a restricted group exists for that group only. An agency's
        own plan is its own until it shares it.
        """
        open_to_all = Q(confined_to__isnull=True)
        officer = Q(board_id__in=scope.boards_as_business_unit)
        shared = Q(agency__isnull=True) | Q(
            state__in=[PlanState.AGREED, PlanState.CLOSED]
        )
        members = Q(board_id__in=scope.boards_as(*READERS)) & ~Q(state=PlanState.DRAFT)
        group = Q(monitoring_group_id__in=scope.group_ids)
        own = on_own_agency(scope)
        panel = Q(source__in=LearningSource.objects.worked_on_by(user).values("pk"))
        led = Q(pk__in=self.model.led_by(user)) & ~Q(state=PlanState.DRAFT)
        inside = Q(confined_to_id__in=scope.group_ids)
        rest = ((officer | members | group | panel) & shared) | own | led
        return (open_to_all & rest) | inside

    def agreed(self):
        return self.exclude(state=PlanState.DRAFT)


class ActionPlan(models.Model):
    """The actions that follow one source, or that one group or agency keeps."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="action_plans")
    reference = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    source = models.OneToOneField(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_plan",
        verbose_name=_("Source"),
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_plans",
        verbose_name=_("Agency whose own plan it is"),
    )
    monitoring_group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="monitored_plans",
        verbose_name=_("Monitored by"),
    )
    coordinator = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Coordinated by"),
    )
    priority = models.ForeignKey(
        Priority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_plans",
        verbose_name=_("Priority of the board"),
    )
    owning_board = models.CharField(
        _("Board that owns the plan"),
        max_length=200,
        blank=True,
        help_text=_("Only for a plan that another board keeps"),
    )
    composite = models.BooleanField(_("Part of the composite plan"), default=True)
    not_composite_reason = models.CharField(_("Why not"), max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    confined_to = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
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
        constraints = [paired("agreed_at", "agreed_by", "plan_agreed_by_someone")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("actionplans:plan", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("PLAN")

    @classmethod
    def led_by(cls, user):
        """Plans whose progress report is the person's to give, as a query of keys."""
        reports = cls._meta.get_field("reports").related_model
        return reports._base_manager.filter(lead=user).values("plan")

    @property
    def group_ids(self):
        lead = self.source.group_ids if self.source_id else set()
        return lead | ({self.monitoring_group_id} - {None})

"""Actions. The composite plan is a query over these, not a copy."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplans.choices import (
    OPEN_STATUSES,
    SETTLED_STATUSES,
    ActionStatus,
    RevisitKind,
    Strength,
)
from actionplans.models.plans import (
    READERS,
    ActionPlan,
    reads_all,
    unconfined_or_inside,
)
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from boards.roles import RoleName
from learning.models import (
    Finding,
    LearningSource,
    Priority,
    Recommendation,
)
from learning.models.sources import new_reference

# What the composite list searches. The database compares capitals with capitals, so
# only an index of capitals helps it.
SEARCHED = ("reference", "text", "recommendation_text", "responsible")

# All that visibility and the counts of the composite list ask of an action.
COUNTED = [
    "status", "agency", "monitoring_group", "owner", "lead_member", "plan", "source",
    "own_plan_of", "confined_to", "agreed",
]  # fmt: skip


class ActionQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Said on the action's own columns, so that a long list stays quick."""
        agreed = Q(agreed=True) & self._of_agreed(scope, user)
        return agreed | (Q(agreed=False) & self._of_drafts(scope, user))

    def _of_agreed(self, scope, user) -> Q:
        """Once its plan is agreed: who follows it, and who works on its source (its
        panel). Confined to a restricted group: that group alone."""
        panel = Q(source__in=LearningSource.objects.worked_on_by(user).values("pk"))
        return self._followed(scope, user, panel)

    def _followed(self, scope, user, others) -> Q:
        """The board's readers, the group, whoever carries an action or is named in
        it, and others; inside where it is confined."""
        readers = Q(board_id__in=scope.boards_as(RoleName.BUSINESS_UNIT, *READERS))
        group = Q(monitoring_group_id__in=scope.group_ids)
        carried = on_own_agency(scope) | on_own_agency(scope, agency="own_plan_of")
        named = (
            Q(owner=user) | Q(lead_member=user) | Q(plan__in=ActionPlan.led_by(user))
        )
        inside = Q(confined_to_id__in=scope.group_ids)
        open_to = readers | group | carried | named | others
        return (Q(confined_to__isnull=True) & open_to) | inside

    def followed_by(self, user):
        """Actions whose evidence the person may read: not by sitting on a panel."""
        agreed = self._followed(user.scope, user, Q(pk__in=[]))
        drafts = self._of_drafts(user.scope, user)
        return self.filter((Q(agreed=True) & agreed) | (Q(agreed=False) & drafts))

    def _of_drafts(self, scope, user) -> Q:
        """While its plan is written: who writes it. An agency's own: the agency."""
        officer = Q(board_id__in=scope.boards_as_business_unit)
        group = Q(monitoring_group_id__in=scope.group_ids)
        panel = Q(source__in=LearningSource.objects.worked_on_by(user).values("pk"))
        own = on_own_agency(scope, agency="own_plan_of")
        writes = (officer | group | panel) & Q(own_plan_of__isnull=True)
        inside = Q(confined_to_id__in=scope.group_ids)
        return (Q(confined_to__isnull=True) & (writes | own)) | inside

    def settled_last(self):
        """With `settled` to order by: what nobody has to look at comes after."""
        return self.alias(settled=Q(status__in=SETTLED_STATUSES))

    def composite(self):
        """Actions of agreed plans that stand in the composite plan."""
        return self.filter(agreed=True, in_composite=True, merged_into__isnull=True)

    def composite_visible_to(self, user, board):
        """`visible_to(user).composite()` of one board, asking only what matters
        there: nothing of drafts, and of a reader of the board only the group an
        action is confined to."""
        if reads_all(user, board):
            rule = unconfined_or_inside(user)
        else:
            rule = self._of_agreed(user.scope, user)
        return self.composite().filter(rule, board=board)

    def of_own_agency(self, user):
        return self.filter(on_own_agency(user.scope), agreed=True)

    def open(self):
        return self.filter(status__in=OPEN_STATUSES, merged_into__isnull=True)

    def unsettled(self):
        """Neither embedded nor withdrawn, nor merged into another."""
        left = self.filter(merged_into__isnull=True)
        return left.exclude(status__in=SETTLED_STATUSES)

    def overdue(self, on=None):
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def in_impact_debt(self, on=None):
        """Reported done, their date to look again past, nothing shown (CTM-51)."""
        day = on or timezone.localdate()
        return self.filter(
            status=ActionStatus.DONE, merged_into__isnull=True, review_on__lt=day
        )

    def stale(self, before):
        """Open, and nobody moved them on since a moment. "No change" moves nothing."""
        return self.open().filter(moved_at__lt=before)

    def without_measure(self):
        return self.open().filter(measure="")

    def search(self, words):
        """Every word somewhere in the action, its recommendation or its reference."""
        found = self
        for word in words.split():
            somewhere = Q()
            for name in SEARCHED:
                somewhere |= Q(**{f"{name}__icontains": word})
            found = found.filter(somewhere)
        return found


class Action(models.Model):
    """One action, with the eight fields of seed 000's appendix 2 and what shows
    whether it worked."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="actions")
    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="actions")
    source = models.ForeignKey(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        editable=False,
    )
    reference = models.CharField(max_length=30, unique=True)
    order = models.PositiveIntegerField(default=0)
    recommendation = models.ForeignKey(
        Recommendation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("From the list"),
    )
    finding = models.ForeignKey(
        Finding,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("Finding"),
    )
    recommendation_text = models.TextField(_("Recommendation"), blank=True)
    rationale = models.TextField(_("Rationale"), blank=True)
    text = models.TextField(_("Action"))
    due_on = models.DateField(_("Timescale"))
    original_due_on = models.DateField()
    responsible = models.CharField(_("Responsible"), max_length=250, blank=True)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("Agency"),
    )
    owner = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_actions",
        verbose_name=_("Owner"),
    )
    lead_member = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_actions",
        verbose_name=_("Lead member"),
    )
    monitoring_group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="monitored_actions",
        verbose_name=_("Monitored by"),
    )
    priority = models.ForeignKey(
        Priority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("Priority of the board"),
    )
    intended_outcome = models.TextField(_("Intended Outcome"), blank=True)
    measure = models.TextField(_("How will we measure the Outcome?"), blank=True)
    baseline = models.TextField(_("Where we start from"), blank=True)
    evidence_expected = models.CharField(
        _("Evidence expected"), max_length=250, blank=True
    )
    strength = models.CharField(
        _("Strength"), max_length=10, choices=Strength, blank=True
    )
    how_much = models.TextField(_("How much did we do?"), blank=True)
    how_well = models.TextField(_("How well did we do it?"), blank=True)
    difference = models.TextField(_("What difference did it make?"), blank=True)
    status = models.CharField(
        _("Status"),
        max_length=12,
        choices=ActionStatus,
        default=ActionStatus.NOT_STARTED,
    )
    status_on = models.DateField(default=timezone.localdate)
    review_on = models.DateField(_("Look again on"), null=True, blank=True)
    review_kind = models.CharField(
        _("How"), max_length=10, choices=RevisitKind, default=RevisitKind.REVISIT
    )
    sustained_by = models.DateField(
        _("Should last at least until"), null=True, blank=True
    )
    extended = models.PositiveSmallIntegerField(default=0)
    moved_at = models.DateTimeField(default=timezone.now)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_into"
    )
    # Copies of the plan's own columns: the composite list asks of 50,000 rows.
    agreed = models.BooleanField(default=False, editable=False)
    in_composite = models.BooleanField(default=True, editable=False)
    own_plan_of = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    confined_to = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["board", "status", "due_on"]),
            models.Index(fields=["board", "due_on"]),
            models.Index(fields=["agency", "due_on"]),
            models.Index(fields=["monitoring_group", "due_on"]),
            models.Index(fields=["board", "review_on"]),
            GinIndex(
                name="action_text_alike", fields=["text"], opclasses=["gin_trgm_ops"]
            ),
            GinIndex(
                *(OpClass(Upper(name), name="gin_trgm_ops") for name in SEARCHED),
                name="action_search",
            ),
            models.Index(
                name="composite_actions",
                fields=["board", "due_on", "id"],
                include=COUNTED,
                condition=Q(agreed=True, in_composite=True, merged_into__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("original_due_on")) | Q(extended=0),
                name="extension_of_action_is_later",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="action_not_merged_into_itself",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.text[:80]}"

    def get_absolute_url(self):
        return reverse("actionplans:action", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("ACT")

    @property
    def group_ids(self):
        return {self.monitoring_group_id} - {None}

    @property
    def is_open(self):
        return self.status in OPEN_STATUSES and self.merged_into_id is None

    @property
    def is_settled(self):
        return self.status in SETTLED_STATUSES

    @property
    def is_late(self):
        return self.is_open and self.due_on < timezone.localdate()

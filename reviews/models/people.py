"""Who carries a review: the pool, the panel, agencies' single points of contact."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from reviews.choices import LEADING, Declaration, PanelRole
from reviews.models.reviews import PaperQuerySet, Review


class PoolPersonQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers, chairs who choose from it, agencies whom they offer, everybody
        their own row."""
        officers = Q(board_id__in=scope.boards_as_business_unit)
        chaired = Board.objects.filter(groups__in=scope.chaired_group_ids)
        offered = on_own_agency(scope, agency="employer")
        mine = Q(user=user, board_id__in=scope.board_ids)
        return officers | mine | offered | Q(board__in=chaired.values("pk"))

    def to_appoint(self):
        """People a panel may be made of today."""
        return self.filter(available=True, offered=False)


class PoolPerson(models.Model):
    """Somebody agencies offer as chair, reviewer or panel member (CTM-26)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="pool")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="pool_places", verbose_name=_("Person")
    )
    employer = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Employed by"),
        help_text=_("Leave empty for somebody employed by no agency of the board"),
    )
    roles = ArrayField(
        models.CharField(max_length=10, choices=PanelRole),
        default=list,
        verbose_name=_("Can serve as"),
    )
    skills = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name=_("Skills"),
    )
    available = models.BooleanField(_("Available"), default=True)
    offered = models.BooleanField(
        default=False, help_text="By an agency; an officer has not confirmed it yet"
    )
    at_most = models.PositiveSmallIntegerField(_("Reviews at a time"), default=2)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PoolPersonQuerySet.as_manager()

    class Meta:
        ordering = ["user__full_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "user"], name="in_the_pool_once_a_board"
            )
        ]

    def __str__(self):
        return str(self.user)


class PanelMemberQuerySet(PaperQuerySet):
    def live(self):
        """On the panel today, with no conflict."""
        return self.filter(ended_on__isnull=True).exclude(
            declaration=Declaration.CONFLICT
        )

    def at_work(self):
        """Those who may start: who leads has declared independence first (CTM-9)."""
        waiting = Q(role__in=LEADING, declaration=Declaration.AWAITED)
        return self.live().exclude(waiting)


class PanelMember(models.Model):
    """One person's place on one panel, and their declaration (CTM-9, WOL-8)."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="panel")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="panel_places", verbose_name=_("Person")
    )
    role = models.CharField(_("As"), max_length=10, choices=PanelRole)
    employer = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declaration = models.CharField(
        max_length=12, choices=Declaration, default=Declaration.AWAITED
    )
    interests = models.TextField(_("What they declared"), blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    appointed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    appointed_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(_("Why it ended"), blank=True)
    history = HistoricalRecords()

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "user"],
                condition=Q(ended_on__isnull=True),
                name="on_a_panel_once",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    @property
    def board_id(self):
        return self.review.board_id

    @property
    def leads(self) -> bool:
        return self.role in LEADING

    @property
    def is_live(self) -> bool:
        return self.ended_on is None and self.declaration != Declaration.CONFLICT


class SinglePointQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers, chairs who ask, and the agency itself."""
        officers = Q(board_id__in=scope.boards_as_business_unit)
        chaired = Board.objects.filter(groups__in=scope.chaired_group_ids)
        return officers | on_own_agency(scope) | Q(board__in=chaired.values("pk"))


class SinglePoint(models.Model):
    """The one person an agency is asked through (SOL-10)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="single_points")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="single_points")
    user = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Single point of contact"),
    )
    history = HistoricalRecords()

    objects = SinglePointQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency"], name="one_single_point_an_agency"
            )
        ]

    def __str__(self):
        return f"{self.agency}: {self.user}"

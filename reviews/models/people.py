"""Who carries a review: the pool, the panel, single points, requests to agencies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, User
from boards.models.organisations import OfBoardQuerySet
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.models import Document, LearningSource
from learning.models.sources import new_reference
from reviews.choices import (
    OPEN_REQUESTS,
    Declaration,
    PanelRole,
    Quality,
    RequestState,
    Section,
    StaffLevel,
)
from reviews.models.reviews import PaperQuerySet, Review


class PoolPersonQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers, chairs who choose from it, everybody their own row."""
        officers = Q(board_id__in=scope.boards_as_business_unit)
        chaired = Board.objects.filter(groups__in=scope.chaired_group_ids)
        return officers | Q(user=user) | Q(board__in=chaired.values("pk"))


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


class SinglePointQuerySet(OfBoardQuerySet):
    pass


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


class InformationRequestQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The people of the review; once sent, the agency asked. Never a draft."""
        papers = Q(
            review__source__in=LearningSource.objects.worked_on_by(user).values("pk")
        )
        asked = on_own_agency(scope) & ~Q(state=RequestState.DRAFT)
        return papers | asked

    def of_own_agency(self, user):
        """Requests the person's own agencies were sent."""
        return self.filter(on_own_agency(user.scope)).exclude(state=RequestState.DRAFT)

    def open(self):
        return self.filter(state__in=OPEN_REQUESTS)

    def overdue(self, on=None):
        return self.open().filter(due_on__lt=on or timezone.localdate())


class InformationRequest(models.Model):
    """What one agency is asked for a review, and its answer (SOL-8, SOL-10).

    The agency sees the request, not the review.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="requests")
    board = models.ForeignKey(Board, models.PROTECT, related_name="review_requests")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="review_requests")
    reference = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("Title the agency sees"), max_length=200)
    asked = models.TextField(_("What is asked"))
    due_on = models.DateField(_("Due on"))
    state = models.CharField(
        max_length=10, choices=RequestState, default=RequestState.DRAFT
    )
    sent_to = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("Answer"), blank=True)
    staff_level = models.CharField(
        _("Who took part"), max_length=15, choices=StaffLevel, blank=True
    )
    knowledge_transfer = models.TextField(
        _("How what was learnt is being passed on already"), blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    quality = models.CharField(_("Quality"), max_length=10, choices=Quality, blank=True)
    quality_note = models.TextField(_("Why"), blank=True)
    extended = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "agency__name_en"]
        indexes = [models.Index(fields=["agency", "state", "due_on"])]
        constraints = [
            paired("sent_at", "sent_by", "request_sent_by_someone"),
            paired("answered_at", "answered_by", "request_answered_by_someone"),
        ]

    def __str__(self):
        return f"{self.agency}: {self.title}"

    @staticmethod
    def new_reference():
        return new_reference("REQ")

    @property
    def group_ids(self):
        return self.review.group_ids

    @property
    def is_open(self):
        return self.state in OPEN_REQUESTS

    @property
    def is_late(self):
        day = (
            timezone.localtime(self.answered_at).date()
            if self.answered_at
            else timezone.localdate()
        )
        return day > self.due_on


class RequestFileQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        seen = InformationRequest.objects.visible_to(user).values("pk")
        return Q(request__in=seen)


class RequestFile(models.Model):
    """A file an agency sent with its answer."""

    request = models.ForeignKey(
        InformationRequest, models.CASCADE, related_name="files"
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = RequestFileQuerySet.as_manager()

    class Meta:
        ordering = ["added_at"]

    def __str__(self):
        return str(self.document)


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

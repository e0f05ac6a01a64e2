"""Rounds, the returns they ask for, and what was handed in."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from audits.choices import RECEIVED_STATES, ReturnState, RoundState
from audits.models.questionnaires import Edition, Question
from boards.constraints import in_order, paired
from boards.localised import localised
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from boards.roles import RoleName
from learning.models import LearningSource
from learning.models.sources import new_reference


class RoundQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Officers all; its moderators and the board's members once issued; groups
        what was released to them; agencies those that ask them."""
        officer = Q(board_id__in=scope.boards_as_business_unit)
        issued = ~Q(state=RoundState.DRAFT)
        readers = scope.boards_as(RoleName.BOARD_MEMBER, RoleName.TRAINING_OFFICER)
        group = Q(moderator_id__in=scope.group_ids)
        released = self.model.objects.filter(
            released_to__in=scope.group_ids, released_at__isnull=False
        )
        asked = AgencyReturn.objects.filter(on_own_agency(scope))
        rest = Q(board_id__in=readers) | group | Q(pk__in=asked.values("round"))
        return officer | (issued & (rest | Q(pk__in=released.values("pk"))))

    def analysed_by(self, user):
        """Rounds whose comparison across agencies this person may read."""
        scope = user.scope
        officer = Q(board_id__in=scope.boards_as_business_unit)
        moderator = Q(moderator_id__in=scope.group_ids)
        readers = scope.boards_as(RoleName.BOARD_MEMBER, RoleName.TRAINING_OFFICER)
        released = Q(released_at__isnull=False) & (
            Q(board_id__in=readers) | Q(released_to__in=scope.group_ids)
        )
        ids = self.model.objects.filter(officer | moderator | released).values("pk")
        return self.visible_to(user).filter(pk__in=ids)

    def with_counts(self):
        """With how many agencies were asked (`asked_count`) and how many handed in.

        Subqueries: PostgreSQL then counts only for the rounds of the page shown.
        """
        asked = AgencyReturn.objects.filter(round=OuterRef("pk")).order_by()
        received = asked.filter(state__in=RECEIVED_STATES)
        return self.annotate(
            asked_count=_number_of(asked), received_count=_number_of(received)
        )


def _number_of(returns):
    counted = returns.values("round").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class Round(models.Model):
    """One issue of an edition to agencies. The spine row holds its title."""

    source = models.OneToOneField(
        LearningSource, models.PROTECT, primary_key=True, related_name="round"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="rounds")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rounds")
    period = models.CharField(
        _("Year or period"), max_length=30, help_text=_("For example 2026-27")
    )
    state = models.CharField(
        max_length=10, choices=RoundState, default=RoundState.DRAFT
    )
    opens_on = models.DateField(_("Opens on"))
    due_on = models.DateField(_("Due on"))
    event_on = models.DateField(_("Analysed at the event on"), null=True, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next_rounds"
    )
    moderator = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="moderated_rounds",
        verbose_name=_("Moderated by"),
    )  # fmt: skip
    executive_sign_off = models.BooleanField(
        _("An executive of the agency signs it off"), default=True
    )
    asked = models.ManyToManyField(
        Agency, blank=True, related_name="+", verbose_name=_("Agencies"),
        help_text=_("Chosen while the round is prepared; issuing makes their returns"),
    )  # fmt: skip
    released_to = models.ManyToManyField(
        Group, blank=True, related_name="released_rounds"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            in_order("opens_on", "due_on", "round_dates_in_order"),
            paired("issued_at", "issued_by", "round_issued_by_someone"),
            paired("released_at", "released_by", "round_released_by_someone"),
        ]

    def __str__(self):
        return self.source.title

    def get_absolute_url(self):
        return reverse("audits:round", args=[self.board.slug, self.reference])

    @property
    def reference(self):
        return self.source.reference

    @property
    def group_ids(self):
        return {self.moderator_id} if self.moderator_id else set()


class OfRoundQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(round__in=Round.objects.visible_to(user).values("pk"))


class RoundItem(models.Model):
    """What a round puts into a question: a priority inside it, or a block of its own
    for one published review."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, models.PROTECT, related_name="round_items")
    order = models.PositiveSmallIntegerField(default=0)
    text_en = models.TextField(_("Text"), blank=True)
    text_cy = models.TextField(blank=True)
    review_reference = models.CharField(
        _("Review reference"), max_length=60, blank=True
    )
    published_month = models.DateField(_("Published in"), null=True, blank=True)
    review = models.ForeignKey(
        LearningSource, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        ordering = ["question", "order", "pk"]

    def __str__(self):
        return self.review_reference or localised(self, "text")

    @property
    def text(self):
        return localised(self, "text")


class AgencyReturnQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """That a return exists: its agency, the officers, and moderators once it
        was handed in. What it says is narrower: see `Answer`."""
        officer = Q(board_id__in=scope.boards_as_business_unit)
        moderator = Q(
            round__moderator_id__in=scope.group_ids, state__in=RECEIVED_STATES
        )
        return on_own_agency(scope) | officer | moderator

    def of_own_agency(self, user):
        """Returns the person's own agencies owe or handed in."""
        return self.filter(on_own_agency(user.scope))

    def outstanding(self):
        """Not handed in yet."""
        return self.exclude(state__in=RECEIVED_STATES)

    def overdue(self, on=None):
        """Outstanding after their own due date."""
        return self.outstanding().filter(due_on__lt=on or timezone.localdate())


class AgencyReturn(models.Model):
    """One agency's answers to one round. Made at issue; answers come when saved."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="returns")
    board = models.ForeignKey(Board, models.PROTECT, related_name="returns")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="returns")
    reference = models.CharField(max_length=30, unique=True)
    state = models.CharField(
        max_length=15, choices=ReturnState, default=ReturnState.NOT_STARTED
    )
    due_on = models.DateField(_("Due on"))
    answered = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_reason = models.TextField(blank=True)
    moderated_at = models.DateTimeField(null=True, blank=True)
    moderated_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = AgencyReturnQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "agency__name_en"]
        indexes = [
            models.Index(fields=["board", "state", "due_on"]),
            models.Index(fields=["agency", "due_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"], name="one_return_an_agency"
            ),
            paired("submitted_at", "submitted_by", "return_submitted_by_someone"),
            paired("moderated_at", "moderated_by", "return_moderated_by_someone"),
        ]

    def __str__(self):
        return f"{self.agency}: {self.round}"

    def get_absolute_url(self):
        return reverse("audits:return", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("RET")

    @property
    def group_ids(self):
        return self.round.group_ids

    @property
    def is_late(self):
        """Handed in, or still owed, after its own due date."""
        day = (
            timezone.localtime(self.submitted_at).date()
            if self.submitted_at
            else timezone.localdate()
        )
        return day > self.due_on

    @property
    def is_received(self):
        return self.state in RECEIVED_STATES


class OfReturnQuerySet(ScopedQuerySet):
    """Rows about the running of a return, seen by whoever sees the return."""

    path = "agency_return"

    def visibility(self, scope, user):
        seen = AgencyReturn.objects.visible_to(user).values("pk")
        return Q(**{f"{self.path}__in": seen})


class Extension(models.Model):
    """More time for one return, with the reason. Old dates are kept."""

    agency_return = models.ForeignKey(
        AgencyReturn, models.CASCADE, related_name="extensions"
    )
    old_due_on = models.DateField()
    new_due_on = models.DateField(_("New due date"))
    reason = models.TextField(_("Reason"))
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    objects = OfReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-granted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_due_on__gt=F("old_due_on")), name="extension_is_later"
            )
        ]

    def __str__(self):
        return f"{self.agency_return.reference}: {self.new_due_on}"


class SubmissionQuerySet(OfReturnQuerySet):
    pass


class Submission(models.Model):
    """The frozen copy of a return as handed in, with its receipt."""

    agency_return = models.ForeignKey(
        AgencyReturn, models.PROTECT, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField(default=1)
    reference = models.CharField(max_length=40, unique=True)
    submitted_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_off_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)
    content = models.JSONField()
    changes = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["agency_return", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_return", "number"], name="submission_number_once"
            ),
            paired("signed_off_at", "signed_off_by", "signed_off_by_someone"),
        ]

    def __str__(self):
        return self.reference

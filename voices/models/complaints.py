"""Complaints and compliments as sums, asked of each agency; lessons from them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import in_order, paired
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.models import LearningSource
from learning.models.sources import OfSourceQuerySet
from voices.choices import CountedBy, Measure, ReturnState
from voices.facts import processes, word


class CountRoundQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_id__in=scope.reading_board_ids)

    def open(self):
        return self.filter(closed_on__isnull=True)


class CountRound(models.Model):
    """One period for which agencies are asked what complaints they had."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="count_rounds")
    label = models.CharField(
        _("Period"), max_length=60, help_text=_("Such as July to September 2026")
    )
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"))
    due_on = models.DateField(_("Answers by"))
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="+", verbose_name=_("Which group reads it")
    )
    closed_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = CountRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            in_order("starts_on", "ends_on", "count_round_dates_in_order"),
            models.UniqueConstraint(
                fields=["board", "label"], name="period_asked_once_a_board"
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("voices:count-round", args=[self.board.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def group_ids(self):
        return {self.group_id}


class CountReturnQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """That it is asked and how far it is; what it says is its answer's own."""
        return Q(board_id__in=scope.reading_board_ids)

    def outstanding(self):
        return self.filter(round__closed_on__isnull=True).exclude(
            state=ReturnState.SUBMITTED
        )


class CountReturn(models.Model):
    """One agency's part of a period: how far it is."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="count_returns")
    round = models.ForeignKey(CountRound, models.CASCADE, related_name="returns")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="count_returns")
    state = models.CharField(
        max_length=15, choices=ReturnState, default=ReturnState.NOT_STARTED
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = CountReturnQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name_en", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"], name="agency_once_a_period"
            ),
            paired("submitted_at", "submitted_by", "counts_handed_in_by"),
        ]

    def __str__(self):
        return f"{self.agency}: {self.round}"

    def get_absolute_url(self):
        return reverse("voices:count-return", args=[self.board.slug, self.pk])

    @property
    def is_submitted(self) -> bool:
        return self.state == ReturnState.SUBMITTED

    @property
    def is_late(self) -> bool:
        waits = not self.is_submitted and self.round.is_open
        return waits and self.round.due_on < timezone.localdate()


def numbers_seen(scope, path: str) -> Q:
    """An agency's own numbers; the officers' once they are handed in."""
    own = on_own_agency(scope, board=f"{path}board", agency=f"{path}agency")
    officer = Q(**{f"{path}board_id__in": scope.boards_as_business_unit})
    return own | (officer & Q(**{f"{path}state": ReturnState.SUBMITTED}))


class CountAnswerQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return numbers_seen(scope, "of__")


class CountAnswer(models.Model):
    """What one agency counted in one period (SOL-18, SOL-27). Sums, never a case."""

    of = models.OneToOneField(
        CountReturn, models.CASCADE, primary_key=True, related_name="answer"
    )
    compliments = models.PositiveIntegerField(Measure.COMPLIMENTS.label, default=0)
    complaints = models.PositiveIntegerField(Measure.COMPLAINTS.label, default=0)
    representations = models.PositiveIntegerField(
        Measure.REPRESENTATIONS.label, default=0
    )
    nil = models.BooleanField(_("We had none of any kind"), default=False)
    summary = models.TextField(_("What they were about, without names"), blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = CountAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(nil=False)
                | Q(compliments=0, complaints=0, representations=0),
                name="nil_counts_nothing",
                violation_error_message=_("You counted some: take the tick away."),
            )
        ]

    def __str__(self):
        return str(self.of)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not (self.compliments or self.complaints or self.representations)


class CountLineQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return numbers_seen(scope, "answer__of__")


class CountLine(models.Model):
    """How many of an agency's complaints were of one process, or on one theme."""

    answer = models.ForeignKey(CountAnswer, models.CASCADE, related_name="lines")
    by = models.CharField(max_length=10, choices=CountedBy)
    key = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    history = HistoricalRecords()

    objects = CountLineQuerySet.as_manager()

    class Meta:
        ordering = ["by", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "by", "key"], name="counted_once_each"
            )
        ]

    def __str__(self):
        return f"{self.answer}: {self.key}"


class LessonQuerySet(OfSourceQuerySet):
    def search(self, words):
        found = self
        for one in words.split():
            found = found.filter(
                Q(source__title__icontains=one)
                | Q(source__reference__icontains=one)
                | Q(source__summary__icontains=one)
                | Q(outcome__icontains=one)
            )
        return found


class ComplaintLesson(models.Model):
    """What a complaint taught, without the complaint (CTM-39).

    Title, lesson, who it is shared with and how it is followed are on the spine.
    """

    source = models.OneToOneField(
        LearningSource,
        models.PROTECT,
        primary_key=True,
        related_name="complaint_lesson",
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="complaint_lessons")
    process = models.SlugField(_("About which process"), max_length=60)
    outcome = models.TextField(_("What came of it"), blank=True)
    monitored_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    monitored_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-source__opened_on", "-pk"]
        constraints = [paired("monitored_at", "monitored_by", "monitoring_set_by")]

    def __str__(self):
        return self.source.title

    def get_absolute_url(self):
        return reverse("voices:lesson", args=[self.board.slug, self.source.reference])

    @property
    def reference(self):
        return self.source.reference

    @property
    def group_ids(self):
        return self.source.group_ids

    @property
    def process_name(self) -> str:
        return word(processes(self.board), self.process)

"""What others say of an answer: never written over it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from audits.choices import ModerationKind, ScrutinyKind
from audits.models.answers import Answer, OfAnswerQuerySet
from audits.models.questionnaires import Question, RatingLevel
from audits.models.rounds import AgencyReturn, OfReturnQuerySet, Round, RoundItem
from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency


class ModerationStep(models.Model):
    """A moderated rating, the agency's reply, or the final rating. Append-only."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="moderation")
    kind = models.CharField(max_length=10, choices=ModerationKind)
    level = models.ForeignKey(
        RatingLevel, models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("Reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OfAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="reply", level__isnull=True)
                | (~Q(kind="reply") & Q(level__isnull=False)),
                name="replies_carry_no_rating",
            )
        ]

    def __str__(self):
        return f"{self.answer}: {self.get_kind_display()}"


class Clarification(models.Model):
    """One message in the thread beside a question, open after submission too."""

    agency_return = models.ForeignKey(
        AgencyReturn, models.CASCADE, related_name="clarifications"
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    block = models.ForeignKey(
        RoundItem, models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("Message"))
    from_board = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = OfReturnQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.agency_return.reference} {self.question.number}"


class ScrutinyNoteQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Those who read the round's analysis, and the agency it is about."""
        rounds = Round.objects.analysed_by(user).values("pk")
        return Q(round__in=rounds) | on_own_agency(scope)


class ScrutinyNote(models.Model):
    """Scrutiny, challenge, support or a plan item that a round led to."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="scrutiny")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name=_("Agency")
    )
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, verbose_name=_("Standard")
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=ScrutinyKind)
    text = models.TextField(_("What was said or offered"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    response = models.TextField(_("Response"), blank=True)
    responded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    responded_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScrutinyNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"

    @property
    def group_ids(self):
        return self.round.group_ids

"""What an agency answers: seen outside it only once handed in."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from audits.choices import RECEIVED_STATES, Carried, ImprovementState
from audits.models.imports import ImportBatch
from audits.models.questionnaires import Question, RatingLevel, Section
from audits.models.rounds import AgencyReturn, OfReturnQuerySet, Round, RoundItem
from boards.constraints import paired
from boards.models import Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.models import Evidence


class OfAnswersQuerySet(ScopedQuerySet):
    """Words of a return. Draft: its agency. Handed in: officers and moderators.
    Released: those the round was released to."""

    path = "agency_return"

    def visibility(self, scope, user):
        path = self.path
        own = on_own_agency(scope, board=f"{path}__board", agency=f"{path}__agency")
        received = Q(**{f"{path}__state__in": RECEIVED_STATES})
        officer = Q(**{f"{path}__board_id__in": scope.boards_as_business_unit})
        readable = Round.objects.analysed_by(user).values("pk")
        return own | (received & (officer | Q(**{f"{path}__round__in": readable})))


class AnswerQuerySet(OfAnswersQuerySet):
    pass


class Answer(models.Model):
    """One agency's answer to one question (and block). Made on first save."""

    agency_return = models.ForeignKey(
        AgencyReturn, models.CASCADE, related_name="answers"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    block = models.ForeignKey(
        RoundItem, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    level = models.ForeignKey(
        RatingLevel, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    text = models.TextField(_("Answer"), blank=True)
    yes = models.BooleanField(null=True, blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    position = models.TextField(_("Summary of current position"), blank=True)
    improvement = models.TextField(_("Improvement action"), blank=True)
    not_applicable = models.BooleanField(_("Does not apply to us"), default=False)
    not_applicable_reason = models.TextField(_("Why not"), blank=True)
    complete = models.BooleanField(default=False)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    carried = models.CharField(max_length=12, choices=Carried, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)
    # Which open page saved last, and how far it had counted: a page whose answer to
    # a save got lost on the way must not find itself in conflict with itself.
    saved_page = models.CharField(max_length=32, blank=True)
    saved_sequence = models.PositiveIntegerField(default=0)
    # Brought in from another tool by the board, until the agency says it itself.
    brought_in = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    evidence = models.ManyToManyField(
        Evidence, through="AnswerEvidence", related_name="answers"
    )
    history = HistoricalRecords()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["agency_return", "question__section__order", "question__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_return", "question", "block"],
                nulls_distinct=False,
                name="one_answer_a_question",
            )
        ]

    def __str__(self):
        return f"{self.agency_return.reference} {self.question.number}"

    @property
    def agency_id(self):
        return self.agency_return.agency_id

    @property
    def group_ids(self):
        return self.agency_return.group_ids


class OfAnswerQuerySet(OfAnswersQuerySet):
    path = "answer__agency_return"


class AnswerEvidence(models.Model):
    """An item of the agency's library laid beside one answer."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="answer_links")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = OfAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "evidence"], name="evidence_once_an_answer"
            )
        ]

    def __str__(self):
        return str(self.evidence)


class OwnAgencyQuerySet(ScopedQuerySet):
    """Rows of a return that stay inside its agency."""

    def visibility(self, scope, user):
        return on_own_agency(
            scope, board="agency_return__board", agency="agency_return__agency"
        )


class AnswerDraftQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Only who typed it, while still speaking for the agency."""
        own = on_own_agency(
            scope, board="agency_return__board", agency="agency_return__agency"
        )
        return Q(user=user) & own


class AnswerDraft(models.Model):
    """Typed words that could not be saved as the answer: a conflict, half a date, a
    session that ended. One for each person and open page; never shown to others."""

    class Cause(models.TextChoices):
        CONFLICT = "conflict", _("Somebody else saved first")
        NOT_VALID = "not_valid", _("Something needs correcting")
        SIGNED_OUT = "signed_out", _("Typed while signed out")
        CLOSED = "closed", _("The return was sent, or the section given to another")

    agency_return = models.ForeignKey(
        AgencyReturn, models.CASCADE, related_name="drafts"
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    block = models.ForeignKey(
        RoundItem, models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="answer_drafts")
    page = models.CharField(max_length=32)
    cause = models.CharField(max_length=12, choices=Cause)
    version = models.PositiveIntegerField(default=0)
    values = models.JSONField(default=dict, help_text="Form fields as typed")
    at = models.DateTimeField(default=timezone.now)

    objects = AnswerDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_return", "question", "block", "user", "page"],
                nulls_distinct=False,
                name="one_draft_a_page",
            )
        ]

    def __str__(self):
        return f"{self.agency_return.reference} {self.question.number} ({self.user})"


class SectionDelegation(models.Model):
    """A section given to a colleague of the same agency."""

    agency_return = models.ForeignKey(
        AgencyReturn, models.CASCADE, related_name="delegations"
    )
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    to = models.ForeignKey(User, models.PROTECT, related_name="delegations")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    history = HistoricalRecords()

    objects = OwnAgencyQuerySet.as_manager()

    class Meta:
        ordering = ["section__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_return", "section"], name="section_given_once"
            )
        ]

    def __str__(self):
        return f"{self.section} - {self.to}"


class SignOffRequest(models.Model):
    """One trip of a return to the agency's executive, and back if it came back."""

    agency_return = models.ForeignKey(
        AgencyReturn, models.CASCADE, related_name="sign_off_requests"
    )
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    sent_back_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(_("What needs changing"), blank=True)

    objects = OwnAgencyQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [paired("sent_back_at", "sent_back_by", "sent_back_by_someone")]

    def __str__(self):
        return f"{self.agency_return.reference} {self.sent_at:%d %B %Y}"


class ImprovementAction(models.Model):
    """Raised by a low rating; real once the agency confirms it."""

    agency_return = models.ForeignKey(
        AgencyReturn, models.CASCADE, related_name="improvements"
    )
    answer = models.OneToOneField(
        Answer, models.CASCADE, related_name="improvement_action"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    text = models.TextField(_("What will be done"))
    owner = models.CharField(_("Who (post)"), max_length=120, blank=True)
    due_on = models.DateField(_("By when"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=ImprovementState, default=ImprovementState.DRAFT
    )
    reason = models.TextField(_("Why not"), blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = OfAnswersQuerySet.as_manager()

    class Meta:
        ordering = ["agency_return", "pk"]

    def __str__(self):
        return self.text[:80]

    @property
    def agency_id(self):
        return self.agency_return.agency_id


__all__ = [
    "Answer",
    "AnswerDraft",
    "AnswerEvidence",
    "ImprovementAction",
    "OfReturnQuerySet",
    "SectionDelegation",
    "SignOffRequest",
]

"""Anonymous questionnaires to practitioners (SOL-23)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from case_audits.choices import SurveyKind, SurveyState
from case_audits.models.audits import CaseAudit
from case_audits.models.rules import run_by_group


class SurveyQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers and the group that asks; agencies asked once it is open; what
        was collated, everybody on the board once it is closed."""
        invited = self.model._meta.get_field("invited").related_model._base_manager
        own = invited.filter(on_own_agency(scope, board="survey__board"))
        started = ~Q(state=SurveyState.DRAFT) & Q(group__restricted=False)
        over = Q(state=SurveyState.CLOSED, board_id__in=scope.reading_board_ids)
        return run_by_group(scope) | (started & (Q(pk__in=own.values("survey")) | over))


class Survey(models.Model):
    """Questions practitioners answer without saying who they are."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="audit_surveys")
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="audit_surveys",
        verbose_name=_("Group that asks"),
    )
    audit = models.ForeignKey(
        CaseAudit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("Audit it belongs to"),
    )
    title = models.CharField(_("Title"), max_length=200)
    message = models.TextField(_("What practitioners read first"), blank=True)
    state = models.CharField(
        max_length=10, choices=SurveyState, default=SurveyState.DRAFT
    )
    closes_on = models.DateField(_("Open until"))
    smallest_group = models.PositiveSmallIntegerField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("case_audits:survey", args=[self.board.slug, self.pk])

    @property
    def group_ids(self):
        return {self.group_id}

    @property
    def is_open(self) -> bool:
        running = self.closes_on >= timezone.localdate()
        return self.state == SurveyState.OPEN and running


class OfSurveyQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(survey__in=Survey.objects.visible_to(user).values("pk"))


class SurveyQuestion(models.Model):
    """One question of a survey."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    kind = models.CharField(max_length=10, choices=SurveyKind)
    history = HistoricalRecords()

    objects = OfSurveyQuerySet.as_manager()

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.text


class InvitedQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers and the asking group; each agency its own."""
        free = Q(survey__group__restricted=False)
        started = ~Q(survey__state=SurveyState.DRAFT)
        own = on_own_agency(scope, board="survey__board") & free & started
        return run_by_group(scope, "survey__group", "survey__board") | own


class SurveyInvited(models.Model):
    """How many people of one agency were asked, and the link passed to them.

    Only the hash of the link is kept.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invited")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("People asked"), default=0)
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    history = HistoricalRecords()

    objects = InvitedQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "agency"], name="survey_invites_agency_once"
            )
        ]

    def __str__(self):
        return f"{self.agency}: {self.number}"


class NobodyQuerySet(ScopedQuerySet):
    """Single answers are read by nobody: only what is collated is."""

    def visibility(self, scope, user):
        return Q(pk__in=[])


class SurveySheet(models.Model):
    """One person's answers: no name, no moment, no address."""

    invited = models.ForeignKey(SurveyInvited, models.CASCADE, related_name="sheets")
    sent_once = models.UUIDField(unique=True, editable=False)

    objects = NobodyQuerySet.as_manager()

    def __str__(self):
        return str(self.pk)


class SurveyAnswer(models.Model):
    """One answer of one sheet."""

    sheet = models.ForeignKey(SurveySheet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="answers")
    said = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)

    objects = NobodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "question"], name="survey_question_once_a_sheet"
            )
        ]

    def __str__(self):
        return self.said or self.words[:80]

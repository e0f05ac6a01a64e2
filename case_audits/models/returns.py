"""What agencies are asked, what each says of each case, and of what lasted."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from case_audits.choices import (
    AskState,
    AuditState,
    ReturnState,
    Said,
    Sustained,
    VoiceOf,
)
from case_audits.models.audits import TOGETHER, AuditCase, CaseAudit
from case_audits.models.tools import Grade, ToolQuestion
from learning.models import LearningSource

FREE = Q(audit__source__lead_group__restricted=False)


class AskQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its agency once asked, and those who run the audit."""
        runs = CaseAudit.objects.worked_on_by(user).values("pk")
        own = on_own_agency(scope) & FREE & ~Q(audit__state=AuditState.PLANNING)
        return Q(audit__in=runs) | own


class AgencyAsk(models.Model):
    """One agency asked to take part in an audit (CTM-24)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="audit_asks")
    audit = models.ForeignKey(CaseAudit, models.CASCADE, related_name="asks")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="audit_asks")
    state = models.CharField(max_length=10, choices=AskState, default=AskState.ASKED)
    reason = models.TextField(_("Why not"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "agency"], name="agency_asked_once_an_audit"
            ),
            paired("answered_at", "answered_by", "audit_ask_answered_by"),
        ]

    def __str__(self):
        return f"{self.agency}: {self.audit}"


class CaseReturnQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its own agency while it writes; handed in, those who run the audit; in the
        joint stage every agency that takes part."""
        own = on_own_agency(scope) & FREE
        handed_in = Q(state=ReturnState.HANDED_IN)
        runs = Q(audit__in=CaseAudit.objects.worked_on_by(user).values("pk"))
        taking = AgencyAsk._base_manager.filter(
            on_own_agency(scope), state=AskState.ACCEPTED
        ).values("audit")
        joint = Q(audit__in=taking, audit__state__in=TOGETHER) & FREE
        return own | (handed_in & (runs | joint))


class CaseReturn(models.Model):
    """What one agency found in its own record of one case."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    audit = models.ForeignKey(CaseAudit, models.CASCADE, related_name="returns")
    case = models.ForeignKey(AuditCase, models.CASCADE, related_name="returns")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=ReturnState, default=ReturnState.DRAFT
    )
    unknown = models.BooleanField(_("We did not work with this case"), default=False)
    went_well = models.TextField(_("What went well"), blank=True)
    to_improve = models.TextField(_("What to improve"), blank=True)
    impact = models.TextField(_("What difference your work made"), blank=True)
    grade = models.ForeignKey(
        Grade,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Your own grade"),
    )
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = CaseReturnQuerySet.as_manager()

    class Meta:
        ordering = ["case__order", "agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency"], name="agency_returns_a_case_once"
            ),
            paired("handed_in_at", "handed_in_by", "case_return_handed_in_by"),
        ]

    def __str__(self):
        return f"{self.case}: {self.agency}"

    def get_absolute_url(self):
        where = [self.board.slug, self.audit.source.reference, self.pk]
        return reverse("case_audits:return", args=where)

    @property
    def is_handed_in(self) -> bool:
        return self.state == ReturnState.HANDED_IN


class OfReturnQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(of__in=CaseReturn.objects.visible_to(user).values("pk"))


class CaseAnswer(models.Model):
    """An agency's answer to one question about one case."""

    of = models.ForeignKey(CaseReturn, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ToolQuestion, models.PROTECT, related_name="+")
    grade = models.ForeignKey(
        Grade, models.PROTECT, null=True, blank=True, related_name="+"
    )
    said = models.CharField(max_length=15, choices=Said, blank=True)
    words = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = OfReturnQuerySet.as_manager()

    class Meta:
        ordering = ["question__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "question"], name="case_question_answered_once"
            )
        ]

    def __str__(self):
        return f"{self.question}: {self.of}"

    @property
    def level(self):
        """What was chosen, to compare: a grade's place or a word."""
        return self.grade_id or self.said

    @property
    def chosen(self) -> str:
        return self.grade.word if self.grade_id else self.get_said_display()


class VoiceQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """With the return it stands in; those of the joint stage with the case."""
        returns = CaseReturn.objects.visible_to(user).values("pk")
        cases = AuditCase.objects.visible_to(user).filter(audit__state__in=TOGETHER)
        joint = Q(of__isnull=True, case__in=cases.values("pk"))
        return Q(of__in=returns) | joint


class CaseVoice(models.Model):
    """Whose view was heard in a case, by which role, and what was done (SOL-17)."""

    case = models.ForeignKey(AuditCase, models.CASCADE, related_name="voices")
    of = models.ForeignKey(
        CaseReturn, models.CASCADE, null=True, blank=True, related_name="voices"
    )
    voice = models.CharField(max_length=15, choices=VoiceOf)
    heard = models.TextField(_("What they told us"), blank=True)
    heard_by = models.CharField(_("Heard by (role)"), max_length=120, blank=True)
    acted_on = models.TextField(_("What was done with it"), blank=True)
    absent = models.TextField(_("If nobody asked: why"), blank=True)
    history = HistoricalRecords()

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "of", "voice"],
                name="case_voice_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return self.get_voice_display()


class FollowUpQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its agency and those who run the audit; what was handed in, whoever sees
        the audit."""
        runs = CaseAudit.objects.worked_on_by(user).values("pk")
        seen = LearningSource.objects.visible_to(user).values("pk")
        own = on_own_agency(scope) & FREE
        said = Q(audit__in=seen, said_at__isnull=False)
        return own | Q(audit__in=runs) | said


class FollowUp(models.Model):
    """Whether an agency's gains lasted, so many months after closing (SOL-9)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    audit = models.ForeignKey(CaseAudit, models.CASCADE, related_name="follow_ups")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    due_on = models.DateField(_("Due on"))
    sustained = models.CharField(
        _("Have the gains lasted?"), max_length=10, choices=Sustained, blank=True
    )
    words = models.TextField(_("How you know"), blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "agency", "due_on"], name="audit_follow_up_once"
            ),
            paired("said_at", "said_by", "audit_follow_up_said_by"),
        ]

    def __str__(self):
        return f"{self.agency}: {self.due_on}"

    def get_absolute_url(self):
        where = [self.board.slug, self.audit.source.reference, self.pk]
        return reverse("case_audits:follow-up", args=where)

    @property
    def is_said(self) -> bool:
        return self.said_at is not None

    @property
    def is_late(self) -> bool:
        return not self.is_said and self.due_on < timezone.localdate()

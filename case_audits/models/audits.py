"""A multi-agency audit: its sample, its cases, what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from case_audits.choices import AuditState, Sampling
from case_audits.models.programme import AuditProposal
from case_audits.models.tools import Grade, ToolEdition
from learning.models import LearningSource
from learning.models.sources import new_reference

TOGETHER = [AuditState.JOINT, AuditState.RECEIVED, AuditState.CLOSED]
UNRESTRICTED = Q(source__lead_group__isnull=True) | Q(
    source__lead_group__restricted=False
)


class CaseAuditQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Whoever sees its source; once asked, the agencies asked."""
        seen = LearningSource.objects.visible_to(user)
        asks = self.model._meta.get_field("asks").related_model._base_manager
        asked = asks.filter(on_own_agency(scope)).values("audit")
        open_to = ~Q(state=AuditState.PLANNING) & UNRESTRICTED
        return Q(source__in=seen.values("pk")) | (Q(pk__in=asked) & open_to)

    def worked_on_by(self, user):
        """Audits whose cases the person runs or moderates."""
        return self.filter(source__in=LearningSource.objects.worked_on_by(user))

    def search(self, words):
        """Every word somewhere in the title, the scope or the reference."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(source__title__icontains=word)
                | Q(scope__icontains=word)
                | Q(source__reference__iexact=word)
            )
        return found


class CaseAudit(models.Model):
    """What several agencies read in the same cases, by one tool (HAR-22 to 24)."""

    source = models.OneToOneField(
        LearningSource, models.CASCADE, primary_key=True, related_name="case_audit"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="case_audits")
    proposal = models.ForeignKey(
        AuditProposal, models.PROTECT, null=True, blank=True, related_name="audits"
    )
    edition = models.ForeignKey(
        ToolEdition,
        models.PROTECT,
        related_name="audits",
        verbose_name=_("Audit tool"),
    )
    again_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="again"
    )
    state = models.CharField(
        max_length=10, choices=AuditState, default=AuditState.PLANNING
    )
    scope = models.TextField(_("What it looks at"))
    meeting_on = models.DateField(_("Board meeting it goes to"), null=True, blank=True)
    frame = models.TextField(
        _("Which cases could be chosen"),
        blank=True,
        help_text=_("In words: whose list, which period, what kind of case"),
    )
    list_agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Agency whose list it is"),
    )
    sampling = models.CharField(
        _("How cases are chosen"),
        max_length=10,
        choices=Sampling,
        default=Sampling.RANDOM,
    )
    why_these = models.TextField(_("Why these cases"), blank=True)
    lines = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    size = models.PositiveSmallIntegerField(_("Cases to look at"), null=True)
    seed = models.CharField(max_length=40, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("Returns due on"), null=True, blank=True)
    follow_up_months = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("Months after closing when agencies report again"),
    )
    again_on = models.DateField(_("Re-audit planned for"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = CaseAuditQuerySet.as_manager()

    class Meta:
        ordering = ["-source__opened_on", "-pk"]
        constraints = [paired("drawn_at", "drawn_by", "case_audit_drawn_by")]

    def __str__(self):
        return self.source.title

    def get_absolute_url(self):
        return reverse(
            "case_audits:audit", args=[self.board.slug, self.source.reference]
        )

    @property
    def reference(self) -> str:
        return self.source.reference

    @property
    def group_ids(self):
        return self.source.group_ids

    @property
    def is_together(self) -> bool:
        """Agencies read each other's returns."""
        return self.state in TOGETHER

    @property
    def is_over(self) -> bool:
        return self.state in (AuditState.RECEIVED, AuditState.CLOSED)


class WorkQuerySet(ScopedQuerySet):
    """Rows of an audit for those who run it and the agencies asked, not the board."""

    path = "audit"

    def visibility(self, scope, user):
        runs = CaseAudit.objects.worked_on_by(user).values("pk")
        asks = CaseAudit._meta.get_field("asks").related_model._base_manager
        asked = asks.filter(
            on_own_agency(scope), audit__source__lead_group__restricted=False
        )
        asked = asked.exclude(audit__state=AuditState.PLANNING).values("audit")
        return Q(**{f"{self.path}__in": runs}) | Q(**{f"{self.path}__in": asked})


class Exclusion(models.Model):
    """A line of the list that was left out, and why."""

    audit = models.ForeignKey(CaseAudit, models.CASCADE, related_name="exclusions")
    line = models.PositiveIntegerField(_("Line of the list"))
    reason = models.CharField(_("Why it is left out"), max_length=250)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "line"], name="line_excluded_once")
        ]

    def __str__(self):
        return f"{self.line}: {self.reason}"


def case_reference() -> str:
    return new_reference("CASE")


class AuditCase(models.Model):
    """One case, by a reference the portal drew. Nothing leads from it to a person."""

    audit = models.ForeignKey(CaseAudit, models.CASCADE, related_name="cases")
    reference = models.CharField(max_length=20, unique=True, default=case_reference)
    line = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()
    together = models.TextField(_("How agencies worked together"), blank=True)
    impact = models.TextField(_("What difference it made"), blank=True)
    learnt = models.TextField(_("What participants learnt"), blank=True)
    grade = models.ForeignKey(
        Grade,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Moderated grade"),
    )
    grade_reason = models.TextField(_("Why this grade"), blank=True)
    graded_at = models.DateTimeField(null=True, blank=True)
    graded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "order"], name="audit_case_order_once"
            ),
            paired("graded_at", "graded_by", "audit_case_graded_by"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_final(self) -> bool:
        return self.graded_at is not None


class JointMeeting(models.Model):
    """Where practitioners and managers talked the cases through (HAR-23, SOM-16)."""

    audit = models.OneToOneField(
        CaseAudit, models.CASCADE, primary_key=True, related_name="meeting"
    )
    on = models.DateField(_("Held on"))
    notes = models.TextField(_("What the meeting found"), blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = WorkQuerySet.as_manager()

    def __str__(self):
        return f"{self.audit}: {self.on}"


class Participants(models.Model):
    """How many people of one role took part. Roles and numbers, never names."""

    audit = models.ForeignKey(CaseAudit, models.CASCADE, related_name="participants")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(_("Role"), max_length=120)
    number = models.PositiveSmallIntegerField(_("How many"))
    history = HistoricalRecords()

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name_en", "role"]
        verbose_name_plural = "participants"

    def __str__(self):
        return f"{self.number} {self.role}"


class OfSeenAudit(ScopedQuerySet):
    """Rows seen by whoever may see the audit's source, once it was received."""

    def visibility(self, scope, user):
        seen = LearningSource.objects.visible_to(user).values("pk")
        return Q(audit__in=seen)


class Receipt(models.Model):
    """The owning group received the report and decided what follows (HAR-24)."""

    audit = models.OneToOneField(
        CaseAudit, models.CASCADE, primary_key=True, related_name="receipt"
    )
    report = models.TextField(_("What the report says, in short"))
    received_on = models.DateField(_("Received on"))
    decision = models.TextField(_("What the group decided"))
    board_on = models.DateField(_("Reported to the board on"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfSeenAudit.as_manager()

    def __str__(self):
        return f"{self.audit}: {self.received_on}"


class PassedIssueQuerySet(OfSeenAudit):
    def visibility(self, scope, user):
        open_to = Q(to_group__restricted=False) | Q(to_group__in=scope.group_ids)
        return super().visibility(scope, user) & open_to


class PassedIssue(models.Model):
    """An issue passed to another group, and what that group decided (SOM-17)."""

    audit = models.ForeignKey(CaseAudit, models.CASCADE, related_name="issues")
    to_group = models.ForeignKey(
        Group, models.PROTECT, related_name="+", verbose_name=_("Passed to")
    )
    issue = models.TextField(_("Issue"))
    passed_on = models.DateField(_("Passed on"), default=timezone.localdate)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decision = models.TextField(_("What the group decided"), blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    board_on = models.DateField(_("Reported to the board on"), null=True, blank=True)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PassedIssueQuerySet.as_manager()

    class Meta:
        ordering = ["passed_on", "pk"]

    def __str__(self):
        return self.issue[:80]

    @property
    def group_ids(self):
        return {self.to_group_id}

    @property
    def board_id(self):
        return self.audit.board_id

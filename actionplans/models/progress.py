"""What is said of actions, and what they changed. Rows here are only ever added."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplans.choices import (
    ActionStatus,
    Difference,
    Direction,
    FeedbackFrom,
    NoteKind,
    UpdateKind,
)
from actionplans.models.actions import Action
from actionplans.models.plans import ActionPlan
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet
from boards.roles import RoleName
from learning.choices import ImpactStrand
from learning.models import Document, Evidence


class OfActionQuerySet(ScopedQuerySet):
    """Rows seen by whoever sees the action."""

    path = "action"

    def visibility(self, scope, user):
        seen = Action.objects.visible_to(user).values("pk")
        return Q(**{f"{self.path}__in": seen})


class ActionUpdate(models.Model):
    """One entry of an action's history: who said what when. Never changed."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="updates")
    kind = models.CharField(max_length=12, choices=UpdateKind)
    text = models.TextField(_("Progress"), blank=True)
    status = models.CharField(max_length=12, choices=ActionStatus, blank=True)
    old_due_on = models.DateField(null=True, blank=True)
    new_due_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(
        "MeetingRecord", models.PROTECT, null=True, blank=True, related_name="updates"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    for_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfActionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["action", "-at"])]

    def __str__(self):
        return f"{self.action.reference}: {self.get_kind_display()}"


class ActionEvidenceQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Whoever follows the action; its panel reads what was done, not the files."""
        return Q(action__in=Action.objects.followed_by(user).values("pk"))


class ActionEvidence(models.Model):
    """What shows that an action was done, or what people say of it (HAR-41)."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="evidence")
    title = models.CharField(_("What it is"), max_length=200)
    summary = models.TextField(_("What it shows"), blank=True)
    feedback_from = models.CharField(
        _("Feedback from"), max_length=15, choices=FeedbackFrom, blank=True
    )
    impact = models.TextField(_("What it says about the difference made"), blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField(_("Link"), max_length=500, blank=True)
    item = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    history = HistoricalRecords()

    objects = ActionEvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "evidence of actions"

    def __str__(self):
        return self.title


class ImpactReview(models.Model):
    """A look back: was the measure re-tested, what changed, how is it known."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="impact_reviews")
    held_on = models.DateField(_("Looked at on"))
    measure_retested = models.BooleanField(_("The measure was tested again"))
    measure_result = models.TextField(_("What the measure shows now"), blank=True)
    strands = ArrayField(
        models.CharField(max_length=20, choices=ImpactStrand),
        default=list,
        verbose_name=_("Shown by"),
    )
    difference = models.CharField(_("Finding"), max_length=10, choices=Difference)
    what_changed = models.TextField(_("What changed for people"))
    next_on = models.DateField(_("Look again on"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfActionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(difference=Difference.EMBEDDED)
                | (Q(measure_retested=True) & ~Q(measure_result="")),
                name="embedded_only_after_a_retest",
            )
        ]

    def __str__(self):
        return f"{self.action.reference}: {self.get_difference_display()}"

    @property
    def strand_words(self) -> str:
        return ", ".join(str(ImpactStrand(key).label) for key in self.strands)


class ActionLinkQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        seen = Action.objects.visible_to(user).values("pk")
        return Q(action__in=seen) & Q(other__in=seen)


class ActionLink(models.Model):
    """An agency's own action and a group's: taken from, or fed into (HAR-34)."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="links_out")
    other = models.ForeignKey(
        Action,
        models.CASCADE,
        related_name="links_in",
        verbose_name=_("Other action"),
    )
    direction = models.CharField(_("How"), max_length=12, choices=Direction)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = ActionLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "other", "direction"], name="actions_linked_once"
            ),
            models.CheckConstraint(
                condition=~Q(action=F("other")), name="action_not_linked_to_itself"
            ),
        ]

    def __str__(self):
        return f"{self.action.reference} {self.direction} {self.other.reference}"


class ProgressReportQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        seen = ActionPlan.objects.visible_to(user).values("pk")
        return Q(plan__in=seen)


class ProgressReport(models.Model):
    """A lead member's six-monthly report on a plan to the board (HAR-43)."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="reports")
    board = models.ForeignKey(Board, models.PROTECT, related_name="progress_reports")
    lead = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Lead member")
    )
    due_on = models.DateField(_("Due on"))
    given_on = models.DateField(_("Given on"), null=True, blank=True)
    text = models.TextField(_("Progress and impact"), blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on"]

    def __str__(self):
        return f"{self.plan}: {self.due_on}"

    @property
    def group_ids(self):
        return self.plan.group_ids

    @property
    def is_late(self):
        return self.given_on is None and self.due_on < timezone.localdate()


class ReportNoteQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(report__in=ProgressReport.objects.visible_to(user).values("pk"))


class ReportNote(models.Model):
    """What a member said of a progress report, and what came back."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="notes")
    kind = models.CharField(_("Kind"), max_length=10, choices=NoteKind)
    text = models.TextField(_("What you want to record"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)

    objects = ReportNoteQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return self.get_kind_display()


class MeetingRecordQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its group; officers and the board's members of groups not restricted."""
        open_group = Q(group__restricted=False)
        readers = Q(board_id__in=scope.boards_as_business_unit) | Q(
            board_id__in=scope.boards_as(RoleName.BOARD_MEMBER), ended_at__isnull=False
        )
        return (readers & open_group) | Q(group_id__in=scope.group_ids)


class MeetingRecord(models.Model):
    """A meeting that walked the plan, and what it recorded on the way."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="meeting_records")
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="meeting_records", verbose_name=_("Group")
    )
    reference = models.CharField(max_length=30, unique=True)
    held_on = models.DateField(_("Held on"), default=timezone.localdate)
    note = models.TextField(_("Summary"), blank=True)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = MeetingRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"{self.group} {self.held_on}"

    @property
    def group_ids(self):
        return {self.group_id}


class MeetingItem(models.Model):
    """One action on a meeting's walk: its turn, and whether it was discussed."""

    meeting = models.ForeignKey(MeetingRecord, models.CASCADE, related_name="items")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    reason = models.CharField(max_length=20, blank=True)
    discussed_at = models.DateTimeField(null=True, blank=True)

    objects = OfActionQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "action"], name="action_once_a_meeting"
            )
        ]

    def __str__(self):
        return f"{self.meeting} {self.order}"


class SavedViewQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(user=user, board_id__in=scope.board_ids)


class SavedView(models.Model):
    """A filter of the composite plan somebody wants back."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("Name"), max_length=80)
    query = models.CharField(max_length=1000)
    history = HistoricalRecords()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "user", "name"], name="view_saved_once"
            )
        ]

    def __str__(self):
        return self.name


class BringingInQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(brought_by=user)


class BringingIn(models.Model):
    """Rows from a workbook or the clipboard, shown before they change anything."""

    class Kind(models.TextChoices):
        BULK = "bulk", _("Several actions at once")
        WORKBOOK = "workbook", _("Workbook")
        PASTE = "paste", _("Pasted rows")

    class State(models.TextChoices):
        PREVIEW = "preview", _("Ready to check")
        DONE = "done", _("Brought in")
        DISCARDED = "discarded", _("Discarded")

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    file_name = models.CharField(max_length=200, blank=True)
    rows = models.JSONField(default=list)
    asked = models.JSONField(
        default=dict, help_text="What to change, or what was typed"
    )
    outcome = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEW)
    brought_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = BringingInQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self):
        return f"{self.kind} {self.pk}"

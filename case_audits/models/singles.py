"""Audits one agency makes of itself or of its training (HAR-25, 27; WOL-26; SOL-25)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from case_audits.choices import SingleState
from case_audits.models.rules import run_by_group
from learning.models import Evidence, LearningSource


class SingleAuditQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its agency, the group it goes to, the officers; deposited, the board."""
        free = Q(group__restricted=False)
        own = on_own_agency(scope) & free
        deposited = Q(state=SingleState.DEPOSITED, board_id__in=scope.reading_board_ids)
        return run_by_group(scope) | own | (deposited & free)

    def late(self, on=None):
        """Planned or asked for, and its day is over."""
        return self.outstanding().filter(planned_on__lt=on or timezone.localdate())

    def outstanding(self):
        return self.filter(state__in=[SingleState.PLANNED, SingleState.ASKED])

    def search(self, words):
        """Every word somewhere in the title, the objectives or the outcome."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(objectives__icontains=word)
                | Q(outcome__icontains=word)
            )
        return found


class SingleAudit(models.Model):
    """One audit of an agency's own; the agency chooses its topics."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="single_audits")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="single_audits",
        verbose_name=_("Agency"),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="single_audits",
        verbose_name=_("Group that reads it"),
    )
    source = models.OneToOneField(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="single_audit",
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="single_audits"
    )
    title = models.CharField(_("What is audited"), max_length=200)
    of_training = models.BooleanField(
        _("It is about whether training and learning are embedded"), default=False
    )
    planned_on = models.DateField(_("Planned for, or due"))
    tool = models.CharField(_("Tool or method"), max_length=250, blank=True)
    objectives = models.TextField(_("Objectives"), blank=True)
    outcome = models.TextField(_("Outcome"), blank=True)
    actions = models.TextField(_("Actions that follow"), blank=True)
    impact = models.TextField(_("What difference it made or will make"), blank=True)
    state = models.CharField(
        max_length=10, choices=SingleState, default=SingleState.PLANNED
    )
    asked_why = models.TextField(_("Why the board asks"), blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reply = models.TextField(_("What the agency replied"), blank=True)
    deposited_at = models.DateTimeField(null=True, blank=True)
    deposited_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    presented_on = models.DateField(_("Presented on"), null=True, blank=True)
    presented_to = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Presented to"),
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = SingleAuditQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_on"]
        constraints = [
            paired("asked_at", "asked_by", "single_audit_asked_by"),
            paired("deposited_at", "deposited_by", "single_audit_deposited_by"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("case_audits:single", args=[self.board.slug, self.pk])

    @property
    def group_ids(self):
        return {self.group_id}

    @property
    def is_deposited(self) -> bool:
        return self.state == SingleState.DEPOSITED

    @property
    def is_late(self) -> bool:
        waits = self.state in (SingleState.PLANNED, SingleState.ASKED)
        return waits and self.planned_on < timezone.localdate()

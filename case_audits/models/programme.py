"""The yearly programme of audits, and the themes proposed for it (WOL-28, CTM-34)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from case_audits.choices import ProposalState
from case_audits.models.rules import run_by_group
from learning.models import Theme


class ProgrammeQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Those who make it; everybody on the board once the group approved it."""
        agreed = Q(
            approved_at__isnull=False,
            group__restricted=False,
            board_id__in=scope.reading_board_ids,
        )
        return run_by_group(scope) | agreed


class AuditProgramme(models.Model):
    """One group's audits of one year."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="audit_programmes")
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="audit_programmes", verbose_name=_("Group")
    )
    year = models.PositiveSmallIntegerField(_("Year it begins in"))
    approved_on = models.DateField(_("Meeting that approved it"), null=True, blank=True)
    approved_note = models.TextField(_("What the meeting said"), blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "group__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "group", "year"], name="audit_programme_once_a_year"
            ),
            paired("approved_at", "approved_by", "audit_programme_approved_by"),
        ]

    def __str__(self):
        return f"{self.group}, {self.label}"

    @property
    def label(self) -> str:
        """The year as boards write it: 2026-27."""
        return f"{self.year}-{(self.year + 1) % 100:02}"

    @property
    def group_ids(self):
        return {self.group_id}

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None


class ProposalQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Who proposed it and their agency, the group it goes to, the officers; in an
        approved programme everybody on the board."""
        agreed = Q(programme__approved_at__isnull=False, group__restricted=False)
        everyone = agreed & Q(board_id__in=scope.reading_board_ids)
        own = on_own_agency(scope) & Q(group__restricted=False)
        mine = Q(created_by=user, board_id__in=scope.board_ids, group__restricted=False)
        return run_by_group(scope) | everyone | own | mine

    def search(self, words):
        """Every word somewhere in the theme, the concern or the trend."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(concern__icontains=word)
                | Q(trend__icontains=word)
            )
        return found


class AuditProposal(models.Model):
    """A theme somebody wants audited, and what the group made of it."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="audit_proposals")
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="audit_proposals",
        verbose_name=_("Group that decides"),
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="audit_proposals",
        verbose_name=_("On behalf of"),
    )
    title = models.CharField(_("Theme"), max_length=200)
    concern = models.TextField(_("What concerns you"))
    trend = models.TextField(_("What figures or reviews show"), blank=True)
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="audit_proposals",
        verbose_name=_("Theme of learning"),
    )
    state = models.CharField(
        max_length=10, choices=ProposalState, default=ProposalState.PROPOSED
    )
    programme = models.ForeignKey(
        AuditProgramme, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    reason = models.TextField(_("Rationale, or why not"), blank=True)
    starts_on = models.DateField(_("Audit begins on"), null=True, blank=True)
    meeting_on = models.DateField(_("Board meeting it goes to"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [paired("decided_at", "decided_by", "audit_proposal_decided_by")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("case_audits:proposal", args=[self.board.slug, self.pk])

    @property
    def group_ids(self):
        return {self.group_id}

"""One page of learning in the board's own headings, in one language or two."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.localised import localised
from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from dissemination.choices import BriefingKind, BriefingState
from learning.models import Finding, LearningSource
from learning.models.sources import new_reference


class BriefingQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """A draft: its group and the officers. Shared: everybody on the board."""
        officer = Q(board_id__in=scope.boards_as_business_unit, group__restricted=False)
        inside = Q(group_id__in=scope.group_ids)
        shared = Q(
            board_id__in=scope.reading_board_ids,
            state__in=[BriefingState.SHARED, BriefingState.PUBLIC],
        )
        return officer | inside | shared

    def public(self, on=None):
        """Open to anybody on a day: said so, and not past its last day."""
        day = on or timezone.localdate()
        lasts = Q(public_until__isnull=True) | Q(public_until__gte=day)
        return self.filter(lasts, state=BriefingState.PUBLIC)


class Briefing(models.Model):
    """A seven-minute briefing or a Learning from Audit Briefing Note.

    `sections` holds, in order: key, heading_en, heading_cy, text_en, text_cy.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="briefings")
    reference = models.CharField(max_length=30, unique=True)
    kind = models.CharField(
        _("Kind"),
        max_length=15,
        choices=BriefingKind,
        default=BriefingKind.SEVEN_MINUTE,
    )
    title_en = models.CharField(_("Title"), max_length=150)
    title_cy = models.CharField(_("Title in Welsh"), max_length=150, blank=True)
    source = models.ForeignKey(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="briefings",
        verbose_name=_("Source"),
    )
    findings = models.ManyToManyField(
        Finding, blank=True, related_name="briefings", verbose_name=_("Findings")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="briefings", verbose_name=_("Written by")
    )
    sections = models.JSONField(default=list)
    english_changed_at = models.DateTimeField(default=timezone.now)
    welsh_changed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=BriefingState, default=BriefingState.DRAFT
    )
    shared_on = models.DateField(null=True, blank=True)
    public_until = models.DateField(_("Withdrawn on"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("dissemination:briefing", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("BRF")

    @property
    def title(self):
        return localised(self, "title")

    @property
    def group_ids(self):
        return {self.group_id}

    @property
    def welsh_is_behind(self) -> bool:
        """There is Welsh, and the English was changed after it."""
        return bool(
            self.welsh_changed_at and self.welsh_changed_at < self.english_changed_at
        )

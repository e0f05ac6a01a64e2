"""One page of learning in the board's own headings, in one language or two."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.localised import localised
from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from dissemination.choices import BriefingKind, BriefingState
from learning.models import Finding, LearningSource
from learning.models.sources import new_reference
from learning.source_access import kept_from


class BriefingQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """A draft: its group and the officers, less who has a conflict of interest in
        its source. Shared: everybody on the board. A restricted group's stay with it.
        """
        unrestricted = Q(group__restricted=False)
        officer = Q(board_id__in=scope.boards_as_business_unit) & unrestricted
        inside = Q(group_id__in=scope.group_ids)
        conflict = LearningSource.objects.filter(kept_from(user)).values("pk")
        shared = unrestricted & Q(
            board_id__in=scope.reading_board_ids,
            state__in=[BriefingState.SHARED, BriefingState.PUBLIC],
        )
        return ((officer | inside) & ~Q(source__in=conflict)) | shared

    def public(self, on=None):
        """Open to anybody on a day: said so, and not past its last day."""
        day = on or timezone.localdate()
        lasts = Q(public_until__isnull=True) | Q(public_until__gte=day)
        open_to_all = self.filter(lasts, state=BriefingState.PUBLIC)
        return open_to_all.filter(group__restricted=False)


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
    public_until = models.DateField(_("Last public day"), null=True, blank=True)
    written_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_note = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            paired("opened_at", "opened_by", "briefing_opened_by_someone"),
            paired("withdrawn_at", "withdrawn_by", "briefing_withdrawn_by_someone"),
        ]

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

    @property
    def is_bilingual(self) -> bool:
        """Whether the board writes Welsh."""
        return "cy" in self.board.languages

    @property
    def has_welsh(self) -> bool:
        """Somebody may read it in Welsh: its title and every box with words."""
        texts = [s for s in self.sections if s["text_en"].strip()]
        return bool(self.title_cy and all(s["text_cy"].strip() for s in texts))

    @property
    def is_public(self) -> bool:
        """Anybody may read it today."""
        over = self.public_until and self.public_until < timezone.localdate()
        return self.state == BriefingState.PUBLIC and not over

    @property
    def authors(self) -> set[int]:
        """Whose own eyes do not count when it is checked for the public."""
        return {self.created_by_id, self.written_by_id}


class UnsavedBriefingQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own, for as long as one may know of the briefing."""
        seen = Briefing.objects.visible_to(user)
        return Q(user=user, briefing__in=seen.values("pk"))


class UnsavedBriefing(models.Model):
    """Words a person typed into a briefing and has not saved yet."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="unsaved")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    posted = models.JSONField(help_text="Lists of values by field name")
    at = models.DateTimeField(default=timezone.now)

    objects = UnsavedBriefingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "user"], name="unsaved_briefing_once_a_person"
            )
        ]

    def __str__(self):
        return str(self.briefing)

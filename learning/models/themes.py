"""What learning is about: the board's list of themes, and where each was seen."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Board, Group, User
from boards.models.organisations import OfBoardQuerySet
from boards.querysets import ScopedQuerySet
from learning.choices import ThemeResponseKind, ThemeTagState
from learning.models.findings import Finding
from learning.models.framework import OfBoard
from learning.models.sources import LearningSource, OfSourceQuerySet


class ThemeQuerySet(OfBoardQuerySet):
    def current(self):
        """Themes in use: neither retired nor merged into another."""
        return self.filter(retired_on__isnull=True, merged_into__isnull=True)

    def search(self, words):
        """Every word somewhere in the name, the other words or the definition."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name_en__icontains=word)
                | Q(name_cy__icontains=word)
                | Q(synonyms__icontains=word)
                | Q(definition__icontains=word)
            )
        return found


class Theme(OfBoard):
    """One entry of the board's controlled list (CTM-47)."""

    definition = models.TextField(_("What it covers"), blank=True)
    synonyms = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        verbose_name=_("Other words for it"),
    )
    national_list = models.CharField(_("National list"), max_length=120, blank=True)
    national_code = models.CharField(
        _("Code in the national list"), max_length=40, blank=True
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_into"
    )

    objects = ThemeQuerySet.as_manager()

    def get_absolute_url(self):
        return reverse("learning:theme", args=[self.board.slug, self.pk])

    @property
    def is_current(self) -> bool:
        return self.retired_on is None and self.merged_into_id is None


class ThemeTagQuerySet(OfSourceQuerySet):
    def confirmed(self):
        return self.filter(state=ThemeTagState.CONFIRMED)

    def search(self, words):
        """Every word somewhere in the finding, the passage or the source's title."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(finding__title__icontains=word)
                | Q(finding__text__icontains=word)
                | Q(passage__icontains=word)
                | Q(source__title__icontains=word)
                | Q(source__reference__iexact=word)
            )
        return found


class ThemeTag(models.Model):
    """A theme seen in a source, in one of its findings, or in a passage of it.

    The portal suggests, a person confirms; what was declined is not offered again.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="theme_tags")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="tags")
    source = models.ForeignKey(
        LearningSource, models.CASCADE, related_name="theme_tags"
    )
    finding = models.ForeignKey(
        Finding, models.CASCADE, null=True, blank=True, related_name="theme_tags"
    )
    passage = models.TextField(_("Passage"), blank=True)
    state = models.CharField(
        max_length=10, choices=ThemeTagState, default=ThemeTagState.CONFIRMED
    )
    matched = models.CharField(
        _("Words it was suggested by"), max_length=200, blank=True
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = ThemeTagQuerySet.as_manager()

    class Meta:
        ordering = ["theme__name_en", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "finding"], name="theme_once_a_finding"
            ),
            models.UniqueConstraint(
                "theme",
                "source",
                MD5("passage"),
                condition=Q(finding__isnull=True),
                name="theme_once_a_passage",
            ),
        ]

    def __str__(self):
        return f"{self.theme} in {self.source.reference}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == ThemeTagState.CONFIRMED

    @property
    def group_ids(self):
        return self.source.group_ids


class NoticeQuerySet(ScopedQuerySet):
    """Seen by officers and chairs, as far as they see the tag that raised it."""

    def visibility(self, scope, user):
        boards = scope.boards_as_business_unit | scope.chaired_board_ids
        seen = ThemeTag.objects.visible_to(user)
        return Q(board_id__in=boards) & Q(tag__in=seen.values("pk"))

    def open(self):
        return self.filter(answered_at__isnull=True)

    def search(self, words):
        """Every word somewhere in the theme, the answer or where it was seen."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(theme__name_en__icontains=word)
                | Q(theme__name_cy__icontains=word)
                | Q(answer__icontains=word)
                | Q(tag__source__title__icontains=word)
                | Q(tag__finding__title__icontains=word)
            )
        return found


class RecurrenceNotice(models.Model):
    """A theme came back after the actions on it were closed (CTM-47)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="recurrences")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="recurrences")
    tag = models.OneToOneField(ThemeTag, models.CASCADE, related_name="recurrence")
    closed_actions = models.PositiveIntegerField(_("Actions closed before"))
    last_closed_on = models.DateField(_("Last of them closed on"))
    raised_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("What the board does about it"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [paired("answered_at", "answered_by", "recurrence_answered_by")]

    def __str__(self):
        return f"{self.theme} again"

    def get_absolute_url(self):
        return reverse("learning:theme-notice", args=[self.board.slug, self.pk])

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def group_ids(self):
        return self.tag.group_ids


class ThemeResponseQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The board's readers; a restricted group's stays with its members."""
        open_to_all = Q(group__isnull=True) | Q(group__restricted=False)
        readers = Q(board_id__in=scope.reading_board_ids) & open_to_all
        return readers | Q(group_id__in=scope.group_ids)

    def open(self):
        return self.filter(done_on__isnull=True)

    def late(self, on=None):
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def search(self, words):
        """Every word somewhere in the theme, the reason or what came of it."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(theme__name_en__icontains=word)
                | Q(theme__name_cy__icontains=word)
                | Q(reason__icontains=word)
                | Q(outcome__icontains=word)
            )
        return found


class ThemeResponse(models.Model):
    """What a theme led to: one of four, linked back to it (CTM-49)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="theme_responses")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="responses")
    notice = models.ForeignKey(
        RecurrenceNotice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responses",
    )
    kind = models.CharField(
        _("What it leads to"), max_length=25, choices=ThemeResponseKind
    )
    reason = models.TextField(_("Why"))
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="theme_responses",
        verbose_name=_("Taken on by"),
    )
    source = models.OneToOneField(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="raised_from",
    )
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    outcome = models.TextField(_("What came of it"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ThemeResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.theme}"

    def get_absolute_url(self):
        return reverse("learning:theme-response", args=[self.board.slug, self.pk])

    @property
    def group_ids(self):
        return {self.group_id} - {None}

    @property
    def is_late(self) -> bool:
        due = self.due_on
        return bool(due and not self.done_on and due < timezone.localdate())

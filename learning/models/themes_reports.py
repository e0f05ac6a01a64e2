"""What a board's groups are told about its themes, and the way the report takes."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from learning.choices import ThemeReportState


class ThemesReportQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """A draft: the officers. Once sent: the groups on its way, and the officers."""
        officer = Q(board_id__in=scope.boards_as_business_unit)
        reached = Q(steps__to_group__in=scope.group_ids)
        reports = self.model._base_manager.filter(reached).values("pk")
        return officer | Q(pk__in=reports)


class ThemesReport(models.Model):
    """Themes of a period as reported to the training group and upwards (CTM-48).

    The figures are frozen when it is first sent; what restricted groups hold is never
    among them.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="themes_reports")
    title = models.CharField(_("Title"), max_length=200)
    first_day = models.DateField(_("From"))
    last_day = models.DateField(_("To"))
    commentary = models.TextField(_("What the themes say"), blank=True)
    state = models.CharField(
        max_length=10, choices=ThemeReportState, default=ThemeReportState.DRAFT
    )
    content = models.JSONField(default=list)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ThemesReportQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("learning:themes-report", args=[self.board.slug, self.pk])


class OfReportQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        seen = ThemesReport.objects.visible_to(user)
        return Q(report__in=seen.values("pk"))


class ThemesReportStep(models.Model):
    """One leg of a report's way: from whom, to which group, what was said."""

    report = models.ForeignKey(ThemesReport, models.CASCADE, related_name="steps")
    from_group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_group = models.ForeignKey(Group, models.PROTECT, related_name="themes_reports")
    note = models.TextField(_("What was said"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "to_group"], name="report_once_to_a_group"
            ),
            paired("noted_at", "noted_by", "report_noted_by_someone"),
        ]

    def __str__(self):
        return f"{self.report} to {self.to_group}"

    @property
    def group_ids(self):
        return {self.to_group_id}


class UnsavedReportQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own, for as long as one may know of the report."""
        seen = ThemesReport.objects.visible_to(user)
        return Q(user=user, report__in=seen.values("pk"))


class UnsavedThemesReport(models.Model):
    """Words a person typed into a themes report and has not saved yet."""

    report = models.ForeignKey(ThemesReport, models.CASCADE, related_name="unsaved")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    posted = models.JSONField(help_text="Lists of values by field name")
    at = models.DateTimeField(default=timezone.now)

    objects = UnsavedReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "user"], name="unsaved_themes_report_once_a_person"
            )
        ]

    def __str__(self):
        return str(self.report)

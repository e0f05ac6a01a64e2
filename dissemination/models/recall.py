"""What teams still remember weeks after it was passed on: numbers and short words."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board
from boards.querysets import ScopedQuerySet
from dissemination.models.teams import OfLinkQuerySet, TeamLink

USUAL_WEEKS = 8


class RecallRuleQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_id__in=scope.reading_board_ids)


class RecallRule(models.Model):
    """How many weeks after learning was passed on a board asks what is remembered."""

    board = models.OneToOneField(
        Board, models.CASCADE, primary_key=True, related_name="recall_rule"
    )
    weeks = models.PositiveSmallIntegerField(
        _("Weeks after learning was passed on"), default=USUAL_WEEKS
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = RecallRuleQuerySet.as_manager()

    def __str__(self):
        return f"{self.board}: {self.weeks}"


class RecallAnswer(models.Model):
    """One team's pulse: how many were asked, how many recalled. No names."""

    link = models.ForeignKey(TeamLink, models.CASCADE, related_name="recalls")
    team = models.CharField(
        _("Team or service"), max_length=120, help_text=_("No names of people")
    )
    asked = models.PositiveIntegerField(_("How many people were asked"))
    recalled = models.PositiveIntegerField(_("How many recalled the key points"))
    differently = models.CharField(
        _("What is done differently"), max_length=500, blank=True
    )
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recalled__lte=F("asked")), name="recalled_of_those_asked"
            )
        ]

    def __str__(self):
        return f"{self.team}: {self.recalled}/{self.asked}"

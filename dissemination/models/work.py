"""The year's work plan of a group that spreads learning (SOL-43)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from dissemination.choices import WorkState

OPEN_STATES = (WorkState.PLANNED, WorkState.UNDER_WAY)


class WorkTaskQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The board's readers; of a restricted group its own people."""
        readers = Q(board_id__in=scope.reading_board_ids, group__restricted=False)
        return readers | Q(group_id__in=scope.group_ids)

    def open(self):
        return self.filter(state__in=OPEN_STATES)


class WorkTask(models.Model):
    """One task of a year, under one strand of the board's work plan."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="work_tasks")
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="work_tasks", verbose_name=_("Group")
    )
    year = models.CharField(_("Year"), max_length=20)
    strand = models.CharField(_("Strand"), max_length=200)
    task = models.TextField(_("Task"))
    owner = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Owner"),
    )
    due_on = models.DateField(_("Due on"))
    state = models.CharField(
        _("State"), max_length=10, choices=WorkState, default=WorkState.PLANNED
    )
    progress = models.TextField(_("Progress"), blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = WorkTaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.task[:80]

    @property
    def group_ids(self):
        return {self.group_id}

    @property
    def is_late(self) -> bool:
        return self.state in OPEN_STATES and self.due_on < timezone.localdate()

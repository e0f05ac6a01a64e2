"""What leaves a panel: frozen, approved by another; and what follows from it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from deaths.choices import ReleaseState
from deaths.models.panels import Panel
from deaths.models.years import PanelYear
from learning.models import LearningSource
from learning.models.sources import OfSourceQuerySet, new_reference


class ReleaseQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The panel's people; once released, readers of the boards and members of the
        groups it was released to."""
        inside = Q(panel__in=Panel.objects.visible_to(user).values("pk"))
        boards = self.model.boards.through.objects.filter(
            board_id__in=scope.reading_board_ids
        ).values("release_id")
        groups = self.model.groups.through.objects.filter(
            group_id__in=scope.group_ids
        ).values("release_id")
        told = Q(pk__in=boards) | Q(pk__in=groups)
        return inside | (told & Q(state=ReleaseState.APPROVED))

    def on(self, board):
        """Of the panels that serve a board, and what was released to it."""
        return self.filter(
            Q(panel__in=Panel.objects.of(board).values("pk"))
            | Q(pk__in=self.model.boards.through.objects.filter(board=board)
                .values("release_id"))
        )  # fmt: skip

    def standing(self):
        return self.exclude(state=ReleaseState.DISCARDED)

    def search(self, words):
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(words__icontains=word)
                | Q(reference__iexact=word)
            )
        return found


class Release(models.Model):
    """A snapshot: rows frozen with small counts hidden. All that others ever see."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="releases")
    reference = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    words = models.TextField(_("What it says, for who was not there"))
    content = models.JSONField(default=dict)
    years = models.ManyToManyField(PanelYear, blank=True, related_name="releases")
    boards = models.ManyToManyField(
        Board, blank=True, related_name="+", verbose_name=_("To boards")
    )
    groups = models.ManyToManyField(
        Group, blank=True, related_name="+", verbose_name=_("To groups only")
    )
    sent_also = models.CharField(
        _("Sent to, outside this portal"), max_length=300, blank=True
    )
    state = models.CharField(
        max_length=10, choices=ReleaseState, default=ReleaseState.DRAFT
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    history = HistoricalRecords()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReleaseState.APPROVED)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="released_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("created_by")),
                name="released_by_a_second_person",
            ),
        ]

    def __str__(self):
        return self.title

    @staticmethod
    def new_reference():
        return new_reference("REL")

    @property
    def is_released(self) -> bool:
        return self.state == ReleaseState.APPROVED


class OfReleaseQuerySet(ScopedQuerySet):
    """Rows of one board about a release; the panel's people see every board's."""

    def visibility(self, scope, user):
        inside = Q(release__panel__in=Panel.objects.visible_to(user).values("pk"))
        return (
            Q(board_id__in=scope.reading_board_ids)
            & Q(release__in=Release.objects.visible_to(user).values("pk"))
            | inside
        )


class Campaign(models.Model):
    """What a board did about a trend, and how many it reached (SOM-15)."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="campaigns")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    trend = models.CharField(_("Which trend"), max_length=250)
    name = models.CharField(_("Campaign"), max_length=200)
    begun_on = models.DateField(_("From"), default=timezone.localdate)
    reach = models.PositiveIntegerField(_("People reached"), null=True, blank=True)
    counted = models.CharField(_("How they were counted"), max_length=250, blank=True)
    difference = models.TextField(_("What it changed, as far as known"), blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]

    def __str__(self):
        return self.name


class ReceivedReport(models.Model):
    """A panel's report as one board received it. What it teaches and recommends, and
    each reply, hangs on its source, which is the board's own."""

    source = models.OneToOneField(
        LearningSource, models.PROTECT, primary_key=True, related_name="death_report"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    year = models.CharField(_("Year it is about"), max_length=9)
    from_body = models.CharField(_("From which panel"), max_length=200)
    received_on = models.DateField(_("Received on"), default=timezone.localdate)
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, blank=True, related_name="receipts"
    )
    history = HistoricalRecords()

    objects = OfSourceQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "release"], name="release_received_once_a_board"
            )
        ]

    def __str__(self):
        return self.source.title

    def get_absolute_url(self):
        return reverse(
            "deaths:received-one", args=[self.board.slug, self.source.reference]
        )

"""Groups that keep learning from deaths, and what a panel hands to its successor."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Group, User
from boards.querysets import ScopedQuerySet
from deaths.choices import OpenState, Subject
from frameworks.calendar import add_months


class PanelQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Whoever sits on the group; the officers of boards an open group serves."""
        officer = scope.boards_as_business_unit
        served = Q(group__board_id__in=officer) | Q(
            group__in=Group.shared_with.through.objects.filter(
                board_id__in=officer
            ).values("group_id")
        )
        return Q(group_id__in=scope.group_ids) | (served & Q(group__restricted=False))

    def of(self, board):
        """Panels that serve a board: its own and those shared with it."""
        return self.filter(group__in=Group.objects.of(board).values("pk"))


class Panel(models.Model):
    """A group that keeps learning from deaths, and what it may differ in."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="death_panel")
    subject = models.CharField(max_length=15, choices=Subject)
    suppress_up_to = models.PositiveSmallIntegerField(
        _("Hide counts from 1 up to"),
        default=5,
        validators=[MaxValueValidator(50)],
        help_text=_("So small a count could point at one death. 0 hides none."),
    )
    serves_also = models.CharField(
        _("Also serves, outside this portal"), max_length=300, blank=True
    )
    limit_months = models.PositiveSmallIntegerField(
        _("Months to finish after the cut-over"),
        default=4,
        validators=[MaxValueValidator(60)],
    )
    latest_on = models.DateField(
        _("And no later than, whatever the months say"), null=True, blank=True
    )
    basis = models.CharField(_("Rests on"), max_length=250, blank=True)
    verified = models.BooleanField(_("The board has checked these"), default=False)
    cut_over_on = models.DateField(_("Day of the cut-over"), null=True, blank=True)
    successor = models.CharField(_("Who takes over"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ["group"]

    def __str__(self):
        return str(self.group)

    @property
    def board(self):
        return self.group.board

    @property
    def board_id(self):
        return self.group.board_id

    @property
    def group_ids(self):
        return {self.group_id}

    @property
    def is_closed(self) -> bool:
        """Past its cut-over: nothing new may begin."""
        return bool(self.cut_over_on and self.cut_over_on <= timezone.localdate())

    @property
    def deadline(self):
        """The last day to finish what was open at the cut-over, in calendar months;
        None without a cut-over. A later fixed day does not move it."""
        if self.cut_over_on is None:
            return None
        day = add_months(self.cut_over_on, self.limit_months)
        fixed = self.latest_on
        return min(day, fixed) if fixed and fixed >= self.cut_over_on else day


class OfPanelQuerySet(ScopedQuerySet):
    """Rows seen by whoever may see their panel."""

    path = "panel"

    def visibility(self, scope, user):
        seen = Panel.objects.visible_to(user)
        return Q(**{f"{self.path}__in": seen.values("pk")})


class HandOver(models.Model):
    """One list handed to the successor, and who took it (seed 004). The records
    themselves move outside the portal."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="hand_overs")
    reference = models.CharField(max_length=30, unique=True)
    to = models.CharField(_("Handed to"), max_length=200)
    handed_on = models.DateField(_("Handed on"))
    what = models.TextField(_("What went with each review"))
    received_by = models.CharField(
        _("Received by, which body"), max_length=200, blank=True
    )
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    history = HistoricalRecords()

    objects = OfPanelQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_on", "-pk"]

    def __str__(self):
        return self.reference


class OpenReview(models.Model):
    """A review of a death that is not finished: a reference drawn by the portal, and
    nothing about the death."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="open_reviews")
    reference = models.CharField(max_length=30, unique=True)
    state = models.CharField(max_length=10, choices=OpenState, default=OpenState.OPEN)
    finished_on = models.DateField(null=True, blank=True)
    hand_over = models.ForeignKey(
        HandOver, models.PROTECT, null=True, blank=True, related_name="items"
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = OfPanelQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]

    def __str__(self):
        return self.reference

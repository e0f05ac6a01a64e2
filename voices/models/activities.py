"""Who was heard, how, and what changed because of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Board, Group, User
from learning.models import LearningSource
from learning.models.sources import OfSourceQuerySet
from voices.facts import media, methods, step, word


class ActivityQuerySet(OfSourceQuerySet):
    def untold(self):
        """Those whose people still wait to hear what came of it."""
        return self.filter(told_back_on__isnull=True, tell_back_by__isnull=False)

    def late(self, on=None):
        return self.untold().filter(tell_back_by__lt=on or timezone.localdate())

    def search(self, words):
        """Every word somewhere in the title, the group asked, or what was said."""
        found = self
        for one in words.split():
            found = found.filter(
                Q(source__title__icontains=one)
                | Q(source__reference__icontains=one)
                | Q(group_heard__icontains=one)
                | Q(heard__icontains=one)
                | Q(changed__icontains=one)
            )
        return found


class VoiceActivity(models.Model):
    """One occasion on which a group of people was heard (HAR-12, CTM-40, SOM-29).

    Title, agency, strand, owner and audience are on the spine.
    """

    source = models.OneToOneField(
        LearningSource, models.PROTECT, primary_key=True, related_name="voice_activity"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="voice_activities")
    method = models.SlugField(_("Method"), max_length=60)
    medium = models.SlugField(_("Medium"), max_length=60, blank=True)
    group_heard = models.CharField(
        _("Whom you heard, as a group"),
        max_length=200,
        help_text=_("Such as young people leaving care. Never a person."),
    )
    number = models.PositiveIntegerField(_("How many people"), null=True, blank=True)
    held_on = models.DateField(_("Date"))
    ladder = models.SlugField(max_length=40, blank=True)
    rung = models.SlugField(max_length=40, blank=True)
    heard = models.TextField(_("What you heard"))
    changed = models.TextField(_("What changed because of it"), blank=True)
    tell_back_by = models.DateField(
        _("Tell them what came of it by"), null=True, blank=True
    )
    told_back_on = models.DateField(_("Told back on"), null=True, blank=True)
    told_back_how = models.CharField(
        _("How they were told"), max_length=250, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["board", "-held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ladder="", rung="") | (~Q(ladder="") & ~Q(rung="")),
                name="rung_with_its_ladder",
            ),
            models.CheckConstraint(
                condition=Q(told_back_on__isnull=True) | ~Q(told_back_how=""),
                name="told_back_somehow",
            ),
        ]

    def __str__(self):
        return self.source.title

    def get_absolute_url(self):
        return reverse("voices:activity", args=[self.board.slug, self.reference])

    @property
    def reference(self):
        return self.source.reference

    @property
    def agency(self):
        """The agency that heard them; none where the board itself did."""
        return self.source.owner_agency

    @property
    def group_ids(self):
        return self.source.group_ids

    @property
    def method_name(self) -> str:
        return word(methods(self.board), self.method)

    @property
    def medium_name(self) -> str:
        return word(media(self.board), self.medium) if self.medium else ""

    @property
    def step(self):
        """The rung with its ladder, or None where nobody judged it."""
        return step(self.board, self.ladder, self.rung) if self.rung else None

    @property
    def is_late(self) -> bool:
        """Whether people still wait after the day they should have been told."""
        waits = self.told_back_on is None and self.tell_back_by is not None
        return waits and self.tell_back_by < timezone.localdate()


class EscalationQuerySet(OfSourceQuerySet):
    path = "activity__source"

    def open(self):
        return self.filter(decided_on__isnull=True)


class Escalation(models.Model):
    """Something heard that one agency cannot mend alone, put to a group (SOL-16)."""

    activity = models.ForeignKey(
        VoiceActivity, models.CASCADE, related_name="escalations"
    )
    to_group = models.ForeignKey(
        Group, models.PROTECT, related_name="+", verbose_name=_("To which group")
    )
    reason = models.TextField(_("What the group should know or decide"))
    escalated_on = models.DateField(_("Escalated on"), default=timezone.localdate)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    outcome = models.TextField(_("What the group decided"), blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ["-escalated_on", "-pk"]
        constraints = [paired("decided_on", "decided_by", "escalation_decided_by")]

    def __str__(self):
        return f"{self.activity}: {self.to_group}"

    @property
    def board_id(self):
        return self.activity.board_id

    @property
    def group_ids(self):
        return {self.to_group_id}

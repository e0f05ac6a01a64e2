"""Digests: one message a person a day, each item told once for each notice."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board, User
from boards.querysets import ScopedQuerySet


class ReminderRuleQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_id__in=scope.boards_as_business_unit)


class ReminderRule(models.Model):
    """When a board's people are reminded. A board without one follows the settings."""

    board = models.OneToOneField(
        Board, models.CASCADE, primary_key=True, related_name="reminder_rule"
    )
    days_before = ArrayField(models.PositiveSmallIntegerField(), default=list)
    overdue_every = models.PositiveSmallIntegerField(
        _("Days between reminders once overdue"), default=7
    )
    send_hour = models.PositiveSmallIntegerField(_("Hour of the day"), default=7)
    history = HistoricalRecords()

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(send_hour__lte=23), name="reminder_hour_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(overdue_every__gte=1), name="reminder_every_so_many_days"
            ),
        ]

    def __str__(self):
        return f"{self.board}: {self.days_before}"


class DigestQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own, and for the business unit those with an item of its board."""
        on_my_boards = DigestItem.objects.filter(
            board_id__in=scope.boards_as_business_unit, restricted=False
        )
        return Q(user=user) | Q(pk__in=on_my_boards.values("digest"))


class Digest(models.Model):
    """What one person is told on one day. It never holds content of records."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        WITHDRAWN = "withdrawn", _("No longer needed")

    user = models.ForeignKey(User, models.CASCADE, related_name="digests")
    day = models.DateField()
    cause = models.CharField(max_length=20, default="sweep")
    asked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    message_id = models.CharField(max_length=120, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day", "cause"], name="one_digest_a_person_a_day"
            )
        ]
        indexes = [
            models.Index(
                fields=["lease_until"],
                condition=Q(state__in=["waiting", "sending"]),
                name="digest_open",
            )
        ]

    def __str__(self):
        return f"{self.user} {self.day}"

    @property
    def reason(self):
        """Why it was sent, in words."""
        if self.cause == "sweep":
            return _("Daily reminder")
        if self.asked_by:
            return _("Asked for by %s") % self.asked_by
        return _("Asked for by an officer")

    @property
    def colour(self):
        """Of the state's tag, which also says it in words."""
        return {"sent": "green", "failed": "red", "withdrawn": "grey"}.get(
            self.state, "blue"
        )


class DigestItemQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        officer = Q(board_id__in=scope.boards_as_business_unit, restricted=False)
        return Q(digest__user=user) | officer


class DigestItem(models.Model):
    """One thing due, told to one person once for each notice."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="items")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    item = models.CharField(max_length=120, help_text="Registry key of what is due")
    due_on = models.DateField()
    notice = models.CharField(max_length=30)
    restricted = models.BooleanField(
        default=False, help_text="Of a restricted group: hidden from the business unit"
    )

    objects = DigestItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "item", "due_on", "notice"], name="told_once"
            )
        ]

    def __str__(self):
        return f"{self.item} {self.notice}"


class CalendarTokenQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(user=user)


class CalendarToken(models.Model):
    """A person's secret calendar address. Only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.user} calendar"

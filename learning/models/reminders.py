"""Digests: one message a person a day, each item told once for each notice."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.models import Board, User
from boards.querysets import ScopedQuerySet


class DigestQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own, and for the business unit those with an item of its board."""
        on_my_boards = DigestItem.objects.filter(
            board_id__in=scope.boards_as_business_unit
        )
        return Q(user=user) | Q(pk__in=on_my_boards.values("digest"))


class Digest(models.Model):
    """What one person is told on one day. It never holds content of records."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    user = models.ForeignKey(User, models.CASCADE, related_name="digests")
    day = models.DateField()
    cause = models.CharField(max_length=20, default="sweep")
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

    def __str__(self):
        return f"{self.user} {self.day}"


class DigestItemQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(digest__user=user) | Q(board_id__in=scope.boards_as_business_unit)


class DigestItem(models.Model):
    """One thing due, told to one person once for each notice."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="items")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    item = models.CharField(max_length=120, help_text="Registry key of what is due")
    due_on = models.DateField()
    notice = models.CharField(max_length=30)

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

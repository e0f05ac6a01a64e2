"""What a person wishes to hear of a board: everything, their themes, nothing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board, User
from boards.querysets import ScopedQuerySet
from dissemination.choices import Wants
from learning.models import Theme


class SubscriptionQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own: nobody looks at what others wish to hear."""
        return Q(user=user)


class Subscription(models.Model):
    """One person's choice on one board. Without a row: every bulletin."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="subscriptions")
    user = models.ForeignKey(User, models.CASCADE, related_name="subscriptions")
    wants = models.CharField(
        _("Which bulletins do you want?"),
        max_length=10,
        choices=Wants,
        default=Wants.ALL,
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="subscriptions", verbose_name=_("Themes")
    )
    history = HistoricalRecords()

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "user"], name="subscription_once_a_board"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_wants_display()}"

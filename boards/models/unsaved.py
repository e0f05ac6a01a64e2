"""What somebody typed into a form of the board and has not sent."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from boards.models.organisations import Board
from boards.models.people import User
from boards.querysets import ScopedQuerySet


class UnsavedFormQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own, for as long as one has a part on the board."""
        return Q(user=user, board_id__in=scope.board_ids)


class UnsavedForm(models.Model):
    """What was typed, as the browser sent it: one row a person and page."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="unsaved_forms")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    page = models.CharField(max_length=300, help_text="Its address, with the query")
    posted = models.JSONField(help_text="Lists of values by field name")
    at = models.DateTimeField(default=timezone.now)

    objects = UnsavedFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "user", "page"], name="unsaved_form_once_a_page"
            )
        ]

    def __str__(self):
        return self.page

"""Words a person typed into a page of a review and has not saved yet."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from boards.models import Board, User
from boards.querysets import ScopedQuerySet
from reviews.models.reviews import PaperQuerySet, Review


class UnsavedWordsQuerySet(PaperQuerySet):
    def visibility(self, scope, user):
        """One's own, for as long as one works on the review."""
        return super().visibility(scope, user) & Q(user=user)


class UnsavedWords(models.Model):
    """What was typed, as the browser sent it: one row a person and page."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="unsaved")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    page = models.SlugField(max_length=60)
    posted = models.JSONField(help_text="Lists of values by field name")
    at = models.DateTimeField(default=timezone.now)

    objects = UnsavedWordsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "user", "page"], name="unsaved_once_a_page"
            )
        ]

    def __str__(self):
        return f"{self.review}: {self.page}"


class UnsavedFilingQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own, for as long as one has a part on the board."""
        return Q(user=user, board_id__in=scope.board_ids)


class UnsavedFiling(models.Model):
    """What was typed of an item not filed yet: one row a person and type of review."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="unsaved_filings")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    review_type = models.SlugField(max_length=80)
    posted = models.JSONField(help_text="Lists of values by field name")
    at = models.DateTimeField(default=timezone.now)

    objects = UnsavedFilingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "user", "review_type"],
                name="unsaved_filing_once_a_type",
            )
        ]

    def __str__(self):
        return f"{self.board}: {self.review_type}"

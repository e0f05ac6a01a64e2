"""Two numbers each board sets for itself."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board
from boards.querysets import ScopedQuerySet
from voices.facts import facts_of

SMALLEST, LARGEST = 2, 50  # a board may not switch keeping back off


class RulesQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_id__in=scope.reading_board_ids)


class BoardVoiceRules(models.Model):
    """From what number on a count may be read by all; when people are told back."""

    board = models.OneToOneField(
        Board, models.PROTECT, primary_key=True, related_name="voice_rules"
    )
    suppress_below = models.PositiveSmallIntegerField(
        _("Keep back counts below"),
        validators=[MinValueValidator(SMALLEST), MaxValueValidator(LARGEST)],
        help_text=_(
            "A number above nought and below this is read only by the business unit "
            "and the agency it came from, and so is what would give it away."
        ),
    )
    tell_back_weeks = models.PositiveSmallIntegerField(
        _("Weeks within which people are told what came of it"),
        validators=[MinValueValidator(1), MaxValueValidator(52)],
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = RulesQuerySet.as_manager()

    def __str__(self):
        return str(self.board)


def rules_of(board) -> BoardVoiceRules:
    """The board's own numbers, or those its pack begins with."""
    found = BoardVoiceRules.objects.filter(board=board).first()
    if found is not None:
        return found
    first = facts_of(board).rules
    return BoardVoiceRules(
        board=board,
        suppress_below=first.suppress_below,
        tell_back_weeks=first.tell_back_weeks,
    )

"""An agency offers one of its own actions to a group's plan (HAR-34)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplans.choices import OfferState
from actionplans.models.actions import Action
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency


class OfferQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The agency that offers, the group asked, the officers."""
        officer = Q(board_id__in=scope.boards_as_business_unit, group__restricted=False)
        return on_own_agency(scope) | officer | Q(group_id__in=scope.group_ids)

    def waiting(self):
        return self.filter(state=OfferState.WAITING)


class ActionOffer(models.Model):
    """What the agency released of its own action. Its plan stays its own: the words
    here are a copy, and all that the group sees."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="action_offers")
    action = models.ForeignKey(Action, models.CASCADE, related_name="offers")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="action_offers")
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        related_name="action_offers",
        verbose_name=_("Group whose plan it could join"),
    )
    text = models.TextField(_("Action"))
    intended_outcome = models.TextField(_("Intended Outcome"), blank=True)
    measure = models.TextField(_("How will we measure the Outcome?"), blank=True)
    due_on = models.DateField(_("Timescale"))
    note = models.TextField(_("Why the group should take it in"), blank=True)
    state = models.CharField(
        max_length=10, choices=OfferState, default=OfferState.WAITING
    )
    taken_as = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="offered_as"
    )
    answer = models.TextField(_("Answer to the agency"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "group"],
                condition=Q(state="waiting"),
                name="offered_once_to_a_group",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(taken_as__isnull=False),
                name="offer_taken_as_an_action",
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def group_ids(self):
        return {self.group_id}

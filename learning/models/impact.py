"""What changed, as the public reads it: written by one person, opened by another."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.localised import localised
from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from learning.choices import ImpactEntryState
from learning.models.sources import new_reference


class ImpactEntryQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Written or withdrawn: its group and the officers. Open: the whole board."""
        unrestricted = Q(group__restricted=False)
        officer = Q(board_id__in=scope.boards_as_business_unit) & unrestricted
        inside = Q(group_id__in=scope.group_ids)
        told = Q(board_id__in=scope.reading_board_ids, state=ImpactEntryState.PUBLIC)
        return officer | inside | (told & unrestricted)

    def public(self, on=None):
        """Open to anybody on a day: said so, and not past its last day."""
        day = on or timezone.localdate()
        lasts = Q(public_until__isnull=True) | Q(public_until__gte=day)
        open_to_all = self.filter(lasts, state=ImpactEntryState.PUBLIC)
        return open_to_all.filter(group__restricted=False)


class ImpactEntry(models.Model):
    """One thing that changed because the board learnt something (SOL-5).

    Never made by the portal: somebody writes it, or begins it from an action that is
    embedded or a measure that was taken again.
    """

    TEXTS = ("title", "learnt", "did", "changed", "shown_by")

    board = models.ForeignKey(Board, models.PROTECT, related_name="impact_entries")
    reference = models.CharField(max_length=30, unique=True)
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="impact_entries", verbose_name=_("Told by")
    )
    origin = models.CharField(max_length=80, blank=True, editable=False)
    title_en = models.CharField(_("What changed, in a line"), max_length=150)
    title_cy = models.CharField(_("In Welsh"), max_length=150, blank=True)
    learnt_en = models.TextField(_("What we learnt"), blank=True)
    learnt_cy = models.TextField(_("In Welsh"), blank=True)
    did_en = models.TextField(_("What we did"))
    did_cy = models.TextField(_("In Welsh"), blank=True)
    changed_en = models.TextField(_("What changed for people"))
    changed_cy = models.TextField(_("In Welsh"), blank=True)
    shown_by_en = models.TextField(_("How we know"), blank=True)
    shown_by_cy = models.TextField(_("In Welsh"), blank=True)
    state = models.CharField(
        max_length=10, choices=ImpactEntryState, default=ImpactEntryState.DRAFT
    )
    public_until = models.DateField(_("Last public day"), null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_note = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ImpactEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            paired("opened_at", "opened_by", "impact_opened_by_someone"),
            paired("withdrawn_at", "withdrawn_by", "impact_withdrawn_by_someone"),
            models.CheckConstraint(
                condition=Q(opened_by__isnull=True)
                | (~Q(opened_by=models.F("written_by"))),
                name="impact_opened_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImpactEntryState.PUBLIC)
                | Q(opened_at__isnull=False),
                name="impact_public_only_once_opened",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("learning:impact-entry", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("IMP")

    @property
    def title(self):
        return localised(self, "title")

    @property
    def group_ids(self):
        return {self.group_id}

    @property
    def is_public(self) -> bool:
        """Anybody may read it today."""
        over = self.public_until and self.public_until < timezone.localdate()
        return self.state == ImpactEntryState.PUBLIC and not over

    @property
    def has_welsh(self) -> bool:
        """Somebody may read all of it in Welsh."""
        return all(
            getattr(self, f"{name}_cy").strip() for name in self.TEXTS
            if getattr(self, f"{name}_en").strip()
        )  # fmt: skip

    @property
    def authors(self) -> set[int]:
        """Whose own eyes do not count when it is checked for the public."""
        return {self.created_by_id, self.written_by_id}

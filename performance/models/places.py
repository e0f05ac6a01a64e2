"""Places that figures are about, and the groups a board compares itself with."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import in_order
from boards.localised import localised
from boards.models import Board
from boards.querysets import LiveQuerySet, ScopedQuerySet
from performance.choices import ComparatorKind, OwnPlace, PlaceKind
from performance.reach import reads_figures


class OfFiguresQuerySet(ScopedQuerySet):
    """Rows everybody who reads the board's figures may see."""

    def visibility(self, scope, user):
        return Q(board_id__in=reads_figures(scope))


class PlaceQuerySet(LiveQuerySet, OfFiguresQuerySet):
    def own(self):
        return self.exclude(own="")


class Place(models.Model):
    """An authority, region, nation or area of a board, as one board knows it."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="places")
    key = models.SlugField(_("Key"), max_length=80)
    kind = models.CharField(_("Kind"), max_length=10, choices=PlaceKind)
    name_en = models.CharField(_("Name"), max_length=120)
    name_cy = models.CharField(_("Welsh name"), max_length=120, blank=True)
    codes = ArrayField(
        models.CharField(max_length=30),
        default=list,
        blank=True,
        verbose_name=_("Codes"),
        help_text=_("Codes by which publishers know it. Commas between them."),
    )
    aliases = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        verbose_name=_("Other names"),
        help_text=_("As publishers spell it. Commas between them."),
    )
    own = models.CharField(
        _("Is it your own?"), max_length=5, choices=OwnPlace, blank=True
    )
    valid_from = models.DateField(_("From"), null=True, blank=True)
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(fields=["board", "key"], name="place_once_a_board"),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(own="whole"),
                name="board_is_one_whole_place",
            ),
            in_order("valid_from", "valid_to", "place_dates_in_order"),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return localised(self, "name")


class Succession(models.Model):
    """One place that took over from another on a day, wholly or in part."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="successions")
    before = models.ForeignKey(Place, models.PROTECT, related_name="became")
    after = models.ForeignKey(Place, models.PROTECT, related_name="came_from")
    on = models.DateField(_("On"))
    history = HistoricalRecords()

    objects = OfFiguresQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["before", "after"], name="place_succeeds_once"
            )
        ]

    def __str__(self):
        return f"{self.before} → {self.after}"


class ComparatorGroupQuerySet(LiveQuerySet, OfFiguresQuerySet):
    pass


class ComparatorGroup(models.Model):
    """Places a board's figures are set beside, for as long as the model holds."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="comparators")
    key = models.SlugField(max_length=80)
    kind = models.CharField(_("Kind"), max_length=12, choices=ComparatorKind)
    name_en = models.CharField(_("Name"), max_length=120)
    name_cy = models.CharField(_("Welsh name"), max_length=120, blank=True)
    model_year = models.CharField(
        _("Year of the model"),
        max_length=20,
        blank=True,
        help_text=_("For statistical neighbours, such as 2025"),
    )
    places = models.ManyToManyField(
        Place, related_name="in_groups", blank=True, verbose_name=_("Places")
    )
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("From"), null=True, blank=True)
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ComparatorGroupQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "key"], name="comparator_once_a_board"
            ),
            in_order("valid_from", "valid_to", "comparator_dates_in_order"),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return localised(self, "name")

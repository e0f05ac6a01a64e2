"""The catalogue: what a board measures, why, and how it is read."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import in_order
from boards.localised import localised
from boards.models import Agency, Board, Group, User
from boards.querysets import LiveQuerySet
from performance.choices import Frequency, Obligation, Polarity, YearKind
from performance.models.places import OfFiguresQuerySet

FIGURE = {"max_digits": 24, "decimal_places": 8, "null": True, "blank": True}


class IndicatorArea(models.Model):
    """One part of the catalogue, such as "Healthy lives"."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="indicator_areas")
    key = models.SlugField(max_length=80)
    name_en = models.CharField(_("Name"), max_length=120)
    name_cy = models.CharField(_("Welsh name"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    objects = OfFiguresQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "key"], name="indicator_area_once_a_board"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return localised(self, "name")


class IndicatorQuerySet(LiveQuerySet, OfFiguresQuerySet):
    first_day, last_day = "active_from", "active_to"


class Indicator(models.Model):
    """One measure of a board's live set (HAR-3)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="indicators")
    area = models.ForeignKey(
        IndicatorArea,
        models.PROTECT,
        related_name="indicators",
        verbose_name=_("Part of the catalogue"),
    )
    key = models.SlugField(max_length=80)
    name_en = models.CharField(_("Name"), max_length=250)
    name_cy = models.CharField(_("Welsh name"), max_length=250, blank=True)
    definition_en = models.TextField(_("Definition"), blank=True)
    definition_cy = models.TextField(_("Welsh definition"), blank=True)
    owner = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("Owner"),
        help_text=_("The agency that supplies it. None: it is taken from a source."),
    )
    groups = models.ManyToManyField(
        Group,
        blank=True,
        related_name="indicators",
        verbose_name=_("Groups that look at it"),
    )
    polarity = models.CharField(_("Which way is good?"), max_length=8, choices=Polarity)
    obligation = models.CharField(
        _("What it answers"), max_length=12, choices=Obligation, blank=True
    )
    unit_en = models.CharField(
        _("Unit"),
        max_length=60,
        help_text=_("For example %, days, per 10,000 children"),
    )
    unit_cy = models.CharField(_("Welsh unit"), max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(
        _("Places after the decimal point"),
        default=1,
        validators=[MaxValueValidator(6)],
    )
    denominator_en = models.CharField(
        _("Out of what"),
        max_length=200,
        blank=True,
        help_text=_("What a rate or share is counted on, with its date"),
    )
    denominator_cy = models.CharField(
        _("Out of what, in Welsh"), max_length=200, blank=True
    )
    multiplier = models.PositiveIntegerField(
        _("Counted per"), default=1, help_text=_("1, 100 or 10,000, for example")
    )
    frequency = models.CharField(
        _("How often"), max_length=8, choices=Frequency, default=Frequency.QUARTER
    )
    year_kind = models.CharField(
        _("Its year"), max_length=10, choices=YearKind, default=YearKind.FINANCIAL
    )
    target = models.DecimalField(_("Target"), **FIGURE)
    tolerance = models.DecimalField(
        _("Tolerance"),
        **FIGURE,
        help_text=_("How far beside the target is still amber, in the same unit"),
    )
    minimum_change = models.DecimalField(
        _("Smallest change that counts"),
        **FIGURE,
        help_text=_("A smaller move is “no change”, in the same unit"),
    )
    comparator_gap = models.DecimalField(
        _("Furthest from its comparators"),
        **FIGURE,
        help_text=_("A larger gap is an exception, in the same unit"),
    )
    questions_en = models.TextField(
        _("Questions to ask"), blank=True, help_text=_("One to a line")
    )
    questions_cy = models.TextField(_("Questions to ask, in Welsh"), blank=True)
    measure_key = models.SlugField(
        _("Shared measure"),
        max_length=80,
        blank=True,
        help_text=_("The same word on several boards lets one return serve them all"),
    )
    codes = ArrayField(
        models.CharField(max_length=250),
        default=list,
        blank=True,
        verbose_name=_("Names in files"),
        help_text=_("Headings and codes by which sources print it. One to a line."),
    )
    order = models.PositiveSmallIntegerField(default=0)
    active_from = models.DateField(_("Watched from"), null=True, blank=True)
    active_to = models.DateField(_("Watched until"), null=True, blank=True)
    retired_because = models.TextField(_("Why it was retired"), blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["area__order", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "key"], name="indicator_once_a_board"
            ),
            in_order("active_from", "active_to", "indicator_dates_in_order"),
        ]
        indexes = [
            models.Index(fields=["measure_key"], name="indicator_shared"),
            models.Index(fields=["board", "order"], name="indicator_board"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("performance:indicator", args=[self.board.slug, self.key])

    @property
    def name(self):
        return localised(self, "name")

    @property
    def definition(self):
        return localised(self, "definition")

    @property
    def unit(self):
        return localised(self, "unit")

    @property
    def denominator(self):
        return localised(self, "denominator")

    @property
    def questions(self) -> list[str]:
        said = localised(self, "questions")
        return [line.strip() for line in said.splitlines() if line.strip()]

    @property
    def agency_id(self):
        return self.owner_id

    @property
    def is_retired(self) -> bool:
        return bool(self.active_to and self.active_to < timezone.localdate())

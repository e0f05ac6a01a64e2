"""Boards and the agencies that make them up."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.choices import AreaOfWork, Nation, SectorChoices
from boards.constraints import in_order
from boards.localised import localised
from boards.querysets import LiveQuerySet, ScopedQuerySet


class BoardQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(pk__in=scope.board_ids)


class Board(models.Model):
    """A safeguarding board or partnership."""

    slug = models.SlugField(unique=True)
    name_en = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    short_name_en = models.CharField(max_length=60)
    short_name_cy = models.CharField(max_length=60, blank=True)
    jurisdiction = models.CharField(max_length=20, choices=Nation)
    strand = models.CharField(max_length=10, choices=AreaOfWork)
    region = models.CharField(max_length=120, blank=True)
    colour = models.CharField(max_length=20, default="blue")
    languages = ArrayField(models.CharField(max_length=5), default=list)
    pack = models.SlugField(help_text=_("Framework pack the board follows"))
    framework_edition = models.CharField(max_length=60)
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)
    public_site = models.BooleanField(
        _("Anybody may read the board's public pages"), default=False
    )
    public_contact = models.CharField(
        _("Where the public may ask"),
        max_length=200,
        blank=True,
        help_text=_("An address or telephone number of the office, not of a person"),
    )
    history = HistoricalRecords()

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        constraints = [in_order("active_from", "active_to", "board_dates_in_order")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("boards:board", args=[self.slug])

    @property
    def name(self):
        return localised(self, "name")

    @property
    def short_name(self):
        return localised(self, "short_name")

    @property
    def board_id(self):
        """So that rules about a board's rows read the same for the board itself."""
        return self.pk


class OfBoardQuerySet(ScopedQuerySet):
    """Rows everybody on the board may see."""

    def visibility(self, scope, user):
        return Q(board_id__in=scope.board_ids)


class Area(models.Model):
    """A local authority area the board covers."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="areas")
    key = models.SlugField()
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    history = HistoricalRecords()

    objects = OfBoardQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(fields=["board", "key"], name="area_once_a_board")
        ]

    def __str__(self):
        return localised(self, "name")


class AgencyQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_links__board_id__in=scope.board_ids)

    def visible_to(self, user):
        return super().visible_to(user).distinct()

    def serving(self, board):
        """Agencies with a live link to the board."""
        links = BoardAgency.objects.live().filter(board=board)
        return self.filter(pk__in=links.values("agency"))


class Agency(models.Model):
    """A partner body. It may serve several boards."""

    name_en = models.CharField(_("Name"), max_length=200)
    name_cy = models.CharField(_("Welsh name"), max_length=200, blank=True)
    sector = models.CharField(_("Sector"), max_length=30, choices=SectorChoices)
    boards = models.ManyToManyField(
        Board, through="BoardAgency", related_name="agencies"
    )
    history = HistoricalRecords()

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        verbose_name_plural = "agencies"

    def __str__(self):
        return self.name

    @property
    def name(self):
        return localised(self, "name")


class BoardAgencyQuerySet(LiveQuerySet, OfBoardQuerySet):
    first_day, last_day = "active_from", "active_to"


class BoardAgency(models.Model):
    """An agency's place on one board."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="agency_links")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="board_links")
    key = models.SlugField(max_length=80, blank=True)
    statutory = models.BooleanField(_("Statutory partner"), default=False)
    safeguarding_partner = models.CharField(max_length=30, blank=True)
    school_duty = models.CharField(
        max_length=3, blank=True, choices=[("175", "175"), ("157", "157")]
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = BoardAgencyQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency"], name="agency_once_a_board"
            ),
            in_order("active_from", "active_to", "board_agency_dates_in_order"),
        ]

    def __str__(self):
        return f"{self.agency} - {self.board}"

    def get_absolute_url(self):
        return reverse("boards:agency", args=[self.board.slug, self.agency_id])


class BankHoliday(models.Model):
    """A day nobody works. The shipped table loads it; boards correct it."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=80)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%d %B %Y}: {self.name}"

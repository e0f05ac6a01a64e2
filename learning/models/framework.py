"""What a board's framework says, as rows the business unit edits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.choices import AreaOfWork
from boards.localised import localised
from boards.models import Board, Group
from boards.models.organisations import OfBoardQuerySet
from learning.choices import SourceKindChoices


class OfBoard(models.Model):
    """A keyed, named row of one board's framework."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="%(class)ss")
    key = models.SlugField(max_length=80)
    name_en = models.CharField(_("Name"), max_length=250)
    name_cy = models.CharField(_("Welsh name"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(_("Retired on"), null=True, blank=True)
    history = HistoricalRecords(inherit=True)

    objects = OfBoardQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "key"], name="%(class)s_key_once_a_board"
            )
        ]

    def __str__(self):
        return localised(self, "name")


class SharingMethod(OfBoard):
    """A way of sharing, embedding or testing learning."""

    purposes = ArrayField(models.CharField(max_length=20), default=list)


class Audience(OfBoard):
    """People a message is for."""

    audience_group = models.CharField(max_length=80, blank=True)


class SourceTypeQuerySet(OfBoardQuerySet):
    def visibility(self, scope, user):
        on_board = super().visibility(scope, user)
        unrestricted = models.Q(restricted_to__isnull=True)
        mine = models.Q(restricted_to_id__in=scope.group_ids)
        return on_board & (unrestricted | mine)

    def current(self):
        return self.filter(retired_on__isnull=True)


class SourceType(OfBoard):
    """A row of the board's table of learning activity; new items inherit from it."""

    kind = models.CharField(_("Kind"), max_length=30, choices=SourceKindChoices)
    strand = models.CharField(_("Strand"), max_length=10, choices=AreaOfWork)
    statutory = models.BooleanField(_("Statutory"), default=False)
    category_en = models.CharField(_("Information"), max_length=250, blank=True)
    category_cy = models.CharField(max_length=250, blank=True)
    what_we_learn = models.TextField(_("What we learn"), blank=True)
    methodology = models.TextField(_("Methodology"), blank=True)
    responsibility = models.ManyToManyField(
        Group, blank=True, related_name="source_types", verbose_name=_("Responsibility")
    )
    sharing = models.ManyToManyField(
        SharingMethod,
        blank=True,
        related_name="source_types",
        verbose_name=_("Methods of sharing"),
    )
    monitoring = models.TextField(_("Monitoring and evaluation"), blank=True)
    monitored_by = models.ManyToManyField(
        Group, blank=True, related_name="monitors", verbose_name=_("Monitored by")
    )
    stakeholders = models.TextField(_("Key stakeholders"), blank=True)
    providers = models.TextField(_("Providers"), blank=True)
    restricted_to = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_due_on = models.DateField(_("Next item due"), null=True, blank=True)

    objects = SourceTypeQuerySet.as_manager()


class TimetableEntry(OfBoard):
    """A report that falls due in stated months, from one body to another."""

    months = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("Months"))
    day = models.PositiveSmallIntegerField(
        _("Day"), default=0, help_text=_("0 means the last day of the month")
    )
    given_by = models.CharField(_("Given by"), max_length=80)
    received_by = models.CharField(_("Goes to"), max_length=80)
    note_en = models.TextField(_("Note"), blank=True)
    note_cy = models.TextField(blank=True)
    unverified = models.BooleanField(default=False)


class ReportTemplate(OfBoard):
    """A document with headings the board fixed."""

    header = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    sections = models.JSONField(default=list)


class Priority(models.Model):
    """A priority of the board for one year."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="priorities")
    year = models.CharField(_("Year"), max_length=20)
    number = models.PositiveSmallIntegerField(_("Number"))
    text_en = models.TextField(_("Priority"))
    text_cy = models.TextField(_("Priority in Welsh"), blank=True)
    history = HistoricalRecords()

    objects = OfBoardQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "number"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "number"], name="priority_once_a_year"
            )
        ]

    def __str__(self):
        return f"{self.number}. {localised(self, 'text')}"

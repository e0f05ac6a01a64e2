"""What a board's framework says, as rows the business unit edits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.choices import AreaOfWork
from boards.constraints import in_order
from boards.localised import localised
from boards.models import Board, Group
from boards.models.organisations import OfBoardQuerySet
from learning.choices import SourceKindChoices


def names_hidden_group(scope, *columns) -> Q:
    """Rows that name, by key, a restricted group the person does not sit on."""
    named = Q(pk__in=[])
    for column in columns:
        named |= Q(key=OuterRef(column))
    serves = Q(board=OuterRef("board")) | Q(shared_with=OuterRef("board"))
    hidden = Group.objects.filter(serves, restricted=True)
    return Q(Exists(hidden.filter(named).exclude(pk__in=scope.group_ids)))


class OfBoard(models.Model):
    """A keyed, named row of one board's framework."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="%(class)ss")
    key = models.SlugField(max_length=80)
    name_en = models.CharField(_("Name"), max_length=250)
    name_cy = models.CharField(_("Welsh name"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(_("Retired on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
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

    @property
    def name(self):
        return localised(self, "name")


class SharingMethod(OfBoard):
    """A way of sharing, embedding or testing learning."""

    purposes = ArrayField(models.CharField(max_length=20), default=list)


class AudienceQuerySet(OfBoardQuerySet):
    def visibility(self, scope, user):
        hidden = names_hidden_group(scope, "audience_group")
        return super().visibility(scope, user) & ~hidden


class Audience(OfBoard):
    """People a message is for."""

    audience_group = models.CharField(max_length=80, blank=True)

    objects = AudienceQuerySet.as_manager()


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
    what_we_learn_cy = models.TextField(blank=True)
    methodology = models.TextField(_("Methodology"), blank=True)
    methodology_cy = models.TextField(blank=True)
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
    monitoring_cy = models.TextField(blank=True)
    monitored_by = models.ManyToManyField(
        Group, blank=True, related_name="monitors", verbose_name=_("Monitored by")
    )
    stakeholders = models.TextField(_("Key stakeholders"), blank=True)
    stakeholders_cy = models.TextField(blank=True)
    providers = models.TextField(_("Providers"), blank=True)
    providers_cy = models.TextField(blank=True)
    restricted_to = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_due_on = models.DateField(_("Next item due"), null=True, blank=True)

    objects = SourceTypeQuerySet.as_manager()

    @property
    def category(self):
        return localised(self, "category")

    def words(self, field: str) -> str:
        """A text in the reader's language, English where Welsh is missing."""
        welsh = getattr(self, f"{field}_cy") if get_language() == "cy" else ""
        return welsh or getattr(self, field)


class TimetableEntryQuerySet(OfBoardQuerySet):
    def visibility(self, scope, user):
        """A report to or from a restricted group exists only for its members."""
        hidden = names_hidden_group(scope, "given_by", "received_by")
        types = SourceType.objects.visible_to(user)
        about = Q(source_type__isnull=True) | Q(source_type__in=types.values("pk"))
        return super().visibility(scope, user) & ~hidden & about

    def current(self):
        return self.filter(retired_on__isnull=True)


class TimetableEntry(OfBoard):
    """A report that falls due in stated months, from one body to another."""

    months = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("Months"), blank=True
    )
    day = models.PositiveSmallIntegerField(
        _("Day"), default=0, help_text=_("0 means the last day of the month")
    )
    given_by = models.CharField(_("Given by"), max_length=80)
    received_by = models.CharField(_("Goes to"), max_length=80)
    note_en = models.TextField(_("Note"), blank=True)
    note_cy = models.TextField(blank=True)
    unverified = models.BooleanField(
        _("Still to be confirmed by the board"), default=False
    )
    source_type = models.ForeignKey(
        SourceType, models.PROTECT, null=True, blank=True, related_name="timetable"
    )

    objects = TimetableEntryQuerySet.as_manager()

    @property
    def note(self):
        return localised(self, "note")


class ReportTemplate(OfBoard):
    """A document with headings the board fixed."""

    header = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    sections = models.JSONField(default=list)
    filled_by = models.CharField(max_length=250, blank=True)
    goes_to = models.CharField(max_length=250, blank=True)
    unverified = models.BooleanField(default=False)
    # Of an annual report: its year, due day, sections, timetable and checklist.
    annual = models.JSONField(default=dict, blank=True)


class Priority(models.Model):
    """A priority of the board for one year."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="priorities")
    year = models.CharField(_("Year"), max_length=20)
    number = models.PositiveSmallIntegerField(_("Number"))
    text_en = models.TextField(_("Priority"))
    text_cy = models.TextField(_("Priority in Welsh"), blank=True)
    version = models.PositiveIntegerField(default=1)
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
        return f"{self.number}. {self.text}"

    @property
    def text(self):
        return localised(self, "text")


class FrameworkNote(models.Model):
    """Where a board's framework came from, and how long it stands (seed 004)."""

    board = models.OneToOneField(
        Board, models.PROTECT, primary_key=True, related_name="framework_note"
    )
    title = models.CharField(_("Title"), max_length=250)
    author = models.CharField(
        _("Written by (a post or body)"), max_length=250, blank=True
    )
    dated = models.CharField(_("Dated"), max_length=120, blank=True)
    valid_from = models.DateField(_("In force from"), null=True, blank=True)
    valid_to = models.DateField(_("In force until"), null=True, blank=True)
    review_every_months = models.PositiveSmallIntegerField(
        _("Reviewed every so many months"), default=12
    )
    reviewed_on = models.DateField(_("Last reviewed on"), null=True, blank=True)
    adapted_from = models.TextField(_("Adapted from"), blank=True)
    references = models.TextField(
        _("References"), blank=True, help_text=_("One to a line")
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfBoardQuerySet.as_manager()

    class Meta:
        constraints = [in_order("valid_from", "valid_to", "framework_dates_in_order")]

    def __str__(self):
        return self.title

"""Who took part, by role and relationship and never by name; principles; outputs."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, User
from learning.models.sources import OfSourceQuerySet
from reviews.choices import (
    InvolvementKind,
    Method,
    ProcessKind,
    PublicationChoice,
    Relationship,
    Reply,
    Waits,
)
from reviews.models.reviews import PaperQuerySet, Review


class Involvement(models.Model):
    """An offer to take part and what came of it (CTM-10, CTM-11, WOL-9)."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="involvement")
    kind = models.CharField(max_length=15, choices=InvolvementKind)
    role = models.CharField(
        _("Role"), max_length=120, blank=True, help_text=_("A role, never a name")
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Agency"),
    )
    relationship = models.CharField(
        _("Relationship"), max_length=15, choices=Relationship, blank=True
    )
    number = models.PositiveSmallIntegerField(_("How many people"), default=1)
    offered_on = models.DateField(_("Offered or invited on"))
    explanation_given = models.BooleanField(
        _("Told how they can take part and what happens with their views"),
        default=False,
    )
    method = models.CharField(_("How"), max_length=15, choices=Method, blank=True)
    reply = models.CharField(
        _("Reply"), max_length=10, choices=Reply, default=Reply.AWAITED
    )
    contribution = models.TextField(_("What they contributed"), blank=True)
    how_used = models.TextField(_("How their views were used"), blank=True)
    would_change = models.TextField(_("What we said would change"), blank=True)
    told_back_on = models.DateField(_("Told the outcome on"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    sent_once = models.UUIDField(
        null=True, unique=True, editable=False, help_text="One form sent is one row"
    )
    history = HistoricalRecords()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "offered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="practitioner") | ~Q(relationship=""),
                name="family_by_relationship",
            )
        ]

    def __str__(self):
        return self.role or self.get_relationship_display()


class PrincipleAnswer(models.Model):
    """Whether a principle of the board's framework was kept (CTM-8, WOL-7)."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="principles")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="As the framework worded it that day")
    met = models.BooleanField(_("Kept"), null=True)
    evidence = models.TextField(_("Evidence, or the reason it was not kept"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="principle_once_a_review"
            )
        ]

    def __str__(self):
        return f"{self.review} {self.number}"


class OutputDone(models.Model):
    """An output of the review's checklist that is there (CTM-32)."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="outputs")
    output = models.CharField(max_length=250)
    done_on = models.DateField(_("Done on"))
    note = models.CharField(_("Where it is"), max_length=250, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["done_on"]
        constraints = [
            models.UniqueConstraint(fields=["review", "output"], name="output_once")
        ]

    def __str__(self):
        return self.output


class ParallelProcess(models.Model):
    """Another process on the same events, and who waits for whom."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="parallel")
    kind = models.CharField(_("Process"), max_length=15, choices=ProcessKind)
    body = models.CharField(_("Run by"), max_length=150, blank=True)
    waits = models.CharField(
        _("Who waits for whom"), max_length=10, choices=Waits, default=Waits.NEITHER
    )
    expected_on = models.DateField(_("Expected to end"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    note = models.TextField(_("Note"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    sent_once = models.UUIDField(
        null=True, unique=True, editable=False, help_text="One form sent is one row"
    )
    history = HistoricalRecords()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["ended_on", "kind", "pk"]

    def __str__(self):
        return f"{self.review}: {self.get_kind_display()}"


class PublicationQuerySet(OfSourceQuerySet):
    path = "review__source"

    def live(self, on=None):
        """Open to the public on a day."""
        day = on or timezone.localdate()
        return self.filter(
            Q(take_down_on__isnull=True) | Q(take_down_on__gt=day),
            choice__in=[PublicationChoice.PUBLISH, PublicationChoice.SUMMARY],
            live_from__lte=day,
            withdrawn_at__isnull=True,
            approved_at__isnull=False,
        )


class Publication(models.Model):
    """Whether and what the public reads of a review, decided by one person and
    screened by another (CTM-12)."""

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="publication"
    )
    choice = models.CharField(_("Decision"), max_length=10, choices=PublicationChoice)
    reason = models.TextField(_("Reason"))
    approver = models.CharField(_("Approved by (post)"), max_length=200)
    decided_on = models.DateField(_("Decided on"))
    embargo_until = models.DateField(_("Embargo until"), null=True, blank=True)
    live_from = models.DateField(_("Published on"), null=True, blank=True)
    take_down_on = models.DateField(_("Taken down on"), null=True, blank=True)
    title = models.CharField(_("Title for the public"), max_length=200, blank=True)
    text = models.TextField(_("Report or summary"), blank=True)
    response = models.TextField(_("The board's response"), blank=True)
    response_on = models.DateField(_("Date of the response"), null=True, blank=True)
    no_response = models.TextField(
        _("Why there is no response yet"),
        blank=True,
        help_text=_("Only where the response comes later. The public reads it."),
    )
    screened_at = models.DateTimeField(null=True, blank=True)
    screened_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    screening_note = models.TextField(
        _("What was found and why it may stay"), blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("screened_at", "screened_by", "publication_screened_by_someone"),
            paired("approved_at", "approved_by", "publication_approved_by_someone"),
            paired("withdrawn_at", "withdrawn_by", "publication_withdrawn_by_someone"),
            models.CheckConstraint(
                condition=Q(screened_by__isnull=True) | ~Q(screened_by=models.F("by")),
                name="screened_by_a_second_person",
            ),
        ]

    def __str__(self):
        return self.title or str(self.review)

    @property
    def authors(self) -> set[int]:
        """Whose own eyes do not count: of the report and of each answer."""
        return {self.by_id, *self.responses.values_list("by_id", flat=True)}

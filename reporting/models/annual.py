"""A board's annual report: sections, blocks of words and figures, who agreed it."""

from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import in_order, paired
from boards.localised import localised
from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.models import ReportTemplate
from learning.models.sources import new_reference
from reporting.choices import (
    AnnualReportState,
    BlockKind,
    ContributionState,
    SignedBy,
)

# While it is in one of these its words still change.
BEING_WRITTEN = [
    AnnualReportState.DRAFT,
    AnnualReportState.CIRCULATED,
    AnnualReportState.SIGN_OFF,
]


class AnnualReportQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers write it; once circulated the board's readers read it."""
        officer = Q(board_id__in=scope.boards_as_business_unit)
        readers = Q(board_id__in=scope.reading_board_ids)
        return officer | (readers & ~Q(state=AnnualReportState.DRAFT))

    def with_members(self):
        """Those that board members are asked to read."""
        return self.filter(state=AnnualReportState.CIRCULATED)

    def with_final_words(self):
        """`said`: the words of the final edition, for searching; with them the
        edition itself, in `final_editions`."""
        finals = self.model.editions.rel.related_model.objects.filter(final=True)
        final = finals.filter(report=OuterRef("pk"))
        texts = Func(
            F("content"),
            Value("$.**.text"),
            function="jsonb_path_query_array",
            output_field=models.JSONField(),
        )
        words = final.annotate(words=Cast(texts, models.TextField())).values("words")
        said = Coalesce(Subquery(words[:1]), Value(""), output_field=models.TextField())
        kept = models.Prefetch("editions", finals, to_attr="final_editions")
        return self.annotate(said=said).prefetch_related(kept)

    def public(self):
        return self.filter(state=AnnualReportState.PUBLISHED)


class AnnualReport(models.Model):
    """The report of one board on one year, in the board's own sections."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="annual_reports")
    reference = models.CharField(max_length=30, unique=True)
    template = models.ForeignKey(
        ReportTemplate,
        models.PROTECT,
        null=True,
        related_name="annual_reports",
        verbose_name=_("Skeleton"),
    )
    title_en = models.CharField(_("Title"), max_length=200)
    title_cy = models.CharField(_("Title in Welsh"), max_length=200, blank=True)
    first_day = models.DateField(_("From"))
    last_day = models.DateField(_("To"))
    due_on = models.DateField(_("To be published by"))
    state = models.CharField(
        max_length=12, choices=AnnualReportState, default=AnnualReportState.DRAFT
    )
    checklist = models.JSONField(_("What the law asks for"), default=list, blank=True)
    drafted_at = models.DateTimeField(_("Draft assembled"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("Figures frozen"), null=True, blank=True)
    circulated_at = models.DateTimeField(null=True, blank=True)
    comments_until = models.DateField(_("Comments until"), null=True, blank=True)
    sign_off_until = models.DateField(_("Sign-off until"), null=True, blank=True)
    signed_by = models.CharField(
        _("Who signs for a partner"),
        max_length=10,
        choices=SignedBy,
        default=SignedBy.EITHER,
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_note = models.TextField(_("What the board answered"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    check_note = models.TextField(_("Why what was found may stay"), blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.TextField(_("Why it was taken down"), blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-pk"]
        constraints = [
            in_order("first_day", "last_day", "annual_report_days_in_order"),
            paired("published_at", "published_by", "annual_report_published_by"),
            paired("withdrawn_at", "withdrawn_by", "annual_report_withdrawn_by"),
        ]

    def __str__(self):
        return f"{self.title_en} ({self.reference})"

    def get_absolute_url(self):
        return reverse(
            "reporting:annual-report", args=[self.board.slug, self.reference]
        )

    @property
    def title(self):
        return localised(self, "title")

    @staticmethod
    def new_reference():
        return new_reference("AR")

    @classmethod
    def circulated(cls, board=None):
        """For telling people what is due: drafts that wait for members' comments."""
        rows = cls.objects.with_members().filter(comments_until__isnull=False)
        rows = rows.filter(board=board) if board is not None else rows
        return rows.select_related("board")

    @classmethod
    def published(cls):
        """For anybody: reports that are published now."""
        return cls.objects.public().select_related("board")


class OfReportQuerySet(ScopedQuerySet):
    """Seen by whoever sees the report."""

    path = "report"

    def visibility(self, scope, user):
        seen = AnnualReport.objects.visible_to(user).values("pk")
        return Q(**{f"{self.path}__in": seen})


class AnnualSection(models.Model):
    """One heading of a report: what fills it, and which items of law it answers."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField(_("Number"))
    key = models.SlugField(max_length=60)
    title_en = models.CharField(_("Heading"), max_length=200)
    title_cy = models.CharField(_("Heading in Welsh"), max_length=200, blank=True)
    draws_on = models.JSONField(_("Drawn from"), default=list)
    answers = models.JSONField(_("Items of the checklist"), default=list)
    nothing_because = models.TextField(_("Nothing to report, because"), blank=True)
    ready = models.BooleanField(_("Ready"), default=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"], name="annual_section_once"
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.title_en}"

    @property
    def title(self):
        return localised(self, "title")


class OfSectionQuerySet(OfReportQuerySet):
    path = "section__report"

    def standing(self):
        """Blocks that nobody took out."""
        return self.filter(removed_at__isnull=True)


class AnnualBlock(models.Model):
    """A paragraph, a figure or a quotation, and the records it rests on.

    What the portal drafted is redrawn from the records until somebody edits it or
    the report's figures are frozen. `records` holds `[kind, reference]` pairs: each
    reader is offered those they may see. `drawn` is what the records say now, whatever
    a hand made of it.
    """

    section = models.ForeignKey(AnnualSection, models.CASCADE, related_name="blocks")
    number = models.PositiveSmallIntegerField(_("Number"))
    kind = models.CharField(max_length=10, choices=BlockKind, default=BlockKind.WORDS)
    drawn_by = models.SlugField(_("Drafted by"), max_length=60, blank=True)
    text_en = models.TextField(_("Words"), blank=True)
    text_cy = models.TextField(_("Words in Welsh"), blank=True)
    figure = models.JSONField(_("Figures"), default=dict, blank=True)
    records = models.JSONField(_("Records behind it"), default=list, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn = models.JSONField(_("As the records say it"), default=dict, blank=True)
    records_changed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfSectionQuerySet.as_manager()

    class Meta:
        ordering = ["section", "number", "pk"]
        constraints = [
            paired("edited_at", "edited_by", "annual_block_edited_by"),
            paired("removed_at", "removed_by", "annual_block_removed_by"),
        ]

    def __str__(self):
        return f"{self.section_id}/{self.number}"


class OwnWordsQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(user=user)


class UnsavedBlock(models.Model):
    """What somebody typed into a block and has not saved."""

    block = models.ForeignKey(AnnualBlock, models.CASCADE, related_name="unsaved")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    posted = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    objects = OwnWordsQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["block", "user"], name="unsaved_annual_block_once"
            )
        ]

    def __str__(self):
        return f"{self.block}, {self.user}"


class ContributionQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers, and the agency's own people; readers once circulated."""
        officer = Q(report__board_id__in=scope.boards_as_business_unit)
        own = on_own_agency(scope, board="report__board")
        seen = AnnualReport.objects.visible_to(user).values("pk")
        given = Q(report__in=seen) & ~Q(state=ContributionState.ASKED)
        return officer | own | given


class AnnualContribution(models.Model):
    """What one agency gives to the report."""

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, related_name="contributions"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="annual_contributions"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("Due on"))
    state = models.CharField(
        max_length=10, choices=ContributionState, default=ContributionState.ASKED
    )
    text = models.TextField(_("Your agency's contribution"), blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "agency"], name="annual_contribution_once"
            ),
            paired("given_at", "given_by", "annual_contribution_given_by"),
        ]

    def __str__(self):
        return f"{self.agency}: {self.report}"

    def get_absolute_url(self):
        where = [self.report.board.slug, self.pk]
        return reverse("reporting:annual-contribution", args=where)

    @property
    def given_text(self) -> str:
        """What others than the agency read: nothing before it is given."""
        return "" if self.state == ContributionState.ASKED else self.text

    @classmethod
    def outstanding(cls, board=None):
        """For telling people what is due: asked, and not given yet."""
        rows = cls.objects.filter(state=ContributionState.ASKED)
        rows = rows.filter(report__state__in=BEING_WRITTEN)
        rows = rows.filter(report__board=board) if board is not None else rows
        return rows.select_related("agency", "report__board")


class UnsavedContribution(models.Model):
    """What a person of an agency typed and has not given."""

    contribution = models.ForeignKey(
        AnnualContribution, models.CASCADE, related_name="unsaved"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    posted = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    objects = OwnWordsQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "user"], name="unsaved_contribution_once"
            )
        ]

    def __str__(self):
        return f"{self.contribution}, {self.user}"


class AnnualMilestone(models.Model):
    """A step of the timetable, counted back from the day it is due."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="milestones")
    key = models.SlugField(max_length=60)
    title = models.CharField(_("Step"), max_length=200)
    due_on = models.DateField(_("Due on"))
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"], name="annual_milestone_once"
            )
        ]

    def __str__(self):
        return self.title

"""How an annual report is read: comments, sign-off, editions and their files."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, User
from boards.querysets import ScopedQuerySet
from learning.models import Job
from learning.models.documents import random_name
from reporting.choices import AnnualReportState, CommentState, EditionFormat
from reporting.models.annual import (
    AnnualBlock,
    AnnualReport,
    AnnualSection,
    OfReportQuerySet,
)


class CommentQuerySet(OfReportQuerySet):
    def visibility(self, scope, user):
        """The officers, and whoever wrote it while they may read the report."""
        officer = Q(report__board_id__in=scope.boards_as_business_unit)
        return super().visibility(scope, user) & (officer | Q(by=user))


class AnnualComment(models.Model):
    """What a board member says of the draft, and what the editor did about it."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="comments")
    section = models.ForeignKey(
        AnnualSection, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    block = models.ForeignKey(
        AnnualBlock, models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    edition = models.PositiveIntegerField(_("Edition read"), default=0)
    about = models.CharField(_("About"), max_length=200, blank=True)
    text = models.TextField(_("Comment"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=10, choices=CommentState, default=CommentState.OPEN
    )
    answer = models.TextField(_("Answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    history = HistoricalRecords()

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [paired("answered_at", "answered_by", "annual_comment_answered")]

    def __str__(self):
        return f"{self.by}: {self.text[:40]}"


class SignOffQuerySet(OfReportQuerySet):
    def outstanding(self):
        """Asked, and not answered on the last edition."""
        last = AnnualEdition.objects.filter(report=OuterRef("report"))
        number = Subquery(last.order_by("-number").values("number")[:1])
        answered = Q(agreed__isnull=False, of_version=number)
        return self.filter(report__state=AnnualReportState.SIGN_OFF).exclude(answered)


class AnnualSignOff(models.Model):
    """A partner agrees the report, or says why not."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="sign_offs")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="annual_sign_offs")
    asked_at = models.DateTimeField(default=timezone.now)
    agreed = models.BooleanField(_("Agreed"), null=True)
    words = models.TextField(_("Words"), blank=True)
    of_version = models.PositiveIntegerField(_("Of edition"), default=0)
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "agency"], name="annual_sign_off_once"
            ),
            paired("at", "by", "annual_sign_off_by_someone"),
        ]

    def __str__(self):
        return f"{self.agency}: {self.report}"

    @classmethod
    def due(cls, board=None):
        """For telling people what is due: partners that have not answered."""
        rows = cls.objects.outstanding().filter(report__sign_off_until__isnull=False)
        rows = rows.filter(report__board=board) if board is not None else rows
        return rows.select_related("report__board", "agency")


class AnnualEdition(models.Model):
    """The report as it stood when it was built: its words kept, what changed told."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("Edition"))
    content = models.JSONField(default=dict)
    changed = models.JSONField(_("What changed"), default=list)
    final = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="annual_edition_once"
            )
        ]

    def __str__(self):
        return f"{self.report} {self.number}"


class EditionFileQuerySet(OfReportQuerySet):
    path = "edition__report"


class AnnualEditionFile(models.Model):
    """One file of one edition: what everybody who may read it downloads."""

    edition = models.ForeignKey(AnnualEdition, models.CASCADE, related_name="files")
    format = models.CharField(max_length=10, choices=EditionFormat)
    language = models.CharField(max_length=10)
    job = models.OneToOneField(Job, models.PROTECT, related_name="annual_file")
    file = models.FileField(_("File"), upload_to=random_name, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    built_at = models.DateTimeField(null=True, blank=True)

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "language", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "format", "language"],
                name="annual_edition_file_once",
            )
        ]

    def __str__(self):
        return f"{self.edition} {self.format} {self.language}"

    @property
    def reference(self):
        """What access records call it."""
        report = self.edition.report.reference
        return f"{report} {self.edition.number} {self.format} {self.language}"[:80]


class OwnReadingQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        officer = Q(report__board_id__in=scope.boards_as_business_unit)
        return officer | Q(user=user)


class AnnualReading(models.Model):
    """A member has read the draft and said what there is to say."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    edition = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects = OwnReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "user"], name="annual_reading_once"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.report}"

    @classmethod
    def pairs(cls, reports) -> set[tuple[int, int]]:
        """(report, person) of whoever has read."""
        rows = cls.objects.filter(report__in=reports)
        return set(rows.values_list("report_id", "user_id"))

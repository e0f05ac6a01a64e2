"""What agencies are asked for a review, how they answer, and what came of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.choices import ScanState
from learning.models import Document, LearningSource
from learning.models.sources import new_reference
from reviews.choices import (
    OPEN_REQUESTS,
    Quality,
    RequestState,
    RequestStep,
    StaffLevel,
)
from reviews.models.reviews import Review


class InformationRequestQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The people of the review; once sent, the agency asked. Never a draft."""
        papers = Q(
            review__source__in=LearningSource.objects.worked_on_by(user).values("pk")
        )
        asked = on_own_agency(scope) & ~Q(state=RequestState.DRAFT)
        return papers | asked

    def of_own_agency(self, user):
        """Requests the person's own agencies were sent."""
        return self.filter(on_own_agency(user.scope)).exclude(state=RequestState.DRAFT)

    def open(self):
        return self.filter(state__in=OPEN_REQUESTS)

    def overdue(self, on=None):
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def late(self, on=None):
        """Owed after its day, or handed in after it."""
        day = on or timezone.localdate()
        owed = Q(state__in=OPEN_REQUESTS, due_on__lt=day)
        came = Q(answered_at__date__gt=models.F("due_on"))
        return self.filter(owed | (came & ~Q(state__in=OPEN_REQUESTS)))

    def counted(self, on=None) -> dict[str, int]:
        """How many are prepared, owed and overdue, in one query."""
        owed = Q(state__in=OPEN_REQUESTS)
        return self.order_by().aggregate(
            drafts=models.Count("pk", filter=Q(state=RequestState.DRAFT)),
            owed=models.Count("pk", filter=owed),
            overdue=models.Count(
                "pk", filter=owed & Q(due_on__lt=on or timezone.localdate())
            ),
        )

    def search(self, words):
        """Every word somewhere in the title, the reference or the agency's name."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(reference__icontains=word)
                | Q(agency__name_en__icontains=word)
                | Q(agency__name_cy__icontains=word)
            )
        return found


class InformationRequest(models.Model):
    """What one agency is asked for a review, and its answer (SOL-8, SOL-10).

    The agency sees the request, not the review.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="requests")
    board = models.ForeignKey(Board, models.PROTECT, related_name="review_requests")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="review_requests")
    reference = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("Title the agency sees"), max_length=200)
    asked = models.TextField(_("What is asked"))
    due_on = models.DateField(_("Due on"))
    state = models.CharField(
        max_length=10, choices=RequestState, default=RequestState.DRAFT
    )
    sent_to = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("Answer"), blank=True)
    staff_level = models.CharField(
        _("Who took part"), max_length=15, choices=StaffLevel, blank=True
    )
    knowledge_transfer = models.TextField(
        _("How what was learnt is being passed on already"), blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    quality = models.CharField(_("Quality"), max_length=10, choices=Quality, blank=True)
    quality_note = models.TextField(_("Why"), blank=True)
    extended = models.PositiveSmallIntegerField(default=0)
    pack = models.UUIDField(
        null=True, editable=False, help_text=_("One form sent asks each agency once")
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "agency__name_en"]
        indexes = [models.Index(fields=["agency", "state", "due_on"])]
        constraints = [
            paired("sent_at", "sent_by", "request_sent_by_someone"),
            paired("answered_at", "answered_by", "request_answered_by_someone"),
            models.UniqueConstraint(
                fields=["pack", "agency"], name="agency_asked_once_a_pack"
            ),
        ]

    def __str__(self):
        return f"{self.agency}: {self.title}"

    def get_absolute_url(self):
        return reverse("reviews:request", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("REQ")

    @property
    def group_ids(self):
        return self.review.group_ids

    @property
    def is_open(self):
        return self.state in OPEN_REQUESTS

    @property
    def is_answered(self):
        """Whether the agency's part is done, and not asked for again."""
        return self.state in (RequestState.ANSWERED, RequestState.ACCEPTED)

    @property
    def is_late(self):
        """Handed in after its day, or still owed after it. A draft is never late."""
        if self.state == RequestState.DRAFT:
            return False
        day = timezone.localdate()
        if self.is_answered:
            day = timezone.localtime(self.answered_at).date()
        return day > self.due_on


class RequestFileQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The agency's own; the review's people once they were handed in."""
        seen = InformationRequest.objects.visible_to(user).values("pk")
        own = on_own_agency(scope, board="request__board", agency="request__agency")
        return Q(request__in=seen) & (own | Q(handed_in=True))


class RequestFile(models.Model):
    """A file an agency sent with its answer."""

    request = models.ForeignKey(
        InformationRequest, models.CASCADE, related_name="files"
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    handed_in = models.BooleanField(default=False)

    objects = RequestFileQuerySet.as_manager()

    class Meta:
        ordering = ["added_at"]

    def __str__(self):
        return str(self.document)

    @property
    def board_id(self):
        return self.request.board_id

    @property
    def is_downloadable(self) -> bool:
        return self.document.scan_state == ScanState.CLEAN


class RequestDraftQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The agency's people only: nobody of the review."""
        return on_own_agency(scope, board="request__board", agency="request__agency")


class RequestDraft(models.Model):
    """The answer an agency is writing. It becomes the answer when handed in."""

    request = models.OneToOneField(
        InformationRequest, models.CASCADE, primary_key=True, related_name="draft"
    )
    answer = models.TextField(_("Answer"), blank=True)
    staff_level = models.CharField(
        _("Who took part"), max_length=15, choices=StaffLevel, blank=True
    )
    knowledge_transfer = models.TextField(
        _("How what was learnt is being passed on already"), blank=True
    )
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = RequestDraftQuerySet.as_manager()

    class Meta:
        constraints = [paired("saved_at", "saved_by", "draft_saved_by_someone")]

    def __str__(self):
        return str(self.request)


class RequestEventQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        seen = InformationRequest.objects.visible_to(user).values("pk")
        return Q(request__in=seen)


class RequestEvent(models.Model):
    """One step of a request, with its reason. Written once, never changed."""

    request = models.ForeignKey(
        InformationRequest, models.CASCADE, related_name="events"
    )
    step = models.CharField(max_length=10, choices=RequestStep)
    note = models.TextField(blank=True)
    due_on = models.DateField(help_text=_("Due on after this step"))
    quality = models.CharField(max_length=10, choices=Quality, blank=True)
    late = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = RequestEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.request}: {self.get_step_display()}"

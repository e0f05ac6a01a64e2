"""What agencies are asked to pass on, and what each says it did (SOL-35, 38; HAR-38,
39; WOL-29, 33; CTM-28)."""

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Agency, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from dissemination.choices import (
    Applies,
    Confirmation,
    PartState,
    RequestState,
)
from dissemination.models.briefings import Briefing
from dissemination.models.plans import DisseminationPlan
from learning.models import Finding, LearningSource, SharingMethod
from learning.models.sources import new_reference


class RequestQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its group and the officers; once issued, the agencies asked. What a
        restricted group writes stays in it."""
        officer = Q(board_id__in=scope.boards_as_business_unit, group__restricted=False)
        asked = self.model._meta.get_field("parts").related_model._base_manager
        parts = asked.filter(on_own_agency(scope)).values("request")
        issued = ~Q(state=RequestState.DRAFT) & Q(group__restricted=False)
        return officer | Q(group_id__in=scope.group_ids) | (Q(pk__in=parts) & issued)

    def search(self, words):
        """Every word somewhere in the title, the reference or a learning point."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(reference__iexact=word)
                | Q(pk__in=_points_with(word))
            )
        return found


def _points_with(word):
    return LearningPoint._base_manager.filter(text__icontains=word).values("request")


class LearningRequest(models.Model):
    """A formal request to agencies to pass learning on and embed it."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="learning_requests")
    reference = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    message = models.TextField(_("What agencies are asked to do"), blank=True)
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="learning_requests", verbose_name=_("From")
    )
    source = models.ForeignKey(
        LearningSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="learning_requests",
        verbose_name=_("Source"),
    )
    plan = models.ForeignKey(
        DisseminationPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("Dissemination plan"),
    )
    briefing = models.ForeignKey(
        Briefing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("Briefing to pass on"),
    )
    due_on = models.DateField(_("Answers due on"))
    recall_weeks = models.PositiveSmallIntegerField(
        _("Weeks until teams are asked what they remember"), null=True, blank=True
    )
    state = models.CharField(
        max_length=10, choices=RequestState, default=RequestState.DRAFT
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [paired("issued_at", "issued_by", "learning_request_issued_by")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("dissemination:request", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("PASS")

    @property
    def group_ids(self):
        return {self.group_id}


class OfRequestQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        seen = LearningRequest.objects.visible_to(user)
        return Q(request__in=seen.values("pk"))


class LearningPoint(models.Model):
    """One thing agencies are asked about."""

    request = models.ForeignKey(LearningRequest, models.CASCADE, related_name="points")
    text = models.TextField(_("Learning point"))
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="learning_points"
    )
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text[:80]


class PartQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Each agency its own part; the officers and the asking group every part."""
        officer = Q(
            board_id__in=scope.boards_as_business_unit,
            request__group__restricted=False,
        )
        inside = Q(request__group_id__in=scope.group_ids)
        issued = ~Q(request__state=RequestState.DRAFT) & Q(
            request__group__restricted=False
        )
        return officer | inside | (on_own_agency(scope) & issued)

    def with_counts(self):
        """Each with the kinds it `confirmed` and how many people it `reached`: by its
        own cascade, and as its teams say."""
        rows = {"confirmed": PartConfirmation, "passed_on": Cascade}
        found = {
            name: model._base_manager.filter(part=OuterRef("pk")).order_by()
            for name, model in rows.items()
        }
        told = apps.get_model("dissemination", "Acknowledgement")._base_manager
        told = told.filter(link__part=OuterRef("pk"))
        return self.annotate(
            confirmed=ArraySubquery(found["confirmed"].values("kind")),
            passed_on=_summed(found["passed_on"], "part"),
            told=_summed(told.order_by(), "link__part"),
        )

    def late(self, on=None):
        return self.outstanding().filter(request__due_on__lt=on or timezone.localdate())

    def outstanding(self):
        issued = self.filter(request__state=RequestState.ISSUED)
        return issued.exclude(state=PartState.ANSWERED)


def _summed(rows, key):
    """People reached, nought where nothing is said."""
    total = rows.values(key).annotate(people=Sum("reach")).values("people")
    return Coalesce(Subquery(total), 0, output_field=models.BigIntegerField())


class AgencyPart(models.Model):
    """One agency's part in a request: three questions and three confirmations."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="agency_parts")
    request = models.ForeignKey(LearningRequest, models.CASCADE, related_name="parts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="learning_parts")
    state = models.CharField(
        max_length=12, choices=PartState, default=PartState.NOT_STARTED
    )
    where_embedded = models.TextField(
        _("Where in your procedures will the learning be embedded?"), blank=True
    )
    mechanism = models.TextField(_("By what mechanism?"), blank=True)
    methods = models.ManyToManyField(
        SharingMethod,
        blank=True,
        related_name="agency_parts",
        verbose_name=_("Ways of embedding"),
    )
    evaluation = models.TextField(_("How will you evaluate it over time?"), blank=True)
    evaluate_on = models.DateField(_("Evaluated on"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["request", "agency__name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "agency"], name="agency_once_a_request"
            ),
            paired("answered_at", "answered_by", "learning_part_answered_by"),
        ]

    def __str__(self):
        return f"{self.agency}: {self.request}"

    def get_absolute_url(self):
        return reverse(
            "dissemination:part",
            args=[self.board.slug, self.request.reference, self.pk],
        )

    @property
    def group_ids(self):
        return self.request.group_ids

    @property
    def is_open(self) -> bool:
        """The request runs: the agency may still say how it goes."""
        return self.request.state == RequestState.ISSUED

    @property
    def is_answered(self) -> bool:
        return self.state == PartState.ANSWERED

    @property
    def is_late(self) -> bool:
        over = self.request.due_on < timezone.localdate()
        return self.is_open and not self.is_answered and over


class OfPartQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(part__in=AgencyPart.objects.visible_to(user).values("pk"))


class PointAnswerQuerySet(OfPartQuerySet):
    def visibility(self, scope, user):
        """Its agency while it writes; the others once it is handed in."""
        own = on_own_agency(scope, board="part__board", agency="part__agency")
        handed_in = Q(part__state=PartState.ANSWERED)
        return super().visibility(scope, user) & (own | handed_in)


class PointAnswer(models.Model):
    """Whether a learning point applies to an agency, and what it does (WOL-29)."""

    part = models.ForeignKey(AgencyPart, models.CASCADE, related_name="answers")
    point = models.ForeignKey(LearningPoint, models.CASCADE, related_name="answers")
    applies = models.CharField(
        _("Does it apply?"), max_length=5, choices=Applies, blank=True
    )
    action = models.TextField(_("What we do, or why it does not apply"), blank=True)
    history = HistoricalRecords()

    objects = PointAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["point__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "point"], name="point_answered_once"
            )
        ]

    def __str__(self):
        return f"{self.point}: {self.get_applies_display()}"


class PartConfirmation(models.Model):
    """One of three confirmations, signed, with what it rests on (HAR-39)."""

    part = models.ForeignKey(AgencyPart, models.CASCADE, related_name="confirmations")
    kind = models.CharField(_("Confirmation"), max_length=15, choices=Confirmation)
    evidence = models.TextField(_("What it rests on"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = OfPartQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["part", "kind"], name="confirmed_once_each")
        ]

    def __str__(self):
        return self.get_kind_display()


class Cascade(models.Model):
    """How an agency passed learning on: form, day, how many (HAR-38). Append only."""

    part = models.ForeignKey(AgencyPart, models.CASCADE, related_name="cascades")
    method = models.ForeignKey(
        SharingMethod,
        models.PROTECT,
        related_name="cascades",
        verbose_name=_("How it was passed on"),
    )
    audience = models.CharField(
        _("To which teams"), max_length=200, help_text=_("Teams or services, no names")
    )
    on = models.DateField(_("On"), default=timezone.localdate)
    reach = models.PositiveIntegerField(_("People reached"), null=True, blank=True)
    changed = models.TextField(_("What was changed because of it"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfPartQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.method}: {self.audience}"

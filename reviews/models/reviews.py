"""A review: what hangs on the spine for everything the board reviews."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Agency, Board, User
from learning.models import LearningSource, Priority
from learning.models.sources import OfSourceQuerySet, WorkingPaperQuerySet
from reviews.choices import CriteriaSay, CriterionAnswerChoices, Outcome


class ReviewQuerySet(OfSourceQuerySet):
    def worked_on_by(self, user):
        """Reviews whose working papers the person may read."""
        seen = LearningSource.objects.worked_on_by(user)
        return self.filter(source__in=seen.values("pk"))

    def search(self, words):
        """Every word somewhere in the reference, the title or the summary."""
        if not words.split():
            return self
        found = LearningSource.objects.search(words)
        return self.filter(source__in=found.values("pk"))


class Review(models.Model):
    """One review. Its title, type, stage, strand and audience are on the spine."""

    source = models.OneToOneField(
        LearningSource, models.PROTECT, primary_key=True, related_name="review"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="reviews")
    legal_type = models.SlugField(max_length=60)
    reason_chosen = models.TextField(
        _("Why this kind of review"),
        blank=True,
        help_text=_("Below the threshold: what makes it worth learning from"),
    )
    scope = models.TextField(_("Scope and terms of reference"), blank=True)
    proportionality = models.TextField(
        _("Why this size and method is proportionate"), blank=True
    )
    methodology = models.TextField(_("Method"), blank=True)
    toolkit_version = models.CharField(
        _("Edition of the toolkit used"), max_length=80, blank=True
    )
    lead_agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Referred or led by"),
    )
    agencies = models.ManyToManyField(
        Agency,
        blank=True,
        related_name="involved_in",
        verbose_name=_("Agencies involved"),
    )
    owning_board = models.CharField(
        _("Board that owns it"),
        max_length=200,
        blank=True,
        help_text=_("Only for a review of another board"),
    )
    what_happened = models.TextField(_("What happened"), blank=True)
    why_it_happened = models.TextField(_("Why it happened"), blank=True)
    what_will_be_done = models.TextField(_("What will be done"), blank=True)
    learning_event_note = models.TextField(_("What the event brought out"), blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-source__opened_on", "-pk"]

    def __str__(self):
        return str(self.source)

    def get_absolute_url(self):
        return reverse("reviews:review", args=[self.board.slug, self.reference])

    @property
    def reference(self):
        return self.source.reference

    @property
    def group_ids(self):
        return self.source.group_ids


class PaperQuerySet(WorkingPaperQuerySet):
    """Working papers: the officers, the lead group and the panel."""

    path = "review__source"


class CriterionAnswer(models.Model):
    """One criterion of the rule set in force, answered with a reason (HAR-16)."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="criteria")
    rule_set = models.SlugField(max_length=80)
    criterion = models.SlugField(max_length=80)
    answer = models.CharField(
        _("Answer"), max_length=10, choices=CriterionAnswerChoices
    )
    reason = models.TextField(_("Reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "rule_set", "criterion"], name="criterion_once"
            )
        ]

    def __str__(self):
        return f"{self.criterion}: {self.get_answer_display()}"


class Decision(models.Model):
    """What was decided, the legal test it rests on, and who disagreed. Kept as made:
    a second look is a second decision."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("Decision"), max_length=15, choices=Outcome)
    rule_set = models.SlugField(max_length=80, blank=True)
    test_met = models.BooleanField(_("The legal test is met"), null=True)
    legal_test = models.TextField(blank=True, help_text="As it stood that day")
    reason = models.TextField(_("Reason"))
    criteria_said = models.CharField(
        _("What the criteria pointed to"),
        max_length=10,
        choices=CriteriaSay,
        blank=True,
    )
    departs_because = models.TextField(
        _("Why the decision departs from the criteria"), blank=True
    )
    dissent = models.TextField(
        _("Who disagreed, by agency or post, and why"), blank=True
    )
    other_learning = models.TextField(_("How else the board will learn"), blank=True)
    decided_on = models.DateField(_("Decided on"))
    decided_by = models.CharField(_("Decided by (post)"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(
        null=True, unique=True, editable=False, help_text="One form sent is one row"
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self):
        return f"{self.review}: {self.get_outcome_display()}"


class InspectionQuerySet(OfSourceQuerySet):
    path = "review__source"


class Inspection(models.Model):
    """What an inspectorate or peers said of a provider, or of the board itself."""

    review = models.OneToOneField(
        Review, models.CASCADE, primary_key=True, related_name="inspection"
    )
    inspectorate = models.CharField(_("Inspectorate or body"), max_length=120)
    provider = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspections",
        verbose_name=_("Provider inspected"),
    )
    of_the_board = models.BooleanField(
        _("The board itself was inspected"), default=False
    )
    judgement = models.CharField(_("Overall judgement"), max_length=200, blank=True)
    strengths = models.TextField(_("Strengths"), blank=True)
    challenges = models.TextField(_("Challenges"), blank=True)
    contribution = models.TextField(_("What the board contributed"), blank=True)
    priority = models.ForeignKey(
        Priority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Priority it feeds"),
    )
    intended_outcome = models.TextField(_("Outcome it should lead to"), blank=True)
    assurance = models.TextField(
        _("How the board is assured of the response"), blank=True
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = InspectionQuerySet.as_manager()

    def __str__(self):
        return f"{self.inspectorate}: {self.review}"


class RotaTurnQuerySet(OfSourceQuerySet):
    path = "review__source"


class RotaTurn(models.Model):
    """Whose turn it is to present learning from elsewhere, and at which meeting."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="turns")
    presenter = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Presenter")
    )
    meeting_on = models.DateField(_("Meeting on"))
    presented_on = models.DateField(_("Presented on"), null=True, blank=True)
    report = models.TextField(_("What the group should know"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_once = models.UUIDField(
        null=True, unique=True, editable=False, help_text="One form sent is one row"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = RotaTurnQuerySet.as_manager()

    class Meta:
        ordering = ["meeting_on", "pk"]

    def __str__(self):
        return f"{self.review} {self.meeting_on}"

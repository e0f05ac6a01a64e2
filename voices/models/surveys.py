"""Surveys that come back: editions, questions, wordings, and results as sums."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Board
from boards.querysets import on_own_agency
from learning.models import LearningSource
from learning.models.sources import OfSourceQuerySet
from voices.choices import Given


class SurveyQuerySet(OfSourceQuerySet):
    def search(self, words):
        found = self
        for one in words.split():
            found = found.filter(
                Q(source__title__icontains=one)
                | Q(source__reference__icontains=one)
                | Q(population__icontains=one)
                | Q(asked_by__icontains=one)
                | Q(questions__wordings__text__icontains=one)
            )
        return found.distinct()


class Survey(models.Model):
    """A survey asked again and again (HAR-13, SOL-15). Its title is on the spine."""

    source = models.OneToOneField(
        LearningSource, models.PROTECT, primary_key=True, related_name="survey"
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="surveys")
    asked_by = models.CharField(_("Who asks"), max_length=200)
    population = models.CharField(
        _("Who is asked"),
        max_length=250,
        help_text=_("Such as two year groups of secondary schools"),
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["source__title", "pk"]

    def __str__(self):
        return self.source.title

    def get_absolute_url(self):
        return reverse("voices:survey", args=[self.board.slug, self.source.reference])

    @property
    def reference(self):
        return self.source.reference

    @property
    def agency(self):
        return self.source.owner_agency

    @property
    def group_ids(self):
        return self.source.group_ids


class OfSurveyQuerySet(OfSourceQuerySet):
    path = "survey__source"


class SurveyEdition(models.Model):
    """The survey as it was asked in one year."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="editions")
    year = models.CharField(
        _("Year"), max_length=20, help_text=_("As you would write it: 2025-26 or 2026")
    )
    asked_on = models.DateField(_("Asked on"), null=True, blank=True)
    note = models.TextField(
        _("What a reader should know of this year's answers"), blank=True
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfSurveyQuerySet.as_manager()

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "year"], name="survey_once_a_year"
            )
        ]

    def __str__(self):
        return f"{self.survey} {self.year}"


class SurveyQuestion(models.Model):
    """What is asked each time, whatever the wording."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    history = HistoricalRecords()

    objects = OfSurveyQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], name="question_number_once_a_survey"
            )
        ]

    def __str__(self):
        return f"{self.survey} {self.number}"


class WordingQuerySet(OfSourceQuerySet):
    path = "question__survey__source"


class Wording(models.Model):
    """The words of a question. Answers to other words are other answers."""

    question = models.ForeignKey(
        SurveyQuestion, models.CASCADE, related_name="wordings"
    )
    text = models.CharField(_("Question"), max_length=250)
    history = HistoricalRecords()

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["question__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "text"], name="wording_once_a_question"
            )
        ]

    def __str__(self):
        return self.text


class SurveyResultQuerySet(OfSourceQuerySet):
    path = "edition__survey__source"

    def visibility(self, scope, user):
        """The numbers themselves, however small: the officers, and the agency that
        asks. Everybody else reads the table that keeps small ones back."""
        officer = Q(edition__survey__board_id__in=scope.boards_as_business_unit)
        own = on_own_agency(
            scope,
            board="edition__survey__board",
            agency="edition__survey__source__owner_agency",
        )
        return super().visibility(scope, user) & (officer | own)


class SurveyResult(models.Model):
    """How many of a group said yes to one wording in one year. Sums, never answers."""

    edition = models.ForeignKey(SurveyEdition, models.CASCADE, related_name="results")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="results")
    phase = models.SlugField(
        _("Who answered"), max_length=60, blank=True, help_text="Empty is everybody"
    )
    answered = models.PositiveIntegerField(_("How many answered"))
    given = models.CharField(_("The result is"), max_length=12, choices=Given)
    said = models.PositiveIntegerField(null=True, blank=True)
    percentage = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = SurveyResultQuerySet.as_manager()

    class Meta:
        ordering = ["wording__question__number", "wording_id", "phase"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "wording", "phase"], name="result_once"
            ),
            models.CheckConstraint(
                condition=Q(given=Given.COUNT, said__isnull=False)
                | Q(given=Given.PERCENTAGE, percentage__isnull=False),
                name="result_as_it_was_given",
            ),
            models.CheckConstraint(
                condition=Q(said__isnull=True) | Q(said__lte=F("answered")),
                name="no_more_said_so_than_answered",
            ),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True)
                | Q(percentage__gte=0, percentage__lte=100),
                name="percentage_of_a_hundred",
            ),
        ]

    def __str__(self):
        return f"{self.edition}: {self.wording}"

    @property
    def count(self) -> int:
        """How many said so, to the nearest person where a percentage was given."""
        if self.given == Given.COUNT:
            return self.said
        return round(self.answered * self.percentage / 100)

    @property
    def percent(self) -> float:
        """Of a hundred who answered, to one decimal; as given where it was given."""
        if self.given == Given.PERCENTAGE:
            return round(float(self.percentage), 1)
        return round(100 * self.said / self.answered, 1) if self.answered else 0.0

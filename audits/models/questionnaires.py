"""Questionnaires and their editions. An issued edition never changes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from audits.choices import (
    EditionState,
    QuestionKindChoices,
    RepeatChoices,
    ReturnKindChoices,
)
from boards.choices import AreaOfWork
from boards.constraints import paired
from boards.localised import localised
from boards.models import Board, Group, User
from boards.models.organisations import OfBoardQuerySet
from boards.querysets import ScopedQuerySet
from learning.models import SourceType


class Questionnaire(models.Model):
    """Something a board asks its agencies, year after year."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="questionnaires")
    key = models.SlugField(max_length=80)
    name_en = models.CharField(_("Name"), max_length=200)
    name_cy = models.CharField(_("Welsh name"), max_length=200, blank=True)
    return_kind = models.CharField(
        _("Kind"), max_length=40, choices=ReturnKindChoices, default="other"
    )
    source_type = models.ForeignKey(
        SourceType, models.PROTECT, null=True, blank=True, related_name="questionnaires"
    )
    strand = models.CharField(_("Strand"), max_length=10, choices=AreaOfWork)
    legal_basis = models.CharField(_("Legal basis"), max_length=200, blank=True)
    cycle_months = models.PositiveSmallIntegerField(
        _("Months between rounds"), default=12
    )
    cycle_unverified = models.BooleanField(default=False)
    consulted_with = models.CharField(_("Agreed with"), max_length=250, blank=True)
    consulted_on = models.DateField(_("Consulted on"), null=True, blank=True)
    approver = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Agreed by"),
    )  # fmt: skip
    moderator = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Moderated by"),
    )  # fmt: skip
    analysed_at = models.CharField(_("Analysed at"), max_length=200, blank=True)
    executive_sign_off = models.BooleanField(
        _("An executive of the agency signs it off"), default=True
    )
    sectors = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    export_columns = models.JSONField(default=list)
    history = HistoricalRecords()

    objects = OfBoardQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "key"], name="questionnaire_once_a_board"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("audits:questionnaire", args=[self.board.slug, self.key])

    @property
    def name(self):
        return localised(self, "name")


class EditionQuerySet(ScopedQuerySet):
    path = ""

    def visibility(self, scope, user):
        """Officers see drafts; everybody on the board sees what was issued."""
        path = self.path
        officer = Q(
            **{f"{path}questionnaire__board_id__in": scope.boards_as_business_unit}
        )
        issued = Q(
            **{
                f"{path}questionnaire__board_id__in": scope.board_ids,
                f"{path}state": EditionState.ISSUED,
            }
        )
        return officer | issued


class Edition(models.Model):
    """One wording of a questionnaire. Frozen once issued."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="editions"
    )
    number = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(_("Edition"), max_length=60)
    introduction_en = models.TextField(_("Introduction"), blank=True)
    introduction_cy = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=EditionState, default=EditionState.DRAFT
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    approved_by_group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(_("Agreed on"), null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["questionnaire", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="edition_number_once"
            ),
            paired("issued_at", "issued_by", "edition_issued_by_someone"),
        ]

    def __str__(self):
        return f"{self.questionnaire}, {self.label}"

    def get_absolute_url(self):
        board = self.questionnaire.board.slug
        return reverse(
            "audits:edition", args=[board, self.questionnaire.key, self.number]
        )

    @property
    def board_id(self):
        return self.questionnaire.board_id

    @property
    def introduction(self):
        return localised(self, "introduction")

    @property
    def is_frozen(self):
        return self.state == EditionState.ISSUED


class OfEditionQuerySet(EditionQuerySet):
    path = "edition__"


class RatingScale(models.Model):
    """The levels one edition rates with, and what its board means by each."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="scales")
    key = models.SlugField(max_length=60)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    unverified = models.BooleanField(default=False)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"], name="scale_once_an_edition"
            )
        ]

    def __str__(self):
        return localised(self, "name")


class OfScaleQuerySet(EditionQuerySet):
    path = "scale__edition__"


class RatingLevel(models.Model):
    """One step of a scale: letter, word, shape, colour and written meaning."""

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="levels")
    key = models.SlugField(max_length=40)
    value = models.SmallIntegerField(help_text=_("Higher is better. Never averaged."))
    letter = models.CharField(max_length=3)
    word_en = models.CharField(max_length=60)
    word_cy = models.CharField(max_length=60, blank=True)
    definition_en = models.TextField(blank=True)
    definition_cy = models.TextField(blank=True)
    colour = models.CharField(max_length=10)
    shape = models.CharField(max_length=10)
    needs_improvement = models.BooleanField(default=False)

    objects = OfScaleQuerySet.as_manager()

    class Meta:
        ordering = ["scale", "-value"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "key"], name="level_once_a_scale")
        ]

    def __str__(self):
        return f"{self.letter} {self.word}"

    @property
    def word(self):
        return localised(self, "word")

    @property
    def definition(self):
        return localised(self, "definition")


class Section(models.Model):
    """A part of an edition, often a priority area."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=80)
    number = models.CharField(max_length=20, blank=True)
    title_en = models.CharField(max_length=250)
    title_cy = models.CharField(max_length=250, blank=True)
    guidance_en = models.TextField(blank=True)
    guidance_cy = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"], name="section_once_an_edition"
            )
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    @property
    def title(self):
        return localised(self, "title")

    @property
    def guidance(self):
        return localised(self, "guidance")


class Question(models.Model):
    """A standard or question. Its key stays the same from edition to edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=80)
    number = models.CharField(max_length=20)
    text_en = models.TextField()
    text_cy = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=QuestionKindChoices)
    scale = models.ForeignKey(
        RatingScale, models.CASCADE, null=True, blank=True, related_name="questions"
    )
    guidance_en = models.TextField(blank=True)
    guidance_cy = models.TextField(blank=True)
    evidence_hint_en = models.TextField(blank=True)
    evidence_hint_cy = models.TextField(blank=True)
    required = models.BooleanField(default=True)
    position_required = models.BooleanField(default=True)
    evidence_required = models.BooleanField(default=True)
    not_applicable_allowed = models.BooleanField(default=True)
    repeat = models.CharField(
        max_length=25, choices=RepeatChoices, default=RepeatChoices.NONE
    )
    tags = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "section__order", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"], name="question_once_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(kind="rating", scale__isnull=False)
                | (~Q(kind="rating") & Q(scale__isnull=True)),
                name="ratings_have_a_scale",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.text}"

    @property
    def text(self):
        return localised(self, "text")

    @property
    def guidance(self):
        return localised(self, "guidance")

    @property
    def evidence_hint(self):
        return localised(self, "evidence_hint")

    @property
    def is_rating(self):
        return self.kind == QuestionKindChoices.RATING


class OfQuestionQuerySet(EditionQuerySet):
    path = "question__edition__"


class LevelDescriptor(models.Model):
    """What a level looks like on one question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="descriptors")
    level = models.ForeignKey(RatingLevel, models.CASCADE, related_name="descriptors")
    text_en = models.TextField()
    text_cy = models.TextField(blank=True)

    objects = OfQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "-level__value"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "level"], name="descriptor_once_a_level"
            )
        ]

    def __str__(self):
        return self.text

    @property
    def text(self):
        return localised(self, "text")

"""Audit tools: editions of questions and grades, frozen once in use."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Board, User
from boards.querysets import ScopedQuerySet
from case_audits.choices import AnswerKind, ToolState
from frameworks.vocabulary import Colour, Shape

NAMES = [(one.value, one.value) for one in Colour]
SHAPES = [(one.value, one.value) for one in Shape]


class ToolEditionQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """In use: everybody on the board. Before: those who run audits."""
        runs = scope.boards_as_business_unit | scope.seated_board_ids
        issued = Q(state=ToolState.ISSUED, board_id__in=scope.reading_board_ids)
        return issued | Q(board_id__in=runs)


class ToolEdition(models.Model):
    """One wording of a tool. In use it never changes: a re-audit asks the same."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="audit_tools")
    name = models.CharField(_("Name of the tool"), max_length=160)
    number = models.PositiveSmallIntegerField(default=1)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    state = models.CharField(max_length=10, choices=ToolState, default=ToolState.DRAFT)
    guidance = models.TextField(_("How to use it"), blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ToolEditionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-number"]
        constraints = [paired("issued_at", "issued_by", "audit_tool_issued_by")]

    def __str__(self):
        words = {"name": self.name, "number": self.number}
        return _("%(name)s, edition %(number)d") % words

    def get_absolute_url(self):
        return reverse("case_audits:tool", args=[self.board.slug, self.pk])

    @property
    def is_issued(self) -> bool:
        return self.state == ToolState.ISSUED


class OfEditionQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(edition__in=ToolEdition.objects.visible_to(user).values("pk"))


class Grade(models.Model):
    """One step of a tool's own scale, best first."""

    edition = models.ForeignKey(ToolEdition, models.CASCADE, related_name="grades")
    order = models.PositiveSmallIntegerField()
    letter = models.CharField(_("Letter"), max_length=3)
    word = models.CharField(_("Word"), max_length=60)
    meaning = models.TextField(_("What it means"), blank=True)
    colour = models.CharField(max_length=20, choices=NAMES)
    shape = models.CharField(max_length=20, choices=SHAPES)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "order"], name="audit_grade_order_once"
            )
        ]

    def __str__(self):
        return self.word


class ToolQuestion(models.Model):
    """One question of an edition, under the heading it stands below."""

    edition = models.ForeignKey(ToolEdition, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    section = models.CharField(_("Section"), max_length=160, blank=True)
    text = models.TextField(_("Question"))
    kind = models.CharField(_("Answer"), max_length=10, choices=AnswerKind)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "order"], name="audit_question_order_once"
            )
        ]

    def __str__(self):
        return self.text[:80]

"""Bulletins: what was picked, in which order, to whom, and what became of each mail
(CTM-42, SOM-11, SOL-36)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import paired
from boards.models import Board, Group, User
from boards.querysets import ScopedQuerySet
from boards.roles import RoleName
from dissemination.choices import BulletinKind, BulletinState, MailState
from dissemination.models.briefings import Briefing
from dissemination.models.requests import LearningRequest
from learning.models import Finding, LearningSource, SharingMethod, Theme
from learning.models.sources import new_reference


class BulletinQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Its group and the officers; once sent, whoever it was sent to. What a
        restricted group writes stays with it."""
        officer = Q(board_id__in=scope.boards_as_business_unit, group__restricted=False)
        mails = self.model._meta.get_field("mails").related_model._base_manager
        got = Q(
            state=BulletinState.SENT,
            board_id__in=scope.reading_board_ids,
            pk__in=mails.filter(user=user).values("bulletin"),
        )
        return officer | Q(group_id__in=scope.group_ids) | got

    def search(self, words):
        """Every word somewhere in the title, the introduction or the reference."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(introduction__icontains=word)
                | Q(reference__iexact=word)
            )
        return found


class Bulletin(models.Model):
    """A message of the board to many: once sent, as it was sent for ever.

    `frozen` holds its pieces as they went out: kind, heading, text, url, record.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="bulletins")
    reference = models.CharField(max_length=30, unique=True)
    title = models.CharField(_("Title"), max_length=150)
    introduction = models.TextField(_("Introduction"), blank=True)
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="bulletins", verbose_name=_("From")
    )
    roles = ArrayField(
        models.CharField(max_length=30, choices=RoleName.choices()),
        default=list,
        blank=True,
        verbose_name=_("To people with these roles"),
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="bulletins", verbose_name=_("Themes")
    )
    method = models.ForeignKey(
        SharingMethod,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bulletins",
        verbose_name=_("Channel"),
    )
    state = models.CharField(
        max_length=10, choices=BulletinState, default=BulletinState.DRAFT
    )
    frozen = models.JSONField(default=list)
    number = models.PositiveIntegerField(_("Sent to"), default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [paired("sent_at", "sent_by", "bulletin_sent_by_someone")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("dissemination:bulletin", args=[self.board.slug, self.reference])

    @staticmethod
    def new_reference():
        return new_reference("BUL")

    @property
    def group_ids(self):
        return {self.group_id}

    @property
    def is_sent(self) -> bool:
        return self.state == BulletinState.SENT


class OfBulletinQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Those who make it; readers have what was frozen."""
        officer = Q(
            bulletin__board_id__in=scope.boards_as_business_unit,
            bulletin__group__restricted=False,
        )
        return officer | Q(bulletin__group_id__in=scope.group_ids)


class BulletinItem(models.Model):
    """One piece: a record of the board by its key, or words, or a link."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="items")
    kind = models.CharField(_("Kind"), max_length=10, choices=BulletinKind)
    briefing = models.ForeignKey(
        Briefing, models.PROTECT, null=True, blank=True, related_name="+"
    )
    finding = models.ForeignKey(
        Finding, models.CASCADE, null=True, blank=True, related_name="+"
    )
    request = models.ForeignKey(
        LearningRequest, models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        LearningSource, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published = models.CharField(
        max_length=120, blank=True, help_text="Address of what is public"
    )
    heading = models.CharField(_("Heading"), max_length=150, blank=True)
    text = models.TextField(_("Words"), blank=True)
    url = models.URLField(_("Address"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = OfBulletinQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.heading or self.get_kind_display()

    @property
    def group_ids(self):
        return self.bulletin.group_ids


class UnsavedBulletinQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own, for as long as one may know of the bulletin."""
        seen = Bulletin.objects.visible_to(user)
        return Q(user=user, bulletin__in=seen.values("pk"))


class UnsavedBulletin(models.Model):
    """Words a person typed into a bulletin and has not saved yet."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="unsaved")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    posted = models.JSONField(help_text="Lists of values by field name")
    at = models.DateTimeField(default=timezone.now)

    objects = UnsavedBulletinQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "user"], name="unsaved_bulletin_once_a_person"
            )
        ]

    def __str__(self):
        return str(self.bulletin)


class BulletinMailQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """One's own; for those who sent it, of the people they may know of."""
        made = Bulletin.objects.filter(
            Q(board_id__in=scope.boards_as_business_unit, group__restricted=False)
            | Q(group_id__in=scope.chaired_group_ids)
        )
        known = User.objects.visible_to(user)
        return Q(user=user) | Q(
            bulletin__in=made.values("pk"), user__in=known.values("pk")
        )


class BulletinMail(models.Model):
    """One bulletin to one person: sent once, whatever becomes of a worker."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="mails")
    user = models.ForeignKey(User, models.CASCADE, related_name="bulletin_mails")
    state = models.CharField(
        max_length=10, choices=MailState, default=MailState.WAITING
    )
    message_id = models.CharField(max_length=120, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    objects = BulletinMailQuerySet.as_manager()

    class Meta:
        ordering = ["user__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "user"], name="bulletin_once_a_person"
            )
        ]

    def __str__(self):
        return f"{self.bulletin}: {self.user}"

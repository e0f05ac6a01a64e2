"""The spine: one row for every source of learning a board has."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.choices import AreaOfWork
from boards.constraints import in_order
from boards.models import Agency, Area, Board, Group, User
from boards.querysets import ScopedQuerySet, on_own_agency
from learning.choices import LinkKind, SourceAudience, SourceKindChoices
from learning.models.framework import SharingMethod, SourceType
from learning.source_access import kept_from, named_to

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no letter that reads as a digit


def new_reference(prefix: str = "LS") -> str:
    """A random reference issued by the portal. Never initials, never dates."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(7))


class LearningSourceQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Audience decides; a restricted lead group hides it even from the officers.

        Beyond it: the agency that filed it, groups it is shared with, and whoever
        is named to it. A conflict of interest keeps away from what is not open to all.
        """
        unrestricted = Q(lead_group__isnull=True) | Q(lead_group__restricted=False)
        officer = Q(board_id__in=scope.boards_as_business_unit)
        everyone = Q(
            board_id__in=scope.reading_board_ids, audience=SourceAudience.BOARD
        )
        shared = Q(
            pk__in=self.model.shared_with.through.objects.filter(
                group_id__in=scope.group_ids
            ).values("learningsource_id")
        )
        filed = on_own_agency(scope, agency="owner_agency")
        open_to = (officer | shared | filed) & unrestricted
        closer = open_to | self.of_own_groups(scope) | named_to(user)
        return (everyone & unrestricted) | (closer & ~kept_from(user))

    def of_own_groups(self, scope):
        """Sources a group of the person's leads on."""
        hidden = Q(audience=SourceAudience.BUSINESS_UNIT)
        return Q(lead_group_id__in=scope.group_ids) & ~hidden

    def worked_on_by(self, user):
        """Sources whose working papers the person may read: the officers, the lead
        group, the panel, less who has a conflict. Publishing a source opens it to
        others, its papers not."""
        unrestricted = Q(lead_group__isnull=True) | Q(lead_group__restricted=False)
        officer = Q(board_id__in=user.scope.boards_as_business_unit)
        team = (officer & unrestricted) | self.of_own_groups(user.scope)
        return self.filter((team | named_to(user)) & ~kept_from(user))

    def for_strand(self, strand):
        """A strand's sources and those of both; everything when not given."""
        return self.filter(strand__in=[strand, "both"]) if strand else self

    def search(self, words):
        """Every word somewhere in the reference, the title or the summary."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(reference__icontains=word)
                | Q(title__icontains=word)
                | Q(summary__icontains=word)
            )
        return found


class LearningSource(models.Model):
    """Something a board can learn from. Details of each kind hang on it one-to-one."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="sources")
    reference = models.CharField(max_length=30, unique=True, default=new_reference)
    kind = models.CharField(_("Kind"), max_length=30, choices=SourceKindChoices)
    source_type = models.ForeignKey(
        SourceType,
        models.PROTECT,
        null=True,
        related_name="sources",
        verbose_name=_("Source of learning"),
    )
    review_type = models.SlugField(max_length=80, blank=True)
    framework_edition = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    summary = models.TextField(_("What was noticed"), blank=True)
    strand = models.CharField(_("Strand"), max_length=10, choices=AreaOfWork)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, verbose_name=_("Area")
    )
    owner_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="sources"
    )
    lead_group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("Owned by"),
    )
    audience = models.CharField(
        max_length=15, choices=SourceAudience, default=SourceAudience.BOARD
    )
    shared_with = models.ManyToManyField(
        Group,
        blank=True,
        related_name="shared_sources",
        verbose_name=_("Shared with"),
    )
    stage = models.SlugField(max_length=60, default="identified")
    methodology = models.TextField(_("Methodology"), blank=True)
    sharing = models.ManyToManyField(SharingMethod, blank=True, related_name="sources")
    monitoring = models.TextField(_("Monitoring and evaluation"), blank=True)
    stakeholders = models.TextField(_("Key stakeholders"), blank=True)
    responsibility = models.ManyToManyField(
        Group, blank=True, related_name="+", verbose_name=_("Responsibility")
    )
    no_plan_reason = models.TextField(_("Why there is no action plan"), blank=True)
    opened_on = models.DateField(_("Raised on"), default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_once = models.UUIDField(
        null=True, unique=True, editable=False, help_text="One form sent is one source"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = LearningSourceQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        indexes = [models.Index(fields=["board", "kind", "-opened_on"])]
        constraints = [in_order("opened_on", "closed_on", "source_dates_in_order")]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("learning:source", args=[self.board.slug, self.reference])

    @property
    def group_ids(self):
        return {self.lead_group_id} if self.lead_group_id else set()


class OfSourceQuerySet(ScopedQuerySet):
    """Rows seen by whoever may see their source."""

    path = "source"

    def visibility(self, scope, user):
        seen = LearningSource.objects.visible_to(user)
        return Q(**{f"{self.path}__in": seen.values("pk")})


class WorkingPaperQuerySet(ScopedQuerySet):
    """Rows seen only by those who work on their source."""

    path = "source"

    def visibility(self, scope, user):
        seen = LearningSource.objects.worked_on_by(user)
        return Q(**{f"{self.path}__in": seen.values("pk")})


class BetweenSourcesQuerySet(ScopedQuerySet):
    """Rows between two sources, seen by whoever may see both."""

    def visibility(self, scope, user):
        seen = LearningSource.objects.visible_to(user).values("pk")
        return Q(from_source__in=seen) & Q(to_source__in=seen)


class SourceLink(models.Model):
    """One source bears on another, without copying it (CTM-2)."""

    from_source = models.ForeignKey(
        LearningSource, models.CASCADE, related_name="links_out"
    )
    to_source = models.ForeignKey(
        LearningSource,
        models.CASCADE,
        related_name="links_in",
        verbose_name=_("Other source"),
    )
    kind = models.CharField(_("How"), max_length=15, choices=LinkKind)
    note = models.CharField(_("Note"), max_length=250, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = BetweenSourcesQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_source", "to_source", "kind"], name="sources_linked_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_source=models.F("to_source")),
                name="source_not_linked_to_itself",
            ),
        ]

    def __str__(self):
        return f"{self.from_source.reference} - {self.to_source.reference}"


class StageEvent(models.Model):
    """One move of a source from stage to stage. Written once, never changed."""

    source = models.ForeignKey(LearningSource, models.CASCADE, related_name="events")
    from_stage = models.SlugField(max_length=60, blank=True)
    to_stage = models.SlugField(max_length=60)
    on = models.DateField(
        default=timezone.localdate,
        help_text="The day it moved, told at `at`",
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    objects = OfSourceQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.source.reference}: {self.to_stage}"

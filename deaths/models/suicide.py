"""What agencies, and the group together, saw in one review of a suicide (CTM-37)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import Agency, User
from boards.querysets import ScopedQuerySet
from deaths.models.panels import Panel
from learning.models import LearningSource


class AnalysisQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The group's own members, and nobody by any other right."""
        return Q(panel__in=Panel.objects.visible_to(user).values("pk")) & Q(
            panel__group_id__in=scope.group_ids
        )


class Analysis(models.Model):
    """Themes and triggers seen in one review by one agency; by all together where no
    agency is named."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="analyses")
    source = models.ForeignKey(
        LearningSource, models.PROTECT, related_name="suicide_analyses"
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Whose analysis"),
    )
    factors = ArrayField(
        models.SlugField(max_length=60), default=list, verbose_name=_("Seen")
    )
    note = models.TextField(_("In a few words"), blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = AnalysisQuerySet.as_manager()

    class Meta:
        ordering = ["source", "agency"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "agency"],
                nulls_distinct=False,
                name="one_analysis_of_each",
            )
        ]

    def __str__(self):
        return f"{self.source.reference}: {self.agency or '-'}"

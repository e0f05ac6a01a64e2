"""Links for teams without an account, and what they say through one (SOL-35)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.models import User
from boards.querysets import ScopedQuerySet
from dissemination.choices import LinkPurpose
from dissemination.models.requests import AgencyPart, OfPartQuerySet


class TeamLink(models.Model):
    """A link by which a team acknowledges a briefing without an account.

    Only the hash is kept. It opens one request's briefing and one form, until its day.
    """

    part = models.ForeignKey(AgencyPart, models.CASCADE, related_name="team_links")
    purpose = models.CharField(
        _("What the link asks"),
        max_length=10,
        choices=LinkPurpose,
        default=LinkPurpose.ACKNOWLEDGE,
    )
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(
        _("For which teams"), max_length=120, help_text=_("Teams or services, no names")
    )
    expires_on = models.DateField(_("Open until"))
    closed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = OfPartQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return self.label

    def is_open(self, on=None) -> bool:
        day = on or timezone.localdate()
        return self.closed_at is None and self.expires_on >= day


class OfLinkQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(link__in=TeamLink.objects.visible_to(user).values("pk"))


class Acknowledgement(models.Model):
    """What a team says: how many were reached, and what it will change. No names."""

    link = models.ForeignKey(TeamLink, models.CASCADE, related_name="acknowledgements")
    team = models.CharField(
        _("Team or service"), max_length=120, help_text=_("No names of people")
    )
    reach = models.PositiveIntegerField(_("How many people were reached"))
    will_change = models.TextField(_("What your team will change"))
    at = models.DateTimeField(default=timezone.now)
    sent_once = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.team}: {self.reach}"

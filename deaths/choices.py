"""Words of this floor with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    CHILD_DEATH = "child_death", _("Child deaths")
    SUICIDE = "suicide", _("Suicide reviews")


class Modifiable(models.TextChoices):
    """Whether something could be changed to lower the risk for others. A factor can
    be modifiable though the death could not have been prevented."""

    YES = "yes", _("Modifiable factors")
    NO = "no", _("None identified")
    UNKNOWN = "unknown", _("Not known")


class CountTable(models.TextChoices):
    CATEGORY = "category", _("Category of death")
    DOMAIN = "domain", _("Domain and score")


class ReleaseState(models.TextChoices):
    DRAFT = "draft", _("Waiting for approval")
    APPROVED = "approved", _("Released")
    DISCARDED = "discarded", _("Discarded")


class ReferralDecision(models.TextChoices):
    AWAITED = "awaited", _("Decision awaited")
    REVIEW = "review", _("A review follows")
    OTHER = "other", _("Something else follows")
    NONE = "none", _("No review")


DECISION_COLOURS = {
    ReferralDecision.AWAITED: "yellow",
    ReferralDecision.REVIEW: "blue",
    ReferralDecision.OTHER: "turquoise",
    ReferralDecision.NONE: "grey",
}


class OpenState(models.TextChoices):
    OPEN = "open", _("Not finished")
    FINISHED = "finished", _("Finished")
    HANDED_ON = "handed_on", _("Handed on")
    RECEIVED = "received", _("Received")


class ImportState(models.TextChoices):
    PREVIEW = "preview", _("To look at")
    COMMITTED = "committed", _("Taken")
    DISCARDED = "discarded", _("Thrown away")

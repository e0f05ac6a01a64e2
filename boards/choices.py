"""Pack vocabulary with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nation(models.TextChoices):
    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")


class AreaOfWork(models.TextChoices):
    """The strand a record belongs to."""

    CHILD = "child", _("Children")
    ADULT = "adult", _("Adults")
    BOTH = "both", _("Children and adults")


class SectorChoices(models.TextChoices):
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    CHILDRENS_SOCIAL_CARE = "childrens_social_care", _("Children's social care")
    ADULT_SOCIAL_CARE = "adult_social_care", _("Adult social care")
    HEALTH_COMMISSIONER = "health_commissioner", _("Health commissioner")
    HEALTH_PROVIDER = "health_provider", _("Health provider")
    POLICE = "police", _("Police")
    PROBATION = "probation", _("Probation")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice")
    EDUCATION = "education", _("Education")
    SCHOOL = "school", _("School or college")
    HOUSING = "housing", _("Housing")
    FIRE_AND_RESCUE = "fire_and_rescue", _("Fire and rescue")
    THIRD_SECTOR = "third_sector", _("Third sector")
    CARE_PROVIDER = "care_provider", _("Care or service provider")
    COURTS = "courts", _("Family courts")
    BOARD = "board", _("Board")
    OTHER = "other", _("Other")


class GroupFunctionChoices(models.TextChoices):
    DECIDE = "decide", _("Decides")
    IDENTIFY = "identify", _("Identifies learning")
    SHARE = "share", _("Shares learning")
    IMPLEMENT = "implement", _("Implements learning")
    MONITOR = "monitor", _("Monitors learning")


class SeatRoleChoices(models.TextChoices):
    CHAIR = "chair", _("Chair")
    DEPUTY_CHAIR = "deputy_chair", _("Deputy chair")
    MEMBER = "member", _("Member")
    ADVISER = "adviser", _("Adviser")
    OFFICER = "officer", _("Officer")

"""Words of the voices floor with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReturnState(models.TextChoices):
    """How far an agency is with its counts of complaints and compliments."""

    NOT_STARTED = "not_started", _("Not started")
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Handed in")


RETURN_COLOURS = {
    ReturnState.NOT_STARTED: "grey",
    ReturnState.DRAFT: "yellow",
    ReturnState.SUBMITTED: "green",
}


class Measure(models.TextChoices):
    """What is counted. Nothing is added across them."""

    COMPLAINTS = "complaints", _("Complaints")
    COMPLIMENTS = "compliments", _("Compliments")
    REPRESENTATIONS = "representations", _("Representations")


class CountedBy(models.TextChoices):
    """Along which list complaints are counted."""

    PROCESS = "process", _("Process")
    THEME = "theme", _("Theme")


class Part(models.TextChoices):
    """Which part of a year a report covers."""

    YEAR = "year", _("Whole year")
    FIRST = "first", _("First half")
    SECOND = "second", _("Second half")


class Readers(models.TextChoices):
    """Who may read a record: the values of a source's audience."""

    BOARD = "board", _("Everyone on the board")
    GROUP = "group", _("Only the group that owns it, its agency and the business unit")


class Given(models.TextChoices):
    """How results were given."""

    COUNT = "count", _("How many said so")
    PERCENTAGE = "percentage", _("Percentage who said so")

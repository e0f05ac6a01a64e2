"""Words of the room of figures that code and people share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Polarity(models.TextChoices):
    """Which way is good. More referrals can mean better recognition: often neither."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    NEITHER = "neither", _("Neither: it needs reading")


class Obligation(models.TextChoices):
    """What a measure answers, in outcomes-based accountability."""

    HOW_MUCH = "how_much", _("How much did we do?")
    HOW_WELL = "how_well", _("How well did we do it?")
    DIFFERENCE = "difference", _("What difference did it make?")


class Frequency(models.TextChoices):
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    YEAR = "year", _("Every year")


class YearKind(models.TextChoices):
    """Where the year of a measure begins."""

    FINANCIAL = "financial", _("Financial year, from April")
    ACADEMIC = "academic", _("School year, from September")
    CALENDAR = "calendar", _("Calendar year")


class PeriodKind(models.TextChoices):
    DAY = "day", _("On one day")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")
    POOL = "pool", _("Several years together")
    OTHER = "other", _("Other period")


class PlainYear(models.TextChoices):
    """What a source means when it prints a year alone, such as 2024."""

    ENDS_MARCH = "ends_march", _("The year that ended on 31 March of it")
    STARTS_APRIL = "starts_april", _("The year that began on 1 April of it")
    CALENDAR = "calendar", _("January to December of it")
    ENDS_AUGUST = "ends_august", _("The school year that ended in August of it")
    AT_MARCH = "at_march", _("The one day 31 March of it")


class PlaceKind(models.TextChoices):
    AUTHORITY = "authority", _("Local authority")
    BOARD = "board", _("Area of a board")
    REGION = "region", _("Region")
    NATION = "nation", _("Nation")
    OTHER = "other", _("Other")


class OwnPlace(models.TextChoices):
    """Whether a place is the board's own."""

    WHOLE = "whole", _("The whole of the board's area")
    PART = "part", _("A part of the board's area")


class ComparatorKind(models.TextChoices):
    STATISTICAL = "statistical", _("Statistical neighbours")
    BOARDS = "boards", _("Neighbour boards")
    REGION = "region", _("Region")
    NATION = "nation", _("Nation")
    OTHER = "other", _("Other")


class Missing(models.TextChoices):
    """Why there is no number. Never a nought, and never part of an average."""

    CONFIDENTIAL = "confidential", _("Held back: so few that somebody could be known")
    ROUNDS_TO_ZERO = "rounds_to_zero", _("Not nought, but rounds to it")
    NOT_AVAILABLE = "not_available", _("Not available")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")
    UNRELIABLE = "unreliable", _("Too unreliable to print")
    SUPPRESSED = "suppressed", _("Held back by the publisher")
    UNSPECIFIED = "unspecified", _("No figure; the source does not say why")
    BLANK = "blank", _("Left empty")
    NOT_SUPPLIED = "not_supplied", _("The agency could not supply it")


class Marker(models.TextChoices):
    """What a source prints beside a period."""

    NONE = "", _("Final")
    PROVISIONAL = "provisional", _("Provisional")
    REVISED = "revised", _("Revised")
    OUTTURN = "outturn", _("Outturn")


class ImportState(models.TextChoices):
    READING = "reading", _("Being read")
    COLUMNS = "columns", _("Waits for its columns")
    PREVIEW = "preview", _("Waits for a decision")
    COMMITTING = "committing", _("Being brought in")
    COMMITTED = "committed", _("Brought in")
    REFUSED = "refused", _("Could not be read")
    DISCARDED = "discarded", _("Thrown away")


class Shape(models.TextChoices):
    """How a file lays out its figures."""

    LONG = "long", _("One figure on each row, in one column")
    WIDE = "wide", _("Several columns of figures, one for each measure")
    PERIODS = "periods", _("Several columns of figures, one for each period")


class Severity(models.TextChoices):
    ERROR = "error", _("To put right")
    WARNING = "warning", _("Look at this")
    REMARK = "remark", _("To know")


class Unknown(models.TextChoices):
    """What to do with a place or a measure nobody here goes by."""

    LEAVE = "leave", _("Leave its rows out")
    ADD = "add", _("Add it")


class AskKind(models.TextChoices):
    """What figures lead to (HAR-8), and a measure the board has not yet (HAR-9)."""

    ENQUIRY = "enquiry", _("Enquiry: find out more")
    CHALLENGE = "challenge", _("Challenge: explain or change")
    ACTION = "action", _("Action: do something")
    MEASURE = "measure", _("A new measure or more data")


class AskPurpose(models.TextChoices):
    OUTCOMES = "outcomes", _("To understand outcomes")
    QUANTIFY = "quantify", _("To quantify what was achieved")
    HOW_MUCH = "how_much", _("To measure how much was done")
    HOW_WELL = "how_well", _("To measure how well it was done")
    IMPACT = "impact", _("To measure what difference it made")


class LineState(models.TextChoices):
    """How an agency answers for one measure."""

    COMPLETE = "complete", _("A figure")
    NIL = "nil", _("None: there was nothing to count")
    NOT_AVAILABLE = "not_available", _("Not available")

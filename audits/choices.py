"""Words of questionnaires, rounds and returns with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReturnKindChoices(models.TextChoices):
    SECTION_135 = "section_135", _("Section 135 self-evaluation")
    SECTION_11 = "section_11", _("Section 11 self-assessment")
    SECTION_175 = "section_175", _("Section 175/157 schools self-assessment")
    SAFEGUARDING_ADULTS = (
        "safeguarding_adults",
        _("Safeguarding adults self-assessment"),
    )
    LEARNING_AND_DEVELOPMENT_AUDIT = (
        "learning_and_development_audit",
        _("Learning and development audit"),
    )
    PARTNER_ANNUAL_REPORT = "partner_annual_report", _("Partner agency annual report")
    ASSURANCE_REPORT = "assurance_report", _("Single-agency assurance report")
    OTHER = "other", _("Other")


class QuestionKindChoices(models.TextChoices):
    RATING = "rating", _("Rating")
    TEXT = "text", _("Written answer")
    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")


class RepeatChoices(models.TextChoices):
    NONE = "none", _("Asked once")
    PRIORITIES_INSIDE = "priorities_inside", _("Lists the year's priorities")
    PER_PUBLISHED_REVIEW = "per_published_review", _("Asked for each published review")


class EditionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")


class RoundState(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class ReturnState(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    WITH_EXECUTIVE = "with_executive", _("With the executive")
    SUBMITTED = "submitted", _("Submitted")
    REOPENED = "reopened", _("Reopened")
    MODERATED = "moderated", _("Moderated")
    RELEASED = "released", _("Released")


# While a return is here only its own agency reads the answers.
DRAFT_STATES = [
    ReturnState.NOT_STARTED,
    ReturnState.IN_PROGRESS,
    ReturnState.WITH_EXECUTIVE,
    ReturnState.REOPENED,
]
# Its agency may still change the answers.
EDITABLE_STATES = [
    ReturnState.NOT_STARTED,
    ReturnState.IN_PROGRESS,
    ReturnState.REOPENED,
]
RECEIVED_STATES = [ReturnState.SUBMITTED, ReturnState.MODERATED, ReturnState.RELEASED]
# What may still come in once a round is closed.
ANSWERING_WHEN_CLOSED = [ReturnState.REOPENED, ReturnState.WITH_EXECUTIVE]


class Carried(models.TextChoices):
    """What the agency says of last round's words."""

    UNCONFIRMED = "unconfirmed", _("Not confirmed yet")
    STILL_TRUE = "still_true", _("Still true")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("No longer so")


class ModerationKind(models.TextChoices):
    MODERATED = "moderated", _("Moderated rating")
    REPLY = "reply", _("Agency's reply")
    FINAL = "final", _("Final rating")


class ImprovementState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")


class ScrutinyKind(models.TextChoices):
    SCRUTINY = "scrutiny", _("Scrutiny")
    CHALLENGE = "challenge", _("Challenge")
    SUPPORT = "support", _("Support offered")
    PLAN_ITEM = "plan_item", _("Item for the multi-agency plan")


class ImportKind(models.TextChoices):
    QUESTIONNAIRE = "questionnaire", _("Questionnaire")
    OUTSIDE_RESULTS = "outside_results", _("Results from another tool")
    OFFLINE_ANSWERS = "offline_answers", _("Answers filled in offline")


class ImportState(models.TextChoices):
    READING = "reading", _("Being read")
    REFUSED = "refused", _("Refused")
    PREVIEW = "preview", _("Ready to check")
    COMMITTING = "committing", _("Being brought in")
    COMMITTED = "committed", _("Imported")
    DISCARDED = "discarded", _("Discarded")

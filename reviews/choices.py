"""Words of reviews with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CriterionAnswerChoices(models.TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    NOT_KNOWN = "not_known", _("Not known")


class CriteriaSay(models.TextChoices):
    """What the answers to the criteria point to under the legal test."""

    MET = "met", _("The test is met")
    NOT_MET = "not_met", _("The test is not met")
    OPEN = "open", _("Not clear yet")
    JUDGEMENT = "judgement", _("A judgement")


class Outcome(models.TextChoices):
    """What was decided on a referral."""

    REVIEW = "review", _("Review")
    OTHER_LEARNING = "other_learning", _("No review: learn another way")
    NO_REVIEW = "no_review", _("No review")


class PanelRole(models.TextChoices):
    CHAIR = "chair", _("Independent chair")
    REVIEWER = "reviewer", _("Reviewer")
    MEMBER = "member", _("Panel member")


LEADING = [PanelRole.CHAIR, PanelRole.REVIEWER]


class Declaration(models.TextChoices):
    """What a person says of their independence."""

    AWAITED = "awaited", _("Declaration awaited")
    INDEPENDENT = "independent", _("Independent")
    CONFLICT = "conflict", _("Conflict of interest")


class RequestState(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")
    RETURNED = "returned", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")


OPEN_REQUESTS = [RequestState.SENT, RequestState.RETURNED]


class RequestStep(models.TextChoices):
    """What happened to a request, in its own history."""

    SENT = "sent", _("Sent")
    EXTENDED = "extended", _("Given more time")
    ANSWERED = "answered", _("Answered")
    RETURNED = "returned", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")


class Quality(models.TextChoices):
    """How useful an agency's answer was to the panel."""

    FULL = "full", _("Complete and analytical")
    PARTIAL = "partial", _("Useful, with gaps")
    POOR = "poor", _("Does not answer the questions")


class StaffLevel(models.TextChoices):
    """Who in the agency took part (SOL-10)."""

    PRACTITIONERS = "practitioners", _("Practitioners")
    MANAGERS = "managers", _("Front-line managers")
    SENIOR = "senior", _("Senior leaders")
    ALL = "all", _("Staff at every level")


class Section(models.TextChoices):
    """Where a document stands in a review."""

    REFERRAL = "referral", _("Referral and decision")
    TERMS = "terms", _("Terms of reference")
    AGENCIES = "agencies", _("Agency reports and timelines")
    MEETINGS = "meetings", _("Panel meetings")
    EVENT = "event", _("Learning event")
    REPORT = "report", _("Report")
    PUBLICATION = "publication", _("Publication")


class InvolvementKind(models.TextChoices):
    PRACTITIONER = "practitioner", _("Practitioner")
    FAMILY = "family", _("Family, child or adult")


class Relationship(models.TextChoices):
    """Who a family member is to the subject, and no more than that."""

    SUBJECT = "subject", _("The child or adult themselves")
    PARENT = "parent", _("Parent or carer")
    SIBLING = "sibling", _("Surviving child or sibling")
    PARTNER = "partner", _("Partner or former partner")
    WIDER_FAMILY = "wider_family", _("Wider family")
    FRIEND = "friend", _("Friend or advocate")


class Method(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    CALL = "call", _("Telephone or video call")
    WRITING = "writing", _("In writing")
    ADVOCATE = "advocate", _("Through an advocate")
    EVENT = "event", _("Learning event")
    QUESTIONNAIRE = "questionnaire", _("Questionnaire")


class Reply(models.TextChoices):
    AWAITED = "awaited", _("No reply yet")
    TOOK_PART = "took_part", _("Took part")
    DECLINED = "declined", _("Declined")
    COULD_NOT = "could_not", _("Could not take part")


class ProcessKind(models.TextChoices):
    CRIMINAL = "criminal", _("Criminal investigation or trial")
    INQUEST = "inquest", _("Inquest")
    CHILD_DEATH = "child_death", _("Child death review")
    OTHER_REVIEW = "other_review", _("Another review")
    EMPLOYMENT = "employment", _("Employment or regulatory process")
    COMPLAINT = "complaint", _("Complaint")
    CARE = "care", _("Care or court proceedings")


class Waits(models.TextChoices):
    NEITHER = "neither", _("Neither waits")
    REVIEW = "review", _("This review waits for it")
    PROCESS = "process", _("It waits for this review")


class PublicationChoice(models.TextChoices):
    PUBLISH = "publish", _("Publish the report")
    DELAY = "delay", _("Publish later")
    SUMMARY = "summary", _("Publish a summary only")
    WITHHOLD = "withhold", _("Do not publish")


class MeansOfPublishing(models.TextChoices):
    """The text people outside read."""

    REPORT = "report", _("Report")
    SUMMARY = "summary", _("Summary")


class InspectionOutcome(models.TextChoices):
    AWAITED = "awaited", _("Outcome awaited")
    RECEIVED = "received", _("Outcome received")


class ActedOn(models.TextChoices):
    """How far the board has acted on a finding about itself (WOL-24)."""

    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    ACTED = "acted", _("Acted on")
    SHOWN = "shown", _("Shown to work")

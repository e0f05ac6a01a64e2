"""Words of audits with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    SCHEDULED = "scheduled", _("In the programme")
    DECLINED = "declined", _("Not taken up")


class Sampling(models.TextChoices):
    """How cases are chosen (HAR-22)."""

    RANDOM = "random", _("Random")
    PURPOSIVE = "purposive", _("Chosen for a purpose")


class AuditState(models.TextChoices):
    PLANNING = "planning", _("Being planned")
    ASKED = "asked", _("With agencies")
    JOINT = "joint", _("Joint stage")
    RECEIVED = "received", _("Received by the group")
    CLOSED = "closed", _("Closed")


class AskState(models.TextChoices):
    ASKED = "asked", _("Reply awaited")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class ReturnState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    HANDED_IN = "handed_in", _("Handed in")


class ToolState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    ISSUED = "issued", _("In use")


class AnswerKind(models.TextChoices):
    """How one question of a tool is answered."""

    GRADE = "grade", _("Grade")
    YES_NO = "yes_no", _("Yes, partly or no")
    WORDS = "words", _("Words only")


class Said(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class VoiceOf(models.TextChoices):
    """Whose view of the help is asked for before a grade is final (SOL-17)."""

    CHILD = "child", _("The child or adult")
    FAMILY = "family", _("The family or carers")
    PRACTITIONER = "practitioner", _("The practitioners")


class Sustained(models.TextChoices):
    """Whether a gain lasted (SOL-9)."""

    YES = "yes", _("Sustained")
    PARTLY = "partly", _("Sustained in part")
    NO = "no", _("Not sustained")


class SingleState(models.TextChoices):
    """Where an agency's own audit stands (HAR-25, HAR-27)."""

    ASKED = "asked", _("Asked for by the board")
    PLANNED = "planned", _("Planned")
    DECLINED = "declined", _("Declined by the agency")
    DEPOSITED = "deposited", _("Deposited")


class SurveyState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class SurveyKind(models.TextChoices):
    SCALE = "scale", _("Agree or disagree")
    YES_NO = "yes_no", _("Yes, partly or no")
    WORDS = "words", _("Words")


class Agreement(models.TextChoices):
    STRONGLY_AGREE = "strongly_agree", _("Strongly agree")
    AGREE = "agree", _("Agree")
    NEITHER = "neither", _("Neither")
    DISAGREE = "disagree", _("Disagree")
    STRONGLY_DISAGREE = "strongly_disagree", _("Strongly disagree")


SURVEY_ANSWERS = {
    SurveyKind.SCALE: Agreement.choices,
    SurveyKind.YES_NO: [one for one in Said.choices if one[0] != Said.NOT_APPLICABLE],
}
STATE_COLOURS = {
    "planning": "grey",
    "draft": "grey",
    "proposed": "yellow",
    "scheduled": "green",
    "declined": "red",
    "asked": "yellow",
    "accepted": "blue",
    "handed_in": "green",
    "joint": "blue",
    "received": "green",
    "closed": "grey",
    "planned": "blue",
    "deposited": "green",
    "open": "green",
    "issued": "green",
    "yes": "green",
    "partly": "yellow",
    "no": "red",
}

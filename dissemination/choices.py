"""Words of the dissemination floor with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LearningKind(models.TextChoices):
    """What the learning is (SOL-42)."""

    THEME = "theme", _("Theme")
    ISSUE = "issue", _("Issue")
    CASE = "case", _("Case")


class SummaryState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for the group")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Sent back")


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    CLOSED = "closed", _("Closed")


class CommissionState(models.TextChoices):
    OPEN = "open", _("Asked")
    ACCEPTED = "accepted", _("Taken on")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Not taken on")


class WorkState(models.TextChoices):
    """Where a task of the work plan stands (SOL-43)."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class BriefingKind(models.TextChoices):
    SEVEN_MINUTE = "seven_minute", _("Seven-minute briefing")
    AUDIT_NOTE = "audit_note", _("Learning from Audit Briefing Note")


class BriefingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SHARED = "shared", _("Shared with the board")
    PUBLIC = "public", _("Open to the public")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RequestState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    CLOSED = "closed", _("Closed")


class PartState(models.TextChoices):
    """How far one agency is with what it was asked to pass on."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    ANSWERED = "answered", _("Answered")


class Applies(models.TextChoices):
    """Whether a learning point concerns an agency (WOL-29)."""

    UNSAID = "", _("Not said yet")
    YES = "yes", _("Applies to us")
    NO = "no", _("Does not apply to us")


class Confirmation(models.TextChoices):
    """The three things each member answers for, one by one (HAR-39)."""

    DISSEMINATED = "disseminated", _("Disseminated")
    EMBEDDED = "embedded", _("Embedded")
    ASSURED = "assured", _("Assured")


class ShareDirection(models.TextChoices):
    OUT = "out", _("Shared with them")
    IN = "in", _("Learnt from them")


class ShareKind(models.TextChoices):
    """Where something was passed on to (CTM-42, WOL-35, SOM-4, HAR-40)."""

    AUDIENCE = "audience", _("An audience of the board")
    GROUP = "group", _("Another group of the board")
    BOARD = "board", _("Another safeguarding board")
    BODY = "body", _("Another partnership or body")
    BULLETIN = "bulletin", _("Readers of a bulletin")


BY_HAND = [one for one in ShareKind if one != ShareKind.BULLETIN]


class BulletinState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")


class BulletinKind(models.TextChoices):
    """What a piece of a bulletin is."""

    BRIEFING = "briefing", _("Briefing")
    PUBLISHED = "published", _("Published review")
    FINDING = "finding", _("Good practice")
    REQUEST = "request", _("Request to agencies")
    TEXT = "text", _("Paragraph")
    LINK = "link", _("Link")


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    WITHDRAWN = "withdrawn", _("No longer wanted")


class Wants(models.TextChoices):
    """Which bulletins of a board a person wants."""

    ALL = "all", _("All bulletins")
    THEMES = "themes", _("Only those on my themes")
    NONE = "none", _("None")


class LinkPurpose(models.TextChoices):
    """What a team's link asks."""

    ACKNOWLEDGE = "reached", _("That it reached the team")
    RECALL = "recall", _("What is still remembered")

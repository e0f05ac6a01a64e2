"""Words of action plans with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    AGREED = "agreed", _("Agreed")
    CLOSED = "closed", _("Closed")


class ActionStatus(models.TextChoices):
    """Where an action stands. Blue comes last: done *and* seen to have worked."""

    NOT_STARTED = "not_started", _("Not started")
    RED = "red", _("Overdue or blocked")
    AMBER = "amber", _("At risk")
    GREEN = "green", _("On track")
    DONE = "done", _("Done, impact not shown yet")
    BLUE = "blue", _("Embedded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN_STATUSES = [
    ActionStatus.NOT_STARTED,
    ActionStatus.RED,
    ActionStatus.AMBER,
    ActionStatus.GREEN,
]
# Neither waits for an impact review.
SETTLED_STATUSES = [ActionStatus.BLUE, ActionStatus.WITHDRAWN]


class Strength(models.TextChoices):
    """How far an action changes the system, weakest first."""

    REMIND = "remind", _("Remind people")
    TRAIN = "train", _("Train people")
    POLICY = "policy", _("Write or change a policy")
    CHECK = "check", _("Add a check or audit")
    TOOL = "tool", _("Give people a tool or form")
    SIMPLIFY = "simplify", _("Simplify or standardise a process")
    SYSTEM = "system", _("Change the system so that the right thing is the easy one")


WEAK = [Strength.REMIND, Strength.TRAIN]
STRENGTH_HINTS = {
    Strength.REMIND: _("Weakest. An e-mail or briefing; it fades within weeks."),
    Strength.TRAIN: _("Weak. Helps those who came, until they leave."),
    Strength.POLICY: _("Fair, where people know it and can follow it on a busy day."),
    Strength.CHECK: _("Fair. Shows that something went wrong, after it did."),
    Strength.TOOL: _("Stronger. A prompt at the moment it is needed."),
    Strength.SIMPLIFY: _("Strong. Fewer steps to forget."),
    Strength.SYSTEM: _("Strongest. Works on the worst day, without remembering."),
}


class UpdateKind(models.TextChoices):
    """What an entry of an action's history is."""

    CREATED = "created", _("Action written")
    PROGRESS = "progress", _("Progress")
    NO_CHANGE = "no_change", _("No change since the last update")
    EDITED = "edited", _("Details changed")
    EXTENDED = "extended", _("Due date extended")
    DONE = "done", _("Reported done")
    REOPENED = "reopened", _("Opened again")
    IMPACT = "impact", _("Impact reviewed")
    CHALLENGE = "challenge", _("Challenge")
    SUPPORT = "support", _("Support offered")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EVIDENCE = "evidence", _("Evidence added")
    LINKED = "linked", _("Linked to another action")
    LOOK_AGAIN = "look_again", _("Date to look again set")


# Entries that show somebody moved the action on.
MOVEMENT = [
    UpdateKind.CREATED,
    UpdateKind.PROGRESS,
    UpdateKind.DONE,
    UpdateKind.REOPENED,
    UpdateKind.IMPACT,
    UpdateKind.EVIDENCE,
]


class RevisitKind(models.TextChoices):
    REVISIT = "revisit", _("Revisit")
    RE_AUDIT = "re_audit", _("Re-audit")


class Difference(models.TextChoices):
    """What an impact review found."""

    EMBEDDED = "embedded", _("It made the difference it was meant to")
    SOME = "some", _("Some difference: look again")
    NONE = "none", _("No difference: think again")


class Direction(models.TextChoices):
    """How an agency's own action and a group's action bear on each other (HAR-34)."""

    TAKES_FROM = "takes_from", _("Takes from")
    FEEDS_INTO = "feeds_into", _("Feeds into")


class OfferState(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    TAKEN = "taken", _("Taken in")
    DECLINED = "declined", _("Not taken in")


class NoteKind(models.TextChoices):
    CHALLENGE = "challenge", _("Challenge")
    SUPPORT = "support", _("Support offered")
    ASSURANCE = "assurance", _("Assurance sought or given")


class FeedbackFrom(models.TextChoices):
    CHILDREN = "children", _("Children and young people")
    ADULTS = "adults", _("Adults who use services")
    FAMILIES = "families", _("Families and carers")
    PRACTITIONERS = "practitioners", _("Practitioners")

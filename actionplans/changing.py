"""What a bulk change or a workbook would do to each action, before it does it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actionplans.cells import LABELS, shown
from actionplans.choices import ActionStatus
from actionplans.models import Action
from actionplans.rights import may_change
from actionplans.rules import may_edit_action
from actionplans.services.progress import THREE_QUESTIONS


@dataclass(frozen=True)
class Change:
    """One part of one action: what it says, and what it would say.

    A conflict was changed online after the person took their copy.
    """

    name: str
    old: str
    new: str
    value: object
    is_conflict: bool = False

    @property
    def label(self) -> str:
        return str(LABELS[self.name])


@dataclass(frozen=True)
class Refusal:
    """A part that cannot change, why, and what to do; `where` is a cell."""

    label: str
    new: str
    why: str
    todo: str = ""
    where: str = ""


@dataclass
class Proposed:
    """Everything one action would undergo."""

    action: Action
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    reason: str = ""

    @property
    def plain(self) -> list[Change]:
        return [one for one in self.changes if not one.is_conflict]

    @property
    def conflicts(self) -> list[Change]:
        return [one for one in self.changes if one.is_conflict]

    def propose(self, name, value, user, *, conflict=False, where="") -> None:
        """Add a change, or why it cannot be."""
        new = shown(name, value)
        if why := refusal_of(self.action, name, value, self.reason, user):
            self.refusals.append(Refusal(str(LABELS[name]), new, why, where=where))
        else:
            old = shown(name, present(self.action, name))
            self.changes.append(Change(name, old, new, value, conflict))


def present(action, name):
    """What a part says now; nothing for progress, which is only ever added."""
    return "" if name == "progress" else getattr(action, name)


def refusal_of(action, name, value, reason, user) -> str:
    """Why a part of an action may not become so; nothing where it may."""
    if not may_change(user, action, name):
        return _(
            "Only the business unit or the chair of the group that monitors it may "
            "change this."
        )
    if name == "due_on":
        return _of_day(action, value, reason)
    if name == "status":
        return _of_status(action, value, reason, user)
    if name == "progress" and (action.is_settled or action.merged_into_id):
        return _("It is closed. Open it again on its own page.")
    if name == "text" and not value:
        return _("An action cannot be empty.")
    return ""


def _of_day(action, value, reason) -> str:
    if not action.is_open:
        return _("Only an open action is given more time.")
    if value <= action.due_on:
        return _("More time means a date after %s.") % shown("due_on", action.due_on)
    return "" if reason.strip() else _("Say why more time is needed.")


def _of_status(action, value, reason, user) -> str:
    if value == ActionStatus.BLUE:
        return _(
            "An action is embedded only after its measure was tested again. Record an "
            "impact review on its page."
        )
    if value == ActionStatus.WITHDRAWN:
        return _of_withdrawing(action, reason, user)
    if action.is_settled or action.status == ActionStatus.DONE:
        return _("It is closed. Open it again on its own page.")
    answered = all(getattr(action, name).strip() for name in THREE_QUESTIONS)
    if value == ActionStatus.DONE and not answered:
        return _(
            "Before it is reported done, its page asks how much was done, how well, "
            "and what difference it made."
        )
    return ""


def _of_withdrawing(action, reason, user) -> str:
    if not may_edit_action(user, action):
        return _("Only those who run the plan withdraw an action.")
    return "" if reason.strip() else _("Say why it is withdrawn.")

"""The parts of an action that can be changed from outside its page, as text."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from actionplans.choices import ActionStatus
from actionplans.headings import WORDS
from actionplans.models import Action
from boards.forms.days import DayField

LONG = (
    "recommendation_text", "rationale", "text", "intended_outcome", "measure"
)  # fmt: skip
PEOPLE = ("owner", "lead_member")
LABELS = {
    **WORDS,
    "agency": gettext_lazy("Agency"),
    "owner": gettext_lazy("Owner"),
    "lead_member": gettext_lazy("Lead member"),
    "monitoring_group": gettext_lazy("Monitored by"),
    "status": gettext_lazy("Status"),
}
NEEDED = {"text", "due_on", "status"}
LONGEST = {"responsible": Action._meta.get_field("responsible").max_length}


class Unreadable(ValueError):
    """What a cell says cannot be taken: why, and what to do."""

    def __init__(self, what: str, todo: str):
        super().__init__(what)
        self.what, self.todo = what, todo


def tidy(text) -> str:
    """Text as a cell gives it back: line ends alike, no edges, nothing unprintable."""
    said = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    said = ILLEGAL_CHARACTERS_RE.sub("", said)
    return "\n".join(line.rstrip() for line in said.strip().split("\n"))


def cell_of(action, name: str, directory, names=None) -> str:
    """What a part of an action, or of an earlier state of it, says in a cell.

    `names` are people by key, for earlier states, which only hold the key.
    """
    if name == "progress":
        return ""
    if name == "due_on":
        return action.due_on.isoformat()
    if name == "status":
        return str(ActionStatus(action.status).label)
    if name == "agency":
        return str((names or {}).get(("agency", action.agency_id)) or "")
    if name in PEOPLE:
        person = (names or {}).get(("person", getattr(action, f"{name}_id")))
        return directory.address(person)
    return tidy(getattr(action, name))


def value_of(name: str, text: str, directory):
    """The value a cell names; None for an empty one. Raises Unreadable."""
    if not text:
        if name in NEEDED:
            raise Unreadable(
                _("This cell is empty."), _("Write what it should say, or leave it.")
            )
        return None if name in (*PEOPLE, "agency") else ""
    if name == "due_on":
        return day_of(text)
    if name == "status":
        return _status(text)
    if name == "agency":
        return _agency(text, directory)
    if name in PEOPLE:
        return _person(text, directory)
    return _words(name, text)


def day_of(text: str) -> datetime.date:
    """A day as sheets and people write it. Raises Unreadable."""
    said = text.removesuffix(" 00:00:00")
    try:
        return DayField().clean(said)
    except ValidationError as problem:
        raise Unreadable(
            _("“%s” is no date.") % text[:60], _("Write it like 27/03/2027.")
        ) from problem


def _status(text) -> str:
    said = text.casefold()
    for status in ActionStatus:
        if said in (status.value, str(status.label).casefold()):
            return status.value
    known = ", ".join(str(s.label) for s in ActionStatus if s != ActionStatus.BLUE)
    raise Unreadable(
        _("“%s” is no status here.") % text[:60], _("Choose one of: %s.") % known
    )


def _agency(text, directory):
    if found := directory.agency(text):
        return found
    raise Unreadable(
        _("No agency of this board is called “%s”.") % text[:80],
        _("Choose one from the list in the cell."),
    )


def _person(text, directory):
    if found := directory.person(text):
        return found
    raise Unreadable(
        _("You know nobody on this board as “%s”.") % text[:80],
        _("Write the e-mail address they sign in with."),
    )


def _words(name, text):
    longest = LONGEST.get(name)
    if longest and len(text) > longest:
        raise Unreadable(
            _("This is longer than %s characters.") % longest, _("Say it shorter.")
        )
    return text


def shown(name: str, value) -> str:
    """A value as a preview says it."""
    if value in (None, ""):
        return ""
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    if name == "status":
        return str(ActionStatus(value).label)
    return str(value)

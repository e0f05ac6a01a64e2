"""How each status looks: letter, word, colour and shape, and its written meaning."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from actionplans.choices import ActionStatus

S = ActionStatus


@dataclass(frozen=True)
class StatusLevel:
    """A status as the rating component and papers draw it."""

    key: str
    letter: str
    colour: str
    shape: str
    definition: str

    @property
    def word(self) -> str:
        return str(ActionStatus(self.key).label)

    @property
    def lettered(self) -> str:
        """Letter and word: never colour alone, and no colour is needed."""
        return format_lazy("{} – {}", self.letter, ActionStatus(self.key).label)

    def __str__(self):
        return self.word


LEVELS = {
    level.key: level
    for level in (
        StatusLevel(
            S.RED, "R", "red", "square", _("Past its date, or something stops it.")
        ),
        StatusLevel(
            S.AMBER, "A", "amber", "triangle", _("May not be done by its date.")
        ),
        StatusLevel(
            S.NOT_STARTED, "N", "grey", "ring", _("Nobody has begun yet; not late.")
        ),
        StatusLevel(
            S.GREEN, "G", "green", "circle", _("Under way and expected by its date.")
        ),
        StatusLevel(
            S.DONE, "D", "yellow", "diamond",
            _("Carried out. Whether it made a difference is not known yet."),
        ),
        StatusLevel(
            S.BLUE, "B", "blue", "star",
            _("Its measure was tested again and shows the difference."),
        ),
        StatusLevel(S.WITHDRAWN, "W", "grey", "diamond", _("No longer needed.")),
    )
}  # fmt: skip


def level_of(status: str) -> StatusLevel:
    """The looks of a status, most pressing first in LEVELS."""
    return LEVELS[status]

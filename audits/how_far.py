"""How far a return is, as columns of the files that list returns."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def how_far_headings() -> list[str]:
    """What the columns of `how_far` are called."""
    return [
        _("State"),
        _("Late"),
        _("Answered"),
        _("Questions"),
        _("Due on"),
        _("Handed in on"),
        _("Reference"),
    ]


def how_far(row) -> list:
    """State, progress and days of one return; none of its words."""
    return [
        row.get_state_display(),
        _("Late") if row.is_late else "",
        row.answered,
        row.total,
        row.due_on,
        day_of(row.submitted_at),
        row.reference,
    ]


def day_of(moment) -> str:
    """The day of a moment in words, empty for none."""
    return date_format(moment, "j F Y") if moment else ""

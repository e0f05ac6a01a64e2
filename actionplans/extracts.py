"""Actions as rows under the exact headings of the board's form."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.composite import progress_of, with_progress
from actionplans.headings import COLUMNS, HEADER, headings_of

AT_ONCE = 1000


def extract_headings(board, user) -> list[str]:
    """The eight headings of the form, then what tells one action from another."""
    words = headings_of(board, user).words
    named = [words[name] for name in (*HEADER, *COLUMNS)]
    return [*named, _("Reference"), _("Agency"), _("Owner"), _("Status")]


def extract_rows(actions) -> Iterator[list]:
    """A row for each action, read some at a time."""
    found = with_progress(actions).select_related("agency", "owner")
    for action in found.iterator(chunk_size=AT_ONCE):
        yield [
            *cells_of(action),
            action.reference,
            str(action.agency or ""),
            str(action.owner or ""),
            action.get_status_display(),
        ]


def cells_of(action) -> list:
    """The eight fields of one action; its day stays a day."""
    return [
        action.recommendation_text,
        action.rationale,
        action.text,
        action.due_on,
        action.responsible,
        action.intended_outcome,
        action.measure,
        progress_of(action),
    ]


def day_words(day) -> str:
    """A day as papers write it."""
    return date_format(day, "j F Y") if day else ""

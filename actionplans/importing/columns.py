"""Columns of a sheet of actions, known by their headings in either language."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actionplans.cells import LABELS
from actionplans.headings import COLUMNS, HEADER, all_words, headings_of

REFERENCE, VERSION, SAID, REASON = "reference", "version", "said", "reason"
OWN = {
    REFERENCE: _("Reference"),
    VERSION: _("Version"),
    SAID: _("Progress so far"),
    REASON: _("Reason for more time"),
}
# The order of the workbook. What may be typed in follows.
SHEET = (
    REFERENCE, VERSION, *HEADER, *COLUMNS[:-1], SAID, "progress", "agency", "owner",
    "lead_member", "status", REASON,
)  # fmt: skip
TYPED = tuple(name for name in SHEET if name not in (REFERENCE, VERSION, SAID))
CHANGED = tuple(name for name in TYPED if name != REASON)
PASTED = (*HEADER, *COLUMNS)


def sheet_headings(board, user) -> dict[str, str]:
    """The words above each column of the workbook."""
    words = {name: str(text) for name, text in (LABELS | OWN).items()}
    return words | headings_of(board, user).words


def heading_names(board, user, names) -> dict[str, str]:
    """Every heading a column may stand under, as letters only -> its name."""
    known = {name: set(words) for name, words in all_words(board, user).items()}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for name, text in (LABELS | OWN).items():
                known.setdefault(name, set()).add(str(text))
    return {letters(word): name for name in names for word in known.get(name, ())}


def letters(words: str) -> str:
    """Letters and digits alone: stops, capitals and spaces tell nothing apart."""
    return "".join(one for one in words.casefold() if one.isalnum())

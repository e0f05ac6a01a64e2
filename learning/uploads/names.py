"""The name a file comes with: shown to people, never used as a place on disk."""

import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from learning.uploads.refusals import Refused

LONGEST = 200  # characters, as the database keeps
# Letters that turn the reading direction: "annual\u202efdp.exe" shows as a PDF.
TURNS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain_name(name: str) -> str:
    """The name, if a person would read it as it is. Raises Refused."""
    name = unicodedata.normalize("NFC", name or "").strip()
    odd = any(unicodedata.category(letter) in {"Cc", "Cs", "Co"} for letter in name)
    if odd or TURNS & set(name) or "/" in name or "\\" in name:
        raise _odd(_("The file's name holds hidden characters or slashes."))
    if not name or name.startswith(".") or len(name) > LONGEST:
        raise _odd(_("The file's name is missing, hidden or too long."))
    return name


def _odd(what) -> Refused:
    mend = _("Rename it with plain letters and figures and send it again.")
    return Refused(f"{what} {mend}", code="name")


def ending_of(name: str) -> str:
    """The letters after the last full stop, small."""
    return PurePosixPath(name).suffix.lower().lstrip(".")

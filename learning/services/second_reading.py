"""A second person's reading of words before the public may see them (design 9)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from learning.identifiers import CERTAIN, Hit


def require_nobody_named(hits: Iterable[Hit], note: str) -> None:
    """Raises ValidationError for an NHS number or a date of birth, and for anything
    else found that the second reader has not explained in `note`."""
    if certain := [hit for hit in hits if hit.kind in CERTAIN]:
        words = ", ".join(f"{hit.words} ({hit.label})" for hit in certain)
        raise ValidationError(_("This can never be published: %s") % words)
    if hits and not note.strip():
        said = _("Say of each passage found why it identifies nobody.")
        raise ValidationError({"note": said})

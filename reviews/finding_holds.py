"""Keeps a finding about the board that somebody answers for from being removed."""

from django.utils.translation import gettext as _

from learning.holds import add_hold
from learning.models import Finding
from reviews.models import FindingOwner


def answered_for(record) -> str:
    """Why it stays: what was said of it would go with it (WOL-24)."""
    if not isinstance(record, Finding):
        return ""
    held = FindingOwner.objects.filter(finding=record).exists()
    return _("Somebody answers for it to the board.") if held else ""


add_hold(answered_for)

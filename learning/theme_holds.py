"""A finding stays where somebody answered that a theme came back in it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from learning.holds import add_hold
from learning.models import Finding, RecurrenceNotice


def _of_notice(record) -> str:
    if not isinstance(record, Finding):
        return ""
    worded = Q(answered_at__isnull=False) | Q(responses__isnull=False)
    if RecurrenceNotice.objects.filter(worded, tag__finding=record).exists():
        return _("A theme came back in it, and the board said what it does about that.")
    return ""


add_hold(_of_notice)

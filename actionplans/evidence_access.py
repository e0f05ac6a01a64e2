"""Evidence of an agency's library beside an action: who reads it, where it is used."""

from django.db.models import Q
from django.utils.translation import gettext as _

from actionplans.models import ActionEvidence
from learning.evidence_access import Use, add_reader, add_use


def beside_actions(user) -> Q:
    """Items beside actions the person may read."""
    rows = ActionEvidence.objects.visible_to(user).filter(item__isnull=False)
    return Q(pk__in=rows.values("item"))


def used_beside_actions(user, items) -> dict:
    """Actions each item stands beside. One query."""
    rows = ActionEvidence.objects.visible_to(user).filter(item__in=items)
    found: dict[int, list[Use]] = {}
    for row in rows.select_related("action__board"):
        words = _("Action %(reference)s") % {"reference": row.action.reference}
        use = Use(words, row.action.get_absolute_url())
        found.setdefault(row.item_id, []).append(use)
    return found


add_reader(beside_actions)
add_use(used_beside_actions)

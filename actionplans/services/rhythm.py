"""Changes how often a board looks at its plans."""

from django.db import transaction

from actionplans.models import PlanRhythm
from learning.services.versions import StaleVersion, save_version


@transaction.atomic
def keep_rhythm(*, board, values: dict, version: int, by) -> PlanRhythm:
    """Raises StaleVersion where somebody changed the numbers meanwhile."""
    known = PlanRhythm.objects.select_for_update().filter(board=board).first()
    if known is None:
        if version != 1:
            raise StaleVersion(PlanRhythm(board=board))
        known = PlanRhythm(board=board)
        known._history_user = by
        known.save()
    return save_version(record=known, values=values, version=version, by=by)

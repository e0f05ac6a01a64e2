"""An agency works on what it filed and on its own inspection; a presenter writes.

Those who work on a filed item: the agency's leads, the lead group and the officers.
Other groups it is shared with read it. Everybody else: nothing.
"""

from django.db.models import Q

from boards.roles import ROLES, Permission
from learning.models import LearningSource
from learning.source_access import add_reader, add_writer
from reviews.models import Inspection, RotaTurn

UNRESTRICTED = Q(lead_group__isnull=True) | Q(lead_group__restricted=False)


def led_agencies(scope) -> list[tuple[int, int]]:
    """(board, agency) for whom the person may file learning."""
    return [
        place
        for place, roles in scope.agency_roles.items()
        if any(Permission.FILE_OWN_LEARNING in ROLES[r].permissions for r in roles)
    ]


def of_own_agency(user) -> Q:
    """Reviews an agency filed, and inspections of it, for its leads."""
    rule = Q(pk__in=[])
    for board, agency in led_agencies(user.scope):
        inspected = Inspection.objects.filter(provider=agency, review__board=board)
        filed = Q(owner_agency=agency) & ~Q(review_type="")
        own = filed | Q(pk__in=inspected.values("review"))
        rule |= Q(board=board) & own & UNRESTRICTED
    return rule


def answers_for(user, source) -> bool:
    """Whether the source is what the person's agency filed, or its inspection."""
    if not led_agencies(user.scope):
        return False
    rows = LearningSource.objects.filter(of_own_agency(user))
    return rows.filter(pk=source.pk).exists()


def presents(user, source) -> bool:
    """Whether it was the person's turn to present it: they write what it teaches."""
    return RotaTurn.objects.filter(review=source.pk, presenter=user).exists()


add_reader(of_own_agency)
add_writer(answers_for)
add_writer(presents)

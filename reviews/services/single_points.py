"""Names the one person an agency is asked through (SOL-10)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from reviews.contacts import speaking_for
from reviews.models import SinglePoint


@transaction.atomic
def name_single_point(*, board, agency, user, by) -> SinglePoint:
    """Name an agency's contact, in place of the one before.

    Raises ValidationError for somebody who may not answer for the agency today.
    """
    if user.pk not in speaking_for(board.pk, agency.pk):
        words = {"who": user, "agency": agency}
        said = _("%(who)s does not answer for %(agency)s on this board.") % words
        raise ValidationError({"person": said})
    rows = SinglePoint.objects.select_for_update()
    point = rows.filter(board=board, agency=agency).first()
    point = point or SinglePoint(board=board, agency=agency)
    point.user = user
    point._history_user = by
    point.save()
    return point

"""How a lesson's effect is shown, before and after (CTM-29, SOL-39)."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dissemination.models import LessonMeasure
from learning.models import Finding
from learning.services.versions import save_version


def add_measure(
    *, finding: Finding, agency, values: dict, sent_once: UUID, by
) -> LessonMeasure:
    """One strand of a lesson, of an agency or (None) of the board.

    The same form sent twice makes one.
    """
    try:
        with transaction.atomic():
            measure = LessonMeasure(
                board_id=finding.board_id,
                finding=finding,
                agency=agency,
                sent_once=sent_once,
                by=by,
                **values,
            )
            measure._history_user = by
            measure.save()
            return measure
    except IntegrityError:
        found = finding.measures.filter(sent_once=sent_once, by=by).first()
        if found is None:
            said = _("This form was used already. Start it again.")
            raise ValidationError(said) from None
        return found


def save_measure(*, measure: LessonMeasure, values: dict, version: int, by):
    """Add what was measured again, or correct it. Raises StaleVersion."""
    return save_version(record=measure, values=values, version=version, by=by)

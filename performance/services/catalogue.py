"""Keeping the live set: adding, changing, retiring what a board measures (HAR-3)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from boards.services.links import set_links
from learning.services.sent_once import made_before
from learning.services.versions import save_version
from performance.models import Indicator, IndicatorArea
from performance.services.committing import free_key


def add_indicator(*, board, by, sent_once=None, groups=(), **values) -> Indicator:
    """A new measure. The same form sent twice makes one. Raises ValidationError."""
    key = free_key(Indicator, board, values["name_en"])
    made = Indicator(
        board=board, key=key, created_by=by, sent_once=sent_once, order=900, **values
    )
    _check(made)
    made._history_user = by
    try:
        with transaction.atomic():
            made.save()
            set_links(record=made, name="groups", chosen=groups, by=by)
    except IntegrityError:
        return made_before(Indicator, sent_once, by)
    return made


@transaction.atomic
def edit_indicator(*, indicator, values: dict, version: int, by) -> Indicator:
    """Change a measure; figures taken before stay as they were printed. Raises
    StaleVersion, ValidationError."""
    saved = save_version(record=indicator, values=values, version=version, by=by)
    _check(saved)
    return saved


@transaction.atomic
def retire_indicator(*, indicator, values: dict, version: int, by) -> Indicator:
    """Watch it no more from a day on; its figures stay. An empty day brings it back.
    Raises StaleVersion, ValidationError."""
    if values.get("active_to") and not values.get("retired_because", "").strip():
        raise ValidationError(
            {"retired_because": _("Say why it is no longer watched.")}
        )
    return edit_indicator(indicator=indicator, values=values, version=version, by=by)


def add_area(*, board, by, **values) -> IndicatorArea:
    """A new part of the catalogue, after the others."""
    order = IndicatorArea.objects.filter(board=board).count()
    key = free_key(IndicatorArea, board, values["name_en"])
    made = IndicatorArea(board=board, key=key, order=order, **values)
    made._history_user = by
    made.save()
    return made


def _check(indicator) -> None:
    if indicator.tolerance is not None and indicator.target is None:
        raise ValidationError({"tolerance": _("There is no target to be beside.")})
    for name in ("tolerance", "minimum_change", "comparator_gap"):
        value = getattr(indicator, name)
        if value is not None and value < 0:
            raise ValidationError({name: _("Enter a number that is not below nought.")})
    first, last = indicator.active_from, indicator.active_to
    if first and last and last < first:
        raise ValidationError({"active_to": _("The last day is before the first.")})

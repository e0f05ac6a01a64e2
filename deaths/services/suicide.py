"""What agencies and the group saw in a review of a suicide (CTM-37)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deaths.facts import facts_of
from deaths.models import Analysis
from learning.services.versions import save_version


def _check(panel, source, factors) -> None:
    if source.lead_group_id != panel.group_id:
        raise ValidationError({"source": _("Choose a review of this group.")})
    known = {one.key for one in facts_of(panel.board).factors}
    if not factors or set(factors) - known:
        raise ValidationError({"factors": _("Tick what was seen.")})


def add_analysis(*, panel, source, by, sent_once=None, **values) -> Analysis:
    """One agency's, or the joint one. Each is made once. Raises ValidationError."""
    _check(panel, source, values["factors"])
    made = Analysis(
        panel=panel, source=source, created_by=by, sent_once=sent_once, **values
    )
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
    except IntegrityError as problem:
        same = Analysis.objects.filter(sent_once=sent_once, created_by=by).first()
        if sent_once is None or same is None:
            words = _("This analysis is there already: change that one.")
            raise ValidationError({"agency": words}) from problem
        return same
    return made


def edit_analysis(*, analysis, values: dict, version: int, by) -> Analysis:
    """Raises StaleVersion, ValidationError."""
    _check(analysis.panel, analysis.source, values["factors"])
    return save_version(record=analysis, values=values, version=version, by=by)

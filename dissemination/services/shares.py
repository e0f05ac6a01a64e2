"""The log of sharing: by which channel, with whom, when, how many (CTM-42)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dissemination.choices import ShareKind
from dissemination.models import ShareRecord
from learning.services.versions import save_version

NEEDED = {
    ShareKind.GROUP: ("to_group", _("Choose the group.")),
    ShareKind.BOARD: ("body", _("Name the board.")),
    ShareKind.BODY: ("body", _("Name the partnership or body.")),
    ShareKind.AUDIENCE: ("audience", _("Choose the audience.")),
    ShareKind.BULLETIN: ("body", _("Name the bulletin.")),
}


def log_share(*, board, by, sent_once=None, **values) -> ShareRecord:
    """One entry. The same form sent twice makes one. Raises ValidationError."""
    made = ShareRecord(board=board, by=by, sent_once=sent_once, **values)
    _check(made)
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
    except IntegrityError:
        known = ShareRecord.objects.filter(sent_once=sent_once, by=by).first()
        if sent_once is None or known is None:
            raise
        return known
    return made


def _check(share):
    name, problem = NEEDED[ShareKind(share.kind)]
    if not getattr(share, name):
        raise ValidationError({name: problem})
    if share.to_group_id and share.to_group_id == share.from_group_id:
        raise ValidationError({"to_group": _("Choose another group.")})
    for group in (share.from_group, share.to_group):
        if group and group.restricted:
            raise ValidationError(_("What this group shares is not kept here."))


@transaction.atomic
def edit_share(*, share, values: dict, version: int, by) -> ShareRecord:
    """Correct an entry. Raises StaleVersion, ValidationError."""
    saved = save_version(record=share, values=values, version=version, by=by)
    _check(saved)
    return saved

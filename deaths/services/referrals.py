"""Referrals to a group that decides on case reviews, and what it decided (WOL-21)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deaths.choices import ReferralDecision
from deaths.models import Referral
from learning.choices import LinkKind
from learning.services.linking import link_sources
from learning.services.sent_once import made_before
from learning.services.versions import save_version


def refer(
    *, panel, board, to_group, reason, referred_on, by, sent_once=None
) -> Referral:
    """Ask a group. The same form sent twice asks once."""
    if to_group.pk == panel.group_id:
        raise ValidationError({"to_group": _("Choose another group.")})
    made = Referral(
        panel=panel, board=board, reference=Referral.new_reference(),
        to_group=to_group, reason=reason, referred_on=referred_on, created_by=by,
        sent_once=sent_once,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made._history_user = by
            made.save()
    except IntegrityError:
        return made_before(Referral, sent_once, by)
    return made


@transaction.atomic
def decide(*, referral, values: dict, version: int, by) -> Referral:
    """What the group decided, with its reason. Raises StaleVersion, ValidationError."""
    if values["decision"] == ReferralDecision.AWAITED:
        raise ValidationError({"decision": _("Choose what was decided.")})
    if values["decided_on"] < referral.referred_on:
        words = _("It cannot be decided before it was referred.")
        raise ValidationError({"decided_on": words})
    if referral.source_id and values["decision"] != ReferralDecision.REVIEW:
        words = _("A review followed and is linked.")
        raise ValidationError({"decision": words})
    values = values | {"decided_by": by}
    return save_version(record=referral, values=values, version=version, by=by)


@transaction.atomic
def link_review(*, referral, source, by) -> Referral:
    """The review that followed. It is linked with the panel's newest year, too, where
    both are the same board's: only who may see both sees that."""
    found = Referral.objects.select_for_update().get(pk=referral.pk)
    if found.decision != ReferralDecision.REVIEW:
        raise ValidationError(_("Say first that a review follows."))
    if source.board_id != found.board_id:
        raise ValidationError({"source": _("Choose a review of this board.")})
    found.source = source
    found.version += 1
    found._history_user = by
    found.save()
    year = found.panel.years.order_by("-year").first()
    if year and year.source.board_id == source.board_id:
        link_sources(
            source=source,
            other=year.source,
            kind=LinkKind.FOLLOWS_UP,
            note=found.reference,
            by=by,
        )
    return found

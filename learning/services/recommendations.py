"""Writes recommendations, sends them out, keeps what the addressee replied."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.services.links import set_links
from learning.choices import ResponseState
from learning.models import LearningSource, Recommendation
from learning.services.sent_once import made_before
from learning.services.versions import StaleVersion

NEED_REASON = (ResponseState.PARTLY, ResponseState.REFUSED)


def add_recommendation(
    *, source: LearningSource, values: dict, by, sent_once: UUID | None = None
) -> Recommendation:
    """Write the next recommendation of a source. A form sent twice makes one."""
    try:
        with transaction.atomic():
            return _add(source, dict(values), by, sent_once)
    except IntegrityError:
        return made_before(Recommendation, sent_once, by)


def _add(source, values, by, sent_once):
    LearningSource.objects.select_for_update().get(pk=source.pk)  # one number each
    findings = values.pop("findings", ())
    rows = source.recommendations.order_by("-number")
    last = rows.values_list("number", flat=True).first() or 0
    made = Recommendation(
        board=source.board,
        source=source,
        number=last + 1,
        created_by=by,
        sent_once=sent_once,
        **values,
    )
    made._history_user = by
    made.save()
    set_links(record=made, name="findings", chosen=findings, by=by)
    return made


@transaction.atomic
def issue(*, recommendations, by) -> list[Recommendation]:
    """Send recommendations to their addressees, all or none. Those sent before stay
    as they are. Raises ValidationError where one is addressed to nobody."""
    chosen = [each.pk for each in recommendations]
    rows = Recommendation.objects.select_for_update(of=("self",))
    found = list(rows.filter(pk__in=chosen, issued_at=None).order_by("pk"))
    for row in found:
        if not row.addressed_to:
            said = _("Recommendation %(number)s is addressed to nobody yet.")
            raise ValidationError(said % {"number": row.number})
    for row in found:
        row.issued_at, row.issued_by = timezone.now(), by
        _save(row, by)
    return found


@transaction.atomic
def reply(
    *, recommendation: Recommendation, response: str, reason: str, version: int, by
) -> Recommendation:
    """Keep what the addressee says to an issued recommendation.

    Not to implement a finding needs a reason (Care Act 2014, schedule 2, 4(1)(g)).
    Raises StaleVersion where somebody replied meanwhile, ValidationError else.
    """
    rows = Recommendation.objects.select_for_update(of=("self",))
    current = rows.get(pk=recommendation.pk)
    if current.version != version:
        raise StaleVersion(current)
    if not current.is_issued:
        raise ValidationError(_("This recommendation was not issued yet."))
    if response in NEED_REASON and not reason.strip():
        raise ValidationError({"response_reason": _("Give the reason")})
    current.response, current.response_reason = response, reason.strip()
    current.responded_at, current.responded_by = timezone.now(), by
    _save(current, by)
    return current


def _save(row, by):
    row.version += 1
    row._history_user = by
    row.save()

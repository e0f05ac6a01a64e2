"""What a complaint taught: noted without the complaint, followed case by case."""

from django.db import transaction
from django.utils import timezone

from frameworks.vocabulary import SourceKind
from learning.services.versions import StaleVersion
from voices.facts import facts_of
from voices.models import ComplaintLesson
from voices.services.opening import change_both, open_with


def note_lesson(*, board, values: dict, by, sent_once=None) -> ComplaintLesson:
    """A lesson on the spine, read by its group and those it is shared with (CTM-39)."""
    return open_with(
        board=board,
        kind=SourceKind.COMPLAINTS,
        source_key=facts_of(board).rules.complaint_source,
        values=values,
        make=lambda source, rest: ComplaintLesson(source=source, board=board, **rest),
        by=by,
        sent_once=sent_once,
    )


def change_lesson(*, lesson, values: dict, version: int, by) -> ComplaintLesson:
    """Correct a lesson. Raises StaleVersion."""
    return change_both(record=lesson, values=values, version=version, by=by)


@transaction.atomic
def set_monitoring(
    *, lesson, monitoring: str, outcome: str, version: int, by
) -> ComplaintLesson:
    """How this lesson is followed, as the quality group decides for this case, and
    what came of it. Raises StaleVersion."""
    current = ComplaintLesson.objects.select_for_update(of=("self",))
    current = current.select_related("source").get(pk=lesson.pk)
    if current.version != version:
        raise StaleVersion(current)
    values = {"monitoring": monitoring, "outcome": outcome}
    if monitoring != current.source.monitoring:
        values |= {"monitored_by": by, "monitored_at": timezone.now()}
    return change_both(record=current, values=values, version=version, by=by)

"""Opens a review on the spine."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from frameworks.packs import load_pack
from frameworks.reviews import ReviewType
from frameworks.vocabulary import Clock
from learning.choices import SourceAudience
from learning.models import LearningSource, SourceType, StageEvent
from learning.services.stages import record_date
from reviews.models import Review

OF_SOURCE = {
    "title",
    "summary",
    "strand",
    "area",
    "owner_agency",
    "lead_group",
    "opened_on",
}


def open_review(
    *,
    board,
    kind: ReviewType,
    values: dict,
    dates: dict[Clock, object],
    by,
    sent_once=None,
    audience: str = SourceAudience.PANEL,
) -> Review:
    """Open a review of one type: its spine row, its details, its first clocks.

    `values` holds fields of the spine and of the review; `agencies` a list. The same
    form sent twice opens one review.
    """
    try:
        with transaction.atomic():
            return _open(board, kind, dict(values), dates, by, sent_once, audience)
    except IntegrityError:
        made = Review.objects.filter(source__sent_once=sent_once).first()
        if sent_once is None or made is None:
            raise
        return made


def _open(board, kind, values, dates, by, sent_once, audience):
    agencies = values.pop("agencies", ())
    shared_with = values.pop("shared_with", ())
    source = _source(board, kind, values, by, sent_once, audience)
    source.shared_with.set(shared_with)
    review = Review(
        source=source,
        board=board,
        legal_type=kind.legal_type,
        toolkit_version=kind.toolkit.version if kind.toolkit else "",
        **{name: value for name, value in values.items() if name not in OF_SOURCE},
    )
    review._history_user = by
    review.save()
    review.agencies.set(agencies)
    _start(source, kind, dates, by)
    return review


def _source(board, kind, values, by, sent_once, audience):
    known = SourceType.objects.filter(board=board, key=kind.source).first()
    source = LearningSource(
        board=board,
        kind=kind.kind,
        review_type=kind.key,
        source_type=known,
        framework_edition=board.framework_edition,
        audience=audience,
        sent_once=sent_once,
        created_by=by,
        stage=load_pack(board.pack).process(kind.process).stages[0].key,
        **{name: value for name, value in values.items() if name in OF_SOURCE},
    )
    source._history_user = by
    source.save()
    return source


def _start(source, kind, dates, by):
    first = load_pack(source.board.pack).process(kind.process).stages[0]
    StageEvent.objects.create(source=source, to_stage=first.key, by=by)
    days = {clock: day for clock, day in dates.items() if day}
    if first.starts:
        days.setdefault(first.starts, source.opened_on or timezone.localdate())
    for clock, day in sorted(days.items(), key=lambda pair: pair[1]):
        record_date(source=source, clock=clock, on=day, by=by)

"""Opens a review on the spine, and changes what was said of it then."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from frameworks.packs import load_pack
from frameworks.reviews import ReviewType
from frameworks.vocabulary import Clock, SourceKind
from learning.choices import SourceAudience
from learning.models import LearningSource, SourceType, StageEvent
from learning.services.sent_once import made_before
from learning.services.stages import record_date
from learning.services.themes_responses import link_source
from learning.services.versions import save_version, set_links
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
    audience: str = "",
) -> Review:
    """Open a review of one type: its spine row, its details, its first clocks.

    `values` holds fields of the spine and of the review; `agencies` a list. It is
    raised on the day its first clock started. The same form sent twice opens one
    review; raises ValidationError for a form somebody else sent.
    """
    values = dict(values)
    audience = audience or audience_of(kind, values.get("lead_group"))
    try:
        with transaction.atomic():
            return _open(board, kind, values, dates, by, sent_once, audience)
    except IntegrityError:
        if sent_once is None:
            raise
        return made_before(LearningSource, sent_once, by).review


@transaction.atomic
def open_for_theme(*, response, **opening) -> Review:
    """Open a review, and link it to what a theme led to where it is opened for that."""
    made = open_review(**opening)
    if response is not None:
        link_source(response=response, source=made.source, by=opening["by"])
    return made


def audience_of(kind: ReviewType, lead_group) -> str:
    """A restricted group's review is its own; what others published is for all."""
    if lead_group and lead_group.restricted:
        return SourceAudience.GROUP
    elsewhere = kind.kind == SourceKind.EXTERNAL_LEARNING
    return SourceAudience.BOARD if elsewhere else SourceAudience.PANEL


def _open(board, kind, values, dates, by, sent_once, audience):
    agencies = values.pop("agencies", ())
    shared_with = values.pop("shared_with", ())
    first = load_pack(board.pack).process(kind.process).stages[0]
    dates = {clock: day for clock, day in dates.items() if day}
    values.setdefault("opened_on", dates.get(first.starts) or timezone.localdate())
    source = _source(board, kind, values, by, sent_once, audience, first.key)
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
    _start(source, first, dates, by)
    return review


def _source(board, kind, values, by, sent_once, audience, stage):
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
        stage=stage,
        **{name: value for name, value in values.items() if name in OF_SOURCE},
    )
    source._history_user = by
    source.save()
    return source


def _start(source, first, days, by):
    StageEvent.objects.create(
        source=source, to_stage=first.key, by=by, on=source.opened_on
    )
    if first.starts:
        days.setdefault(first.starts, source.opened_on)
    for clock, day in sorted(days.items(), key=lambda pair: pair[1]):
        record_date(source=source, clock=clock, on=day, by=by)


@transaction.atomic
def change_review(*, review: Review, values: dict, version: int, by) -> Review:
    """Correct what was said when it was opened. Raises StaleVersion where somebody
    saved since; the version is the source's."""
    own = {name: value for name, value in values.items() if name in OF_SOURCE}
    save_version(record=review.source, values=own, version=version, by=by)
    rest = {name: value for name, value in values.items() if name not in OF_SOURCE}
    agencies = rest.pop("agencies", None)
    for name, value in rest.items():
        setattr(review, name, value)
    review._history_user = by
    review.save(update_fields=list(rest))
    if agencies is not None:
        set_links(record=review, name="agencies", chosen=agencies, by=by)
    return review

"""The clocks of a type of review: those its limits and stages know of."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from frameworks.packs import load_pack
from frameworks.reviews import ReviewType
from frameworks.vocabulary import Clock
from learning.models import SourceDate
from learning.process import review_type_of, said
from reviews.type_words import CLOCKS

# What happens before a review is opened: asked for when it is.
BEFORE = (Clock.AWARE, Clock.NOTIFIED, Clock.REFERRED, Clock.NOTICE_RECEIVED)
EVENT_STAGE = "learning_event"


def clocks_of(board, kind: ReviewType) -> list[Clock]:
    """Every clock of a type, in the order things happen."""
    pack = load_pack(board.pack)
    process = pack.process(kind.process)
    limits = [limit for limit in pack.limits if limit.key in kind.limits]
    known = {stage.starts for stage in process.stages if stage.starts}
    known |= {clock for limit in limits for clock in (limit.after, limit.until)}
    if process.stage(EVENT_STAGE):
        known.add(Clock.LEARNING_EVENT)
    return [clock for clock in Clock if clock in known]


def clocks_to_open(board, kind: ReviewType) -> list[Clock]:
    """Those that may have started before the review is opened."""
    first = load_pack(board.pack).process(kind.process).stages[0].starts
    known = clocks_of(board, kind)
    return [clock for clock in known if clock in BEFORE or clock == first]


@dataclass(frozen=True)
class ClockDay:
    """One clock of a review: the day it started, or how it will."""

    clock: str
    name: str
    kept: SourceDate | None
    hint: str


def clock_days(user, review) -> list[ClockDay]:
    """Every clock of the review's type, with its day where there is one."""
    kind = review_type_of(review.source)
    if kind is None:
        return []
    days = SourceDate.objects.visible_to(user).filter(source=review.source)
    kept = {day.clock: day for day in days.select_related("by")}
    hints = _hints(review.board, kind)
    return [
        ClockDay(clock.value, str(CLOCKS[clock]), kept.get(clock), hints.get(clock, ""))
        for clock in clocks_of(review.board, kind)
    ]


def _hints(board, kind) -> dict[Clock, str]:
    """Clocks that a stage starts by itself, said so."""
    stages = load_pack(board.pack).process(kind.process).stages
    words = _("Recorded by itself when the review comes to: %s")
    first = {stage.starts: stage for stage in reversed(stages) if stage.starts}
    return {clock: words % said(stage.name) for clock, stage in first.items()}

"""The clocks of a type of review: those its limits and stages know of."""

from frameworks.packs import load_pack
from frameworks.reviews import ReviewType
from frameworks.vocabulary import Clock

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


def clock_of_stage(board, kind: ReviewType) -> dict[Clock, object]:
    """Clocks that a stage starts by itself, with the stage."""
    stages = load_pack(board.pack).process(kind.process).stages
    return {stage.starts: stage for stage in stages if stage.starts}

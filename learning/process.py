"""A source's process, as its board's pack words it: type, stages, where it stands."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from frameworks.packs import load_pack
from frameworks.reviews import Process, ReviewType, Stage
from frameworks.schema import Words
from frameworks.vocabulary import Domain

DOMAIN_NAMES = {
    Domain.IDENTIFY: _("Identify learning"),
    Domain.PLAN: _("Plan and implement"),
    Domain.MONITOR: _("Monitor, evaluate and report"),
    Domain.IMPROVE: _("Improvement"),
}


def said(words: Words) -> str:
    """A text of a pack in the reader's language, English where Welsh is missing."""
    return (words.cy if get_language() == "cy" else "") or words.en


def review_type_of(source) -> ReviewType | None:
    """The pack's row for a source's type, or None for a source that is no review."""
    return load_pack(source.board.pack).review_type(source.review_type)


def process_of(source) -> Process | None:
    kind = review_type_of(source)
    return load_pack(source.board.pack).process(kind.process) if kind else None


def stage_of(source) -> Stage | None:
    """Where the source stands, or None where its pack knows no stages for it."""
    process = process_of(source)
    return process.stage(source.stage) if process else None


def domain_name(board, domain: Domain) -> str:
    """What the board calls a part of the cycle; its own words come first."""
    own = load_pack(board.pack).board.cycle_parts(domain)
    return ", ".join(map(said, own)) or str(DOMAIN_NAMES[domain])


@dataclass(frozen=True)
class Step:
    """One stage as the strip of a page shows it."""

    key: str
    name: str
    state: str  # "done", "current" or "to come"


def strip(source, visited: set[str]) -> list[Step]:
    """The stages in order; ends the source did not reach are left out."""
    process = process_of(source)
    if process is None:
        return []
    ends = {stage.key for stage in process.stages if stage.is_end}
    main_end = next(s.key for s in process.stages if s.is_end)
    stages = [
        stage
        for stage in process.stages
        if stage.key not in ends or stage.key in {source.stage, main_end}
    ]
    return [Step(s.key, said(s.name), _state(s, source, visited)) for s in stages]


def _state(stage, source, visited) -> str:
    if stage.key == source.stage:
        return "current"
    return "done" if stage.key in visited else "to come"

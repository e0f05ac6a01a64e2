"""How long a review stood at each stage (peers C10), from the days it moved on."""

from dataclasses import dataclass

from learning.process import process_of, said


@dataclass(frozen=True)
class StageTime:
    """All days spent in one stage, however often it was entered."""

    name: str
    first_on: object
    days: int
    times: int
    is_current: bool


def time_in_stages(source, events, today) -> list[StageTime]:
    """Stages in the order of the process; an end takes no time."""
    process = process_of(source)
    if process is None:
        return []
    stays = _stays(list(events), source.closed_on or today)
    return [
        StageTime(
            name=said(stage.name),
            first_on=stays[stage.key][0][0],
            days=sum((last - first).days for first, last in stays[stage.key]),
            times=len(stays[stage.key]),
            is_current=stage.key == source.stage,
        )
        for stage in process.stages
        if stage.key in stays and not stage.is_end
    ]


def _stays(events, until) -> dict[str, list[tuple]]:
    """First and last day of every stay, by stage."""
    found = {}
    ends = [event.on for event in events[1:]] + [until]
    for event, last in zip(events, ends, strict=False):  # none moved: one end too many
        found.setdefault(event.to_stage, []).append((event.on, max(event.on, last)))
    return found

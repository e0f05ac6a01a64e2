"""What must hold in the reviews of a pack: each failure names file and place."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from frameworks.build import PackError, Place
from frameworks.faults import (
    Found,
    Places,
    as_tuple,
    repeats,
    rows,
    strangers,
    untranslated,
)
from frameworks.pack import Pack
from frameworks.reviews import Process, Stage
from frameworks.vocabulary import Condition

# What a type names, and the list of the pack that it is in.
NAMED = {
    "process": ("processes", "process"),
    "rule_sets": ("rule_sets", "rule set"),
    "limits": ("limits", "limit"),
    "source": ("sources", "source"),
    "lead_group": ("groups", "group"),
    "successor": ("review_types", "review type"),
}
# Either is a reason on record for closing a review.
REASONS = {Condition.PLAN_OR_REASON, Condition.DECIDED_OTHERWISE}
DATED = ("review_types", "rule_sets", "limits")


def review_types_name_what_is_there(pack: Pack, places: Places) -> Found:
    for attribute, (name, word) in NAMED.items():
        known = {row.key for row in getattr(pack, name)}
        for kind, at in rows(pack, places, "review_types"):
            named = as_tuple(getattr(kind, attribute))
            yield from strangers(named, known, at.key(attribute), word)


def successors_have_no_ring(pack: Pack, places: Places) -> Found:
    follows = {kind.key: kind.successor for kind in pack.review_types}
    for kind, at in rows(pack, places, "review_types"):
        if kind.key in _line(kind.key, follows):
            yield PackError(at.key("successor"), f"{kind.key!r} follows itself")


def restricted_reviews_stay_with_their_group(pack: Pack, places: Places) -> Found:
    owners = {source.key: source.restricted_to for source in pack.sources}
    for kind, at in rows(pack, places, "review_types"):
        owner = owners.get(kind.source)
        if owner and kind.lead_group != owner:
            here = at.key("lead_group")
            yield PackError(here, f"{kind.source!r} is for {owner!r} only")


def statutory_reviews_name_their_law(pack: Pack, places: Places) -> Found:
    for kind, at in rows(pack, places, "review_types"):
        if kind.statutory and not kind.legal_basis:
            yield PackError(at.key("legal_basis"), "a statutory review names its law")


def numbers_make_sense(pack: Pack, places: Places) -> Found:
    for kind, at in rows(pack, places, "review_types"):
        for attribute, least in (("reviewers", 1), ("public_for_weeks", 0)):
            if getattr(kind, attribute) < least:
                yield PackError(at.key(attribute), f"is less than {least}")
    for limit, at in rows(pack, places, "limits"):
        if not limit.count:
            yield PackError(at.key("count"), "a limit of nothing is none")
        if limit.after == limit.until:
            yield PackError(at.key("until"), f"'{limit.until}' starts this limit")


def rule_sets_ask_something(pack: Pack, places: Places) -> Found:
    for rules, at in rows(pack, places, "rule_sets"):
        here = at.key("criteria")
        if not rules.criteria:
            yield PackError(here, "a rule set needs a criterion")
        keys = [criterion.key for criterion in rules.criteria]
        yield from repeats(keys, [here.item(i) for i in range(len(keys))])


def moves_lead_somewhere(pack: Pack, places: Places) -> Found:
    for process, stage, at in _stages(pack, places):
        known = {other.key for other in process.stages}
        for index, move in enumerate(stage.moves):
            here = at.key("moves").item(index).key("to")
            yield from strangers((move.to,), known, here, "stage")


def stage_keys_are_unique(pack: Pack, places: Places) -> Found:
    for process, at in rows(pack, places, "processes"):
        keys = [stage.key for stage in process.stages]
        here = at.key("stages")
        yield from repeats(keys, [here.item(i) for i in range(len(keys))])


def processes_end(pack: Pack, places: Places) -> Found:
    for process, at in rows(pack, places, "processes"):
        if not any(stage.is_end for stage in process.stages):
            yield PackError(at.key("stages"), "no stage is an end")


def stages_are_on_a_way(pack: Pack, places: Places) -> Found:
    for process, stage, at in _stages(pack, places):
        ways = _ways(process)
        if stage.key not in _reached({process.stages[0].key}, ways):
            yield PackError(at, f"no way leads to {stage.key!r}")
        ends = {other.key for other in process.stages if other.is_end}
        if ends and not ends & _reached({stage.key}, ways):
            yield PackError(at, f"no way leads from {stage.key!r} to an end")


def ends_follow_a_plan_or_a_reason(pack: Pack, places: Places) -> Found:
    """No review is closed without a plan or a recorded reason (CTM-50)."""
    for process, stage, at in _stages(pack, places):
        ends = {other.key for other in process.stages if other.is_end}
        for index, move in enumerate(stage.moves):
            if move.to in ends and not REASONS & set(move.needs):
                here = at.key("moves").item(index).key("needs")
                yield PackError(here, f"{move.to!r} needs a plan or a reason")


def dates_are_in_order(pack: Pack, places: Places) -> Found:
    for name in DATED:
        for row, at in rows(pack, places, name):
            if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
                yield PackError(at.key("valid_to"), "lies before valid_from")


def one_rule_set_is_in_force(pack: Pack, places: Places) -> Found:
    sets = {rules.key: rules for rules in pack.rule_sets}
    for kind, at in rows(pack, places, "review_types"):
        named = [sets[key] for key in kind.rule_sets if key in sets]
        for one, other in combinations(named, 2):
            if _overlap(one, other):
                message = f"{one.key!r} and {other.key!r} are in force together"
                yield PackError(at.key("rule_sets"), message)


def the_cycle_has_domains(pack: Pack, places: Places) -> Found:
    parts, domains = len(pack.board.cycle), len(pack.board.cycle_domains)
    if parts != domains:
        at = places["board"][0].key("cycle_domains")
        yield PackError(at, f"{domains} for {parts} parts of the cycle")


def reviews_are_in_welsh(pack: Pack, places: Places) -> Found:
    if "cy" not in pack.board.languages:
        return
    for name in ("review_types", "rule_sets", "processes", "limits"):
        for row, at in rows(pack, places, name):
            yield from untranslated(row.name, at.key("name"))
    for rules, at in rows(pack, places, "rule_sets"):
        yield from untranslated(rules.legal_test, at.key("legal_test"))
        for index, criterion in enumerate(rules.criteria):
            here = at.key("criteria").item(index).key("text")
            yield from untranslated(criterion.text, here)
    for _process, stage, at in _stages(pack, places):
        yield from untranslated(stage.name, at.key("name"))


REVIEW_CHECKS = (
    review_types_name_what_is_there,
    successors_have_no_ring,
    restricted_reviews_stay_with_their_group,
    statutory_reviews_name_their_law,
    numbers_make_sense,
    rule_sets_ask_something,
    moves_lead_somewhere,
    stage_keys_are_unique,
    processes_end,
    stages_are_on_a_way,
    ends_follow_a_plan_or_a_reason,
    dates_are_in_order,
    one_rule_set_is_in_force,
    the_cycle_has_domains,
    reviews_are_in_welsh,
)


def _stages(pack: Pack, places: Places) -> Iterator[tuple[Process, Stage, Place]]:
    for process, at in rows(pack, places, "processes"):
        for index, stage in enumerate(process.stages):
            yield process, stage, at.key("stages").item(index)


def _ways(process: Process) -> dict[str, set[str]]:
    return {stage.key: {move.to for move in stage.moves} for stage in process.stages}


def _reached(start: Iterable[str], ways: dict[str, set[str]]) -> set[str]:
    """Every stage on some way from the start, the start included."""
    found: set[str] = set()
    todo = set(start)
    while todo:
        found |= todo
        todo = {to for key in todo for to in ways.get(key, ())} - found
    return found


def _line(key: str, follows: dict[str, str]) -> set[str]:
    """The keys that follow one, until the line ends or comes round."""
    found: set[str] = set()
    while (key := follows.get(key, "")) and key not in found:
        found.add(key)
    return found


def _overlap(one, other) -> bool:
    begin = max(one.valid_from or date.min, other.valid_from or date.min)
    return begin <= min(one.valid_to or date.max, other.valid_to or date.max)

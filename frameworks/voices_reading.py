"""Reads voices.toml and tells what is wrong in it."""

from collections.abc import Iterator
from dataclasses import fields

from frameworks.build import PackError, Place, build, refuse_unknown
from frameworks.faults import Found, Places, strangers
from frameworks.folder import Folder, listed
from frameworks.pack import Pack
from frameworks.voices import (
    AreaReportFacts,
    Choice,
    LadderFacts,
    PhaseFacts,
    SurveyFacts,
    VoiceRules,
    VoicesFacts,
)

FILE, SHARED = "voices.toml", "_england_wales/voices.toml"
LISTS = {
    "methods": Choice,
    "media": Choice,
    "ladders": LadderFacts,
    "processes": Choice,
    "complaint_themes": Choice,
    "phases": PhaseFacts,
    "reports": AreaReportFacts,
    "surveys": SurveyFacts,
}


def read_voices(folder: Folder) -> tuple[VoicesFacts, tuple[Place, ...]]:
    """The board's own file; what every board shares where it has none."""
    known, place = {*LISTS, "rules"}, folder.place(FILE)
    if not (folder.path / FILE).is_file():
        table, at = folder.shared(SHARED, place)
        refuse_unknown(table, known, at)
        parts = {
            key: tuple(build(kind, row, here) for here, row in listed(table, key, at))
            for key, kind in LISTS.items()
        }
        return VoicesFacts(rules=_rules(table, at), **parts), (at,)
    parts = {
        key: tuple(
            build(kind, row, at)
            for at, row in folder.rows(FILE, key, known, include=True)
        )
        for key, kind in LISTS.items()
    }
    table, place = folder.table(FILE)
    return VoicesFacts(rules=_rules(table, place), **parts), (place,)


def _rules(table: dict, place: Place) -> VoiceRules:
    return build(VoiceRules, table.get("rules", {}), place.key("rules"))


def voices_fit(pack: Pack, places: Places) -> Found:
    """Keys once each, rungs numbered upward, sources and groups that exist."""
    facts = pack.voices
    for place in places.get("voices", ()):
        yield from _unique(facts, place)
        yield from _rungs(facts, place)
        yield from _named(pack, facts, place)


def _unique(facts: VoicesFacts, place: Place) -> Iterator[PackError]:
    for part in fields(VoicesFacts):
        if part.name == "rules":
            continue
        keys = [row.key for row in getattr(facts, part.name)]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield PackError(place.key(part.name), f"{key!r} stands there twice")


def _rungs(facts: VoicesFacts, place: Place) -> Iterator[PackError]:
    for ladder in facts.ladders:
        numbers = [rung.number for rung in ladder.rungs]
        if numbers != list(range(1, len(numbers) + 1)):
            yield PackError(
                place.key("ladders"), f"{ladder.key!r}: rungs go up from 1, one by one"
            )


def _named(pack: Pack, facts: VoicesFacts, place: Place) -> Found:
    sources = {source.key for source in pack.sources}
    rules = place.key("rules")
    named = {facts.rules.voice_source, facts.rules.complaint_source} - {""}
    yield from strangers(sorted(named), sources, rules, "source")
    groups = {group.key for group in pack.groups}
    yield from strangers(facts.rules.complaints_to, groups, rules, "group")
    for part in ("reports", "surveys"):
        named = {row.source for row in getattr(facts, part)} - {""}
        yield from strangers(sorted(named), sources, place.key(part), "source")
    phases = {phase.key for phase in facts.phases}
    above = sorted({phase.part_of for phase in facts.phases} - {""})
    yield from strangers(above, phases, place.key("phases"), "phase")
    for name in ("suppress_below", "tell_back_weeks"):
        if not 1 <= getattr(facts.rules, name) <= 100:
            yield PackError(rules.key(name), "is not from 1 to 100")

"""What must hold between the files of a pack. Each failure names file and place."""

from collections.abc import Iterator

from frameworks.annual_checks import ANNUAL_CHECKS
from frameworks.build import PackError, Place
from frameworks.deaths_reading import deaths_fit
from frameworks.faults import (
    Found,
    Places,
    as_tuple,
    repeats,
    rows,
    strangers,
    untranslated,
)
from frameworks.indicators_reading import indicators_fit
from frameworks.pack import Pack
from frameworks.review_checks import REVIEW_CHECKS
from frameworks.schema import QuestionFacts
from frameworks.theme_checks import THEME_CHECKS
from frameworks.vocabulary import QuestionKind
from frameworks.voices_reading import voices_fit

KEYED_LISTS = (
    "groups",
    "agencies",
    "sources",
    "scales",
    "sharing",
    "audiences",
    "timetable",
    "templates",
    "questionnaires",
    "review_types",
    "rule_sets",
    "processes",
    "limits",
    "themes",
    "annual_reports",
    "annual_sections",
    "annual_checklist",
    "annual_milestones",
)
TRANSLATED = (
    "groups", "scales", "sharing", "audiences", "questionnaires", "themes"
)  # fmt: skip
# Who gives or receives a report without being a group.
NOT_GROUPS = {"agencies", "business_unit"}
SAFEGUARDING_PARTNERS = {"local_authority", "police", "health"}
EXPORT_ATTRIBUTES = {
    "section",
    "number",
    "question",
    "rating",
    "position",
    "response",
    "evidence",
    "improvement",
    "not_applicable_reason",
    "moderated",
    "final",
}


def problems(pack: Pack, places: Places) -> Found:
    """Everything wrong between the parts of a pack."""
    for check in CHECKS:
        yield from check(pack, places)


def keys_are_unique(pack: Pack, places: Places) -> Found:
    for name in KEYED_LISTS:
        keys = [row.key for row in getattr(pack, name)]
        yield from repeats(keys, places[name])
    at = places["board"][0].key("areas")
    areas = [area.key for area in pack.board.areas]
    yield from repeats(areas, [at.item(i) for i in range(len(areas))])


def level_keys_are_unique(pack: Pack, places: Places) -> Found:
    for scale, at in rows(pack, places, "scales"):
        levels = [level.key for level in scale.levels]
        where = [at.key("levels").item(i) for i in range(len(levels))]
        yield from repeats(levels, where)


def question_keys_are_unique(pack: Pack, places: Places) -> Found:
    for questionnaire, at in rows(pack, places, "questionnaires"):
        asked = list(_questions(questionnaire, at))
        yield from repeats([q.key for q, _ in asked], [place for _, place in asked])


def section_keys_are_unique(pack: Pack, places: Places) -> Found:
    for questionnaire, at in rows(pack, places, "questionnaires"):
        keys = [section.key for section in questionnaire.sections]
        where = [at.key("sections").item(i) for i in range(len(keys))]
        yield from repeats(keys, where)


def groups_exist(pack: Pack, places: Places) -> Found:
    groups = {group.key for group in pack.groups}
    for name, attributes in GROUP_REFERENCES.items():
        for row, at in rows(pack, places, name):
            for attribute in attributes:
                named = as_tuple(getattr(row, attribute))
                yield from strangers(named, groups, at.key(attribute), "group")
    for entry, at in rows(pack, places, "timetable"):
        for attribute in ("given_by", "received_by"):
            named = (getattr(entry, attribute),)
            known = groups | NOT_GROUPS
            yield from strangers(named, known, at.key(attribute), "group")


GROUP_REFERENCES = {
    "groups": ("parent", "reports_to"),
    "sources": ("responsibility", "monitored_by", "restricted_to"),
    "audiences": ("group",),
    "questionnaires": ("agreed_by", "moderated_by"),
}


def seats_fit(pack: Pack, places: Places) -> Found:
    agencies = {agency.key for agency in pack.agencies}
    for group, at in rows(pack, places, "groups"):
        for index, seat in enumerate(group.seats):
            here = at.key("seats").item(index)
            named = as_tuple(seat.agency)
            yield from strangers(named, agencies, here.key("agency"), "agency")
            yield from _partner(seat.safeguarding_partner, here)
    for agency, at in rows(pack, places, "agencies"):
        yield from _partner(agency.safeguarding_partner, at)


def areas_exist(pack: Pack, places: Places) -> Found:
    areas = {area.key for area in pack.board.areas}
    for agency, at in rows(pack, places, "agencies"):
        yield from strangers(as_tuple(agency.area), areas, at.key("area"), "area")


def hierarchy_has_no_ring(pack: Pack, places: Places) -> Found:
    above = {g.key: {g.parent, *g.reports_to} - {""} for g in pack.groups}
    for group, at in rows(pack, places, "groups"):
        if group.key in _all_above(group.key, above):
            yield PackError(at.key("parent"), f"{group.key!r} stands above itself")


def sources_share_by_known_methods(pack: Pack, places: Places) -> Found:
    methods = {method.key for method in pack.sharing}
    for source, at in rows(pack, places, "sources"):
        yield from strangers(source.sharing, methods, at.key("sharing"), "method")


def questionnaires_feed_known_sources(pack: Pack, places: Places) -> Found:
    sources = {source.key for source in pack.sources}
    for form, at in rows(pack, places, "questionnaires"):
        named = (form.source_type,)
        yield from strangers(named, sources, at.key("source_type"), "source")


def questions_fit_their_scale(pack: Pack, places: Places) -> Found:
    scales = {s.key: {level.key for level in s.levels} for s in pack.scales}
    for questionnaire, at in rows(pack, places, "questionnaires"):
        for question, here in _questions(questionnaire, at):
            yield from _scale(question, here, scales)


def exports_name_answer_parts(pack: Pack, places: Places) -> Found:
    for questionnaire, at in rows(pack, places, "questionnaires"):
        for index, column in enumerate(questionnaire.export_columns):
            here = at.key("export_columns").item(index).key("attribute")
            yield from strangers((column.attribute,), EXPORT_ATTRIBUTES, here, "part")


def months_are_months(pack: Pack, places: Places) -> Found:
    for entry, at in rows(pack, places, "timetable"):
        for index, month in enumerate(entry.months):
            if not 1 <= month <= 12:
                here = at.key("months").item(index)
                yield PackError(here, f"{month} is not a month from 1 to 12")
        if not 0 <= entry.day <= 31:
            yield PackError(at.key("day"), f"{entry.day} is not a day of a month")


def welsh_is_there(pack: Pack, places: Places) -> Found:
    if "cy" not in pack.board.languages:
        return
    yield from untranslated(pack.board.name, places["board"][0].key("name"))
    for name in TRANSLATED:
        for row, at in rows(pack, places, name):
            yield from untranslated(row.name, at.key("name"))
    for questionnaire, at in rows(pack, places, "questionnaires"):
        for question, here in _questions(questionnaire, at):
            yield from untranslated(question.text, here.key("text"))


CHECKS = (
    keys_are_unique,
    level_keys_are_unique,
    section_keys_are_unique,
    question_keys_are_unique,
    groups_exist,
    seats_fit,
    areas_exist,
    hierarchy_has_no_ring,
    sources_share_by_known_methods,
    questionnaires_feed_known_sources,
    questions_fit_their_scale,
    exports_name_answer_parts,
    months_are_months,
    welsh_is_there,
    *REVIEW_CHECKS,
    *THEME_CHECKS,
    *ANNUAL_CHECKS,
    deaths_fit,
    voices_fit,
    indicators_fit,
)


def _questions(questionnaire, at: Place) -> Iterator[tuple[QuestionFacts, Place]]:
    for number, section in enumerate(questionnaire.sections):
        here = at.key("sections").item(number).key("questions")
        for index, question in enumerate(section.questions):
            yield question, here.item(index)


def _partner(value: str, at: Place) -> Found:
    if value and value not in SAFEGUARDING_PARTNERS:
        here = at.key("safeguarding_partner")
        yield PackError(here, f"{value!r} is not a safeguarding partner")


def _all_above(key: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = set(above[key])
    while todo:
        found |= todo
        todo = {up for each in todo for up in above.get(each, ())} - found
    return found


def _scale(question: QuestionFacts, at: Place, scales: dict[str, set[str]]) -> Found:
    if question.kind is not QuestionKind.RATING:
        if question.scale:
            yield PackError(at.key("scale"), f"a {question.kind} has no scale")
        return
    if not question.scale:
        yield PackError(at.key("scale"), "a rating needs a scale")
    elif question.scale not in scales:
        yield PackError(at.key("scale"), f"no scale {question.scale!r}")
    for index, descriptor in enumerate(question.descriptors):
        here = at.key("descriptors").item(index).key("level")
        levels = scales.get(question.scale, {descriptor.level})
        yield from strangers((descriptor.level,), levels, here, "level")

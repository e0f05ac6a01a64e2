"""Sheets and the person's choices made into a questionnaire, or into problems."""

from dataclasses import dataclass, field

from django.utils.text import slugify
from django.utils.translation import gettext as _

from audits.importing.columns import Column
from audits.importing.grid import Problem, Sheet, errors_in, warning
from audits.importing.headings import Mapping, chosen_mapping
from audits.importing.keys import Earlier, Keys
from audits.importing.kinds import Rates, rates_of
from audits.importing.matching import plain
from audits.importing.rows import Found, questions_in, split_number
from audits.importing.scales import level_for
from frameworks.schema import (
    Descriptor,
    QuestionFacts,
    ScaleFacts,
    SectionFacts,
    Words,
)
from frameworks.vocabulary import QuestionKind, QuestionTag

MOST_QUESTIONS = 600
TAG_WORDS = {plain(tag.value.replace("_", " ")): tag for tag in QuestionTag} | {
    "child voice": QuestionTag.VOICE_OF_THE_CHILD,
    "childs voice": QuestionTag.VOICE_OF_THE_CHILD,
    "voice of child": QuestionTag.VOICE_OF_THE_CHILD,
    "adult voice": QuestionTag.VOICE_OF_THE_ADULT,
    "pre verbal children": QuestionTag.PRE_VERBAL,
    "communication difficulty": QuestionTag.COMMUNICATION,
}


@dataclass(frozen=True)
class ReadSheet:
    """One sheet, how it is read, and how many questions it gave."""

    sheet: Sheet
    mapping: Mapping
    count: int = 0

    @property
    def is_understood(self) -> bool:
        return self.mapping.first(Column.QUESTION) is not None


@dataclass
class Reading:
    """What a workbook would make, and everything wrong with it."""

    sheets: list[ReadSheet] = field(default_factory=list)
    sections: list[SectionFacts] = field(default_factory=list)
    scales: list[ScaleFacts] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)  # question key -> cell

    @property
    def questions(self) -> list[QuestionFacts]:
        return [one for part in self.sections for one in part.questions]

    @property
    def may_commit(self) -> bool:
        return bool(self.questions) and not errors_in(self.problems)


def read_questionnaire(
    sheets, *, settings: dict, scales: dict, earlier: Earlier
) -> Reading:
    """Understand every sheet. `scales` are those offered, by key."""
    reading = Reading()
    found: list[tuple[Found, Rates]] = []
    for sheet in sheets:
        chosen = settings.get("sheets", {}).get(sheet.name)
        mapping = chosen_mapping(sheet, chosen, Column.QUESTION)
        rows = _rows_of(sheet, mapping, reading)
        rates = rates_of(sheet, mapping, settings.get("rates", "found"), scales)
        found += [(row, rates) for row in rows]
        if rows:
            reading.problems += rates.problems
    left = set(settings.get("left_out", []))
    found = [(row, rates) for row, rates in found if row.where not in left]
    _note_whole(reading, found)
    _build(reading, found, earlier)
    return reading


def _rows_of(sheet, mapping, reading) -> list[Found]:
    if mapping.skip or mapping.first(Column.QUESTION) is None:
        reading.sheets.append(ReadSheet(sheet, mapping))
        if not mapping.skip and _looks_like_a_table(sheet):
            reading.problems.append(_not_understood(sheet))
        return []
    rows, problems = questions_in(sheet, mapping)
    reading.sheets.append(ReadSheet(sheet, mapping, len(rows)))
    reading.problems += problems
    return rows


def _looks_like_a_table(sheet) -> bool:
    """Several rows of several cells; a page of instructions is no table."""
    return sum(len(sheet.filled(row)) > 1 for row in range(len(sheet.rows))) > 2


def _not_understood(sheet) -> Problem:
    return warning(
        sheet.name,
        _("No heading row was recognised on this sheet, so it is left out."),
        _("Say below which column holds the questions, or leave the sheet out."),
    )


def _note_whole(reading, found) -> None:
    if not found:
        what = _("No questions were found.")
        todo = _("Say below which column holds the questions.")
        reading.problems.append(Problem(_("Whole file"), what, todo))
    if len(found) > MOST_QUESTIONS:
        what = _("There are %(n)s questions; a questionnaire may have %(most)s.")
        words = {"n": len(found), "most": MOST_QUESTIONS}
        todo = _("Split it into several questionnaires.")
        reading.problems.append(Problem(_("Whole file"), what % words, todo))
    _note_numbers(reading, found)
    first = {}
    for row, _rates in found:
        same = first.setdefault(plain(row.text), row)
        if same is not row and plain(row.section) == plain(same.section):
            what = _("The same question stands at %s.") % same.where
            todo = _("Delete one of them, or leave it out below.")
            reading.problems.append(warning(row.where, what, todo))


def _note_numbers(reading, found) -> None:
    """Excel makes 1.10 into 1.1, which then stands twice."""
    first = {}
    for row, _rates in found:
        same = first.setdefault(row.number, row)
        if row.number and same is not row:
            what = _("Number %(number)s stands at %(place)s too.")
            words = {"number": row.number, "place": same.place(Column.NUMBER)}
            todo = _("If it should read 1.10, format the column as text in Excel.")
            where = row.place(Column.NUMBER)
            reading.problems.append(warning(where, what % words, todo))


def _build(reading, found, earlier) -> None:
    """Sections in order of appearance; a section met again goes on."""
    keys, parts = Keys(earlier), {}
    for row, rates in found[:MOST_QUESTIONS]:
        parts.setdefault(plain(row.section), (row.section, []))[1].append((row, rates))
    for order, (title, rows) in enumerate(parts.values(), 1):
        number, rest = split_number(title)
        number = number or str(order)
        questions = tuple(
            _question(reading, keys, row, rates, f"{number}.{at}")
            for at, (row, rates) in enumerate(rows, 1)
        )
        title = rest or _("Questions")
        if len(title) > 250:
            what = _("The section's title is longer than 250 characters.")
            todo = _("Shorten it in the file and upload it again.")
            reading.problems.append(Problem(rows[0][0].where, what, todo))
        section = SectionFacts(
            keys.section(title), number[:20], Words(title), Words(""), questions
        )
        reading.sections.append(section)


def _question(reading, keys, row: Found, rates: Rates, number) -> QuestionFacts:
    kind, scale = _kind(reading, row, rates)
    if scale and scale not in reading.scales:
        reading.scales.append(scale)
    number = row.number[:20] or number
    key = keys.question(number, row.text)
    reading.places[key] = row.where
    return QuestionFacts(
        key=key,
        number=number,
        text=Words(row.text, row.text_cy),
        kind=kind,
        scale=scale.key if scale else "",
        guidance=Words(row.guidance),
        evidence_hint=Words(row.evidence),
        position_required=kind in (QuestionKind.RATING, QuestionKind.YES_NO),
        evidence_required=kind == QuestionKind.RATING,
        tags=tuple(_tags(reading, row)),
        descriptors=tuple(_descriptors(reading, row, scale)) if scale else (),
    )


KIND_WORDS = {
    QuestionKind.RATING: "rating|rated|score|scale|rag|brag",
    QuestionKind.TEXT: "text|written|written answer|free text|narrative|words",
    QuestionKind.YES_NO: "yes no|yes or no|y n|tick",
    QuestionKind.NUMBER: "number|figure|count|percentage",
    QuestionKind.DATE: "date|day",
}
KINDS = {w: kind for kind, words in KIND_WORDS.items() for w in words.split("|")}


def _kind(reading, row, rates):
    """The row's own kind of answer, else the whole sheet's."""
    said = KINDS.get(plain(row.kind))
    if row.kind and said is None:
        what = _("“%s” is no kind of answer.") % row.kind[:60]
        todo = _("Write rating, written, yes or no, number or date.")
        reading.problems.append(Problem(row.place(Column.KIND), what, todo))
    kind = said or rates.kind
    if kind == QuestionKind.RATING and rates.scale is None:
        return QuestionKind.TEXT, None  # the sheet's own problem says why
    return kind, rates.scale if kind == QuestionKind.RATING else None


def _tags(reading, row):
    for word in filter(None, (part.strip() for part in row.tags.split(","))):
        tag = TAG_WORDS.get(plain(word.replace("_", " ")))
        if tag:
            yield tag
        else:
            what = _("The tag “%s” is not known.") % word[:60]
            known = ", ".join(tag.value.replace("_", " ") for tag in QuestionTag)
            todo = _("It is left out. Known tags: %s.") % known
            reading.problems.append(warning(row.place(Column.TAGS), what, todo))


def _descriptors(reading, row, scale):
    told: dict[str, list[str]] = {}
    for word, text in row.levels.items():
        level = level_for(word, scale)
        if level:
            told.setdefault(level.key, []).append(text)
        else:
            what = _("The scale has no level “%s”, so its description is left out.")
            todo = _("Choose another scale below if it should be there.")
            reading.problems.append(warning(row.where, what % word, todo))
    return [Descriptor(key, Words("\n".join(texts))) for key, texts in told.items()]


def slug_of(name: str) -> str:
    """A questionnaire's key made of its name."""
    return slugify(name)[:80].strip("-") or "questionnaire"

"""What changed from one edition to another, question by question."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import models
from django.utils.translation import gettext_lazy as _

from audits import rewording
from audits.choices import QuestionKindChoices, RepeatChoices
from audits.content import Content


class Mark(models.TextChoices):
    """What happened to a question or a section."""

    ADDED = "added", _("Added")
    REMOVED = "removed", _("Removed")
    REWORDED = "reworded", _("Reworded")
    MOVED = "moved", _("Moved")
    ALTERED = "altered", _("Answered differently")


COLOURS = {
    Mark.ADDED: "green",
    Mark.REMOVED: "red",
    Mark.REWORDED: "blue",
    Mark.MOVED: "purple",
    Mark.ALTERED: "yellow",
}
WORDS = {
    "number": _("Number"),
    "title_en": _("Title"),
    "title_cy": _("Title in Welsh"),
    "text_en": _("Question"),
    "text_cy": _("Question in Welsh"),
    "guidance_en": _("Guidance"),
    "guidance_cy": _("Guidance in Welsh"),
    "evidence_hint_en": _("Evidence to look for"),
    "evidence_hint_cy": _("Evidence to look for, in Welsh"),
    "introduction_en": _("Introduction"),
    "introduction_cy": _("Introduction in Welsh"),
    "name_en": _("Name"),
    "name_cy": _("Name in Welsh"),
    "letter": _("Letter"),
    "word_en": _("Word"),
    "word_cy": _("Word in Welsh"),
    "definition_en": _("Definition"),
    "definition_cy": _("Definition in Welsh"),
}
RULES = {
    "kind": _("Kind of answer"),
    "scale__key": _("Rating scale"),
    "required": _("Must be answered"),
    "position_required": _("Needs a summary of the current position"),
    "evidence_required": _("Needs evidence"),
    "not_applicable_allowed": _("May be said not to apply"),
    "repeat": _("How often it is asked"),
    "tags": _("Tags"),
    "needs_improvement": _("Asks for an improvement action"),
    "value": _("Order of the level"),
    "colour": _("Colour"),
    "shape": _("Shape"),
}
CHOICES = {
    "kind": dict(QuestionKindChoices.choices),
    "repeat": dict(RepeatChoices.choices),
}
# Texts less alike than this are read one after the other, not word by word.
MOSTLY_THE_SAME = 0.5
# Reworded means what a person reads as the question itself.
SAID = {"text_en", "text_cy", "title_en", "title_cy"}


@dataclass(frozen=True)
class Change:
    """One text before and after, cut into words that stayed, went and came."""

    label: str
    before: str
    after: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """(same | gone | new, text) in reading order."""
        old, new = (re.findall(r"\s+|\S+", text) for text in (self.before, self.after))
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        if matcher.ratio() < MOSTLY_THE_SAME:
            found = [("gone", self.before), ("new", self.after)]
            return [(kind, text) for kind, text in found if text]
        found = []
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                found.append(("same", "".join(old[a:b])))
                continue
            found.append(("gone", "".join(old[a:b])))
            found.append(("new", "".join(new[c:d])))
        return [(kind, text) for kind, text in found if text]


@dataclass
class Difference:
    """What happened to one question, section or level, by its stable key."""

    key: str
    title: str
    marks: list[Mark] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def tags(self) -> list[tuple[str, str]]:
        return [(mark.label, COLOURS[mark]) for mark in self.marks]


@dataclass
class Comparison:
    """All differences of two editions, in the order the newer asks."""

    introduction: list[Change]
    sections: list[Difference]
    questions: list[Difference]
    levels: list[Difference]

    @property
    def is_empty(self) -> bool:
        return not (self.introduction or self.sections or self.questions or self.levels)

    def count(self, mark: Mark) -> int:
        """Questions with this mark."""
        return sum(mark in one.marks for one in self.questions)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(label, colour, number of questions) for every kind of change."""
        return [(mark.label, COLOURS[mark], self.count(mark)) for mark in Mark]


def compare(old: Content, new: Content) -> Comparison:
    """What a reader of the old edition must know of the new one."""
    return Comparison(
        _changes(old.introduction, new.introduction, WORDS),
        _sections(old, new),
        _questions(old, new),
        _levels(old, new),
    )


def words_changed(old: dict, new: dict) -> list[Change]:
    """Differing words and rules of one question or section."""
    return _changes(old, new, WORDS | RULES)


def conflicting(theirs: dict, yours: dict) -> list[Change]:
    """Where two people's words for one question or section differ."""
    labels = WORDS | RULES | {"section__key": _("Section"), "order": _("Place")}
    found = _changes(theirs, yours, {n: w for n, w in labels.items() if n in yours})
    here = [words.get("here", {}) for words in (theirs, yours)]
    for address in dict.fromkeys([*here[0], *here[1]]):
        label = _("What %(level)s looks like here") % {"level": address.split("/")[1]}
        texts = (rows.get(address, {}).get("text_en", "") for rows in here)
        found.append(Change(label, *texts))
    return [one for one in found if one.before != one.after]


def _changes(old, new, labels) -> list[Change]:
    return [
        Change(label, spoken(name, old.get(name)), spoken(name, new.get(name)))
        for name, label in labels.items()
        if (old.get(name) or "") != (new.get(name) or "")
    ]


def spoken(name: str, value) -> str:
    """A value as people read it."""
    if name in CHOICES:
        return str(CHOICES[name].get(value, value))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, list):
        return ", ".join(one.replace("_", " ") for one in value)
    return "" if value is None else str(value)


def _questions(old, new) -> list[Difference]:
    before, after = rewording.question_keys(old), rewording.question_keys(new)
    moved = _moved(before, after)
    found = [_question(old, new, key, moved) for key in after]
    found += [
        Difference(key, _title(old.questions[key]), [Mark.REMOVED])
        for key in before
        if key not in new.questions
    ]
    return [one for one in found if one.marks or one.changes]


def _question(old, new, key, moved) -> Difference:
    now = new.questions[key]
    one = Difference(key, _title(now))
    if key not in old.questions:
        one.marks.append(Mark.ADDED)
        return one
    was = old.questions[key]
    other_section = was["section__key"] != now["section__key"]
    _mark(one, was, now, moved=key in moved or other_section)
    if other_section:
        sections = old.sections[was["section__key"]], new.sections[now["section__key"]]
        one.changes.append(Change(_("Section"), *(_title(each) for each in sections)))
    one.changes += _descriptors(old, new, key)
    return one


def _mark(one, was, now, *, moved):
    one.changes = words_changed(was, now)
    if any((was.get(name) or "") != (now.get(name) or "") for name in SAID):
        one.marks.append(Mark.REWORDED)
    if moved:
        one.marks.append(Mark.MOVED)
    if _changes(was, now, RULES):
        one.marks.append(Mark.ALTERED)


def _descriptors(old, new, key) -> list[Change]:
    """What a level looks like on this question, before and after."""
    was, now = ({a: w for a, w in c.descriptors.items() if a[0] == key}
                for c in (old, new))  # fmt: skip
    found = []
    for address in dict.fromkeys([*was, *now]):
        levels = new.levels if address[1:] in new.levels else old.levels
        word = levels[address[1:]]["word_en"]
        for name in ("text_en", "text_cy"):
            texts = [rows.get(address, {}).get(name, "") for rows in (was, now)]
            if texts[0] != texts[1]:
                label = _("What %(level)s looks like here") % {"level": word}
                found.append(Change(label, *texts))
    return found


def _sections(old, new) -> list[Difference]:
    before, after = rewording.section_keys(old), rewording.section_keys(new)
    moved = _moved(before, after)
    found = []
    for key in after:
        one = Difference(key, _title(new.sections[key]))
        if key in old.sections:
            _mark(one, old.sections[key], new.sections[key], moved=key in moved)
        else:
            one.marks.append(Mark.ADDED)
        found.append(one)
    found += [
        Difference(key, _title(old.sections[key]), [Mark.REMOVED])
        for key in before
        if key not in new.sections
    ]
    return [one for one in found if one.marks or one.changes]


def _levels(old, new) -> list[Difference]:
    """Levels whose meaning, letter or word changed, and those that came or went."""
    found = []
    for key in dict.fromkeys([*new.levels, *old.levels]):
        was, now = old.levels.get(key), new.levels.get(key)
        if was == now:
            continue
        scale = (new if now else old).scales[key[0]]["name_en"]
        one = Difference("/".join(key), f"{scale}: {(now or was)['word_en']}")
        if was and now:
            one.changes, one.marks = words_changed(was, now), [Mark.REWORDED]
        else:
            one.marks = [Mark.ADDED if now else Mark.REMOVED]
        found.append(one)
    return found


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Keys that stand elsewhere among those both editions have."""
    old = [key for key in before if key in set(after)]
    new = [key for key in after if key in set(before)]
    stayed: set[str] = set()
    for block in SequenceMatcher(None, old, new, False).get_matching_blocks():
        stayed |= set(old[block.a : block.a + block.size])
    return set(old) - stayed


def _title(values: dict) -> str:
    text = values.get("text_en") or values.get("title_en") or ""
    return f"{values['number']} {text}".strip()

"""Changing what a draft edition says: each question and section by its key."""

import json

from django.utils.crypto import salted_hmac

from audits.content import Content


def seen(values: dict) -> str:
    """A mark of what a person was shown, to notice when somebody saved since."""
    text = json.dumps(values, sort_keys=True, default=str)
    # With the key: nobody may guess at what the person was not shown.
    return salted_hmac("audits.rewording", text).hexdigest()[:16]


def facts_of(record, names) -> dict:
    """What a row holds, as plain values to compare."""
    return {
        name: getattr(record, f"{name}_id", None) or str(getattr(record, name))
        for name in names
        if name != "seen"
    }


def left_behind(before: dict, after: dict) -> list[str]:
    """Texts whose English changed while their Welsh, if any, stayed: their names."""
    names = [name.removesuffix("_en") for name in after if name.endswith("_en")]
    return [
        name
        for name in names
        if after.get(f"{name}_cy")
        and not _same(before, after, f"{name}_en")
        and _same(before, after, f"{name}_cy")
    ]


def _same(before, after, name) -> bool:
    """Line ends and spaces aside, which a browser changes."""
    return (before.get(name) or "").split() == (after[name] or "").split()


def question_words(content: Content, key: str) -> dict:
    """All a question says: its own values, its place, and what levels look like."""
    here = {
        f"{scale}/{level}": words
        for (question, scale, level), words in content.descriptors.items()
        if question == key
    }
    values = content.questions[key]
    place = in_section(content, values["section__key"]).index(key) + 1
    return values | {"order": place, "here": here}


def section_words(content: Content, key: str) -> dict:
    """All a section says, and its place."""
    return content.sections[key] | {"order": section_keys(content).index(key) + 1}


def section_keys(content: Content) -> list[str]:
    """Sections in the order they are asked."""
    return sorted(content.sections, key=lambda key: content.sections[key]["order"])


def in_section(content: Content, section: str) -> list[str]:
    """Questions of a section in the order they are asked."""
    keys = [k for k, q in content.questions.items() if q["section__key"] == section]
    return sorted(keys, key=lambda key: content.questions[key]["order"])


def question_keys(content: Content) -> list[str]:
    """Every question in the order they are asked."""
    return [key for one in section_keys(content) for key in in_section(content, one)]


def put_question(content: Content, key: str, words: dict) -> None:
    """Add or change a question. `order` is its place in the section, from 1."""
    values = {name: value for name, value in words.items() if name != "here"}
    place, section = values.pop("order"), values["section__key"]
    before = content.questions.get(key, {}).get("section__key")
    content.questions[key] = values | {"order": -1}
    others = [one for one in in_section(content, section) if one != key]
    others.insert(max(place - 1, 0), key)
    _number(content.questions, others)
    if before not in (None, section):
        _number(content.questions, in_section(content, before))
    _put_descriptors(content, key, values["scale__key"], words.get("here", {}))


def _put_descriptors(content, key, scale, here):
    """Words for the levels of the question's own scale; empty ones are none."""
    for address in [one for one in content.descriptors if one[0] == key]:
        del content.descriptors[address]
    for name, words in here.items():
        held_by, level = name.split("/")
        if held_by == scale and words["text_en"]:
            content.descriptors[key, scale, level] = words


def take_question(content: Content, key: str) -> None:
    """Leave a question out; those after it move up."""
    section = content.questions.pop(key)["section__key"]
    for address in [one for one in content.descriptors if one[0] == key]:
        del content.descriptors[address]
    _number(content.questions, in_section(content, section))


def put_section(content: Content, key: str, words: dict) -> None:
    """Add or change a section. `order` is its place, from 1."""
    content.sections[key] = words | {"order": -1}
    others = [one for one in section_keys(content) if one != key]
    others.insert(max(words["order"] - 1, 0), key)
    _number(content.sections, others)


def take_section(content: Content, key: str) -> None:
    """Leave out a section, which has no questions."""
    del content.sections[key]
    _number(content.sections, section_keys(content))


def _number(rows, keys):
    for order, key in enumerate(keys):
        rows[key] = rows[key] | {"order": order}

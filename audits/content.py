"""What an edition says, as plain values by key: comparable, and the same everywhere."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from frameworks.schema import QuestionnaireFacts, Words


@dataclass
class Content:
    """Words of an edition by stable key. Levels: (scale, level); descriptors:
    (question, scale, level). Editions with equal content ask the same."""

    introduction: dict[str, str]
    scales: dict[str, dict] = field(default_factory=dict)
    levels: dict[tuple[str, str], dict] = field(default_factory=dict)
    sections: dict[str, dict] = field(default_factory=dict)
    questions: dict[str, dict] = field(default_factory=dict)
    descriptors: dict[tuple[str, str, str], dict] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The same for the same content, whatever order it was read in."""
        plain = {
            part: {"/".join([key] if isinstance(key, str) else key): row
                   for key, row in rows.items()}
            for part, rows in asdict(self).items()
        }  # fmt: skip
        text = json.dumps(plain, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def both(name: str, words: Words) -> dict[str, str]:
    """A text in its two columns."""
    return {f"{name}_en": words.en, f"{name}_cy": words.cy}


def content_from_facts(facts: QuestionnaireFacts, scales) -> Content:
    """What a pack, or an import, says. Only the scales its questions use.

    Raises ValidationError when a question rates on a scale that is not there.
    """
    content = Content(both("introduction", facts.introduction))
    used = {q.scale for s in facts.sections for q in s.questions if q.scale}
    if missing := used - {scale.key for scale in scales}:
        names = ", ".join(sorted(missing))
        raise ValidationError(_("There is no rating scale called %s.") % names)
    for scale in scales:
        if scale.key in used:
            _add_scale(content, scale)
    for order, section in enumerate(facts.sections):
        _add_section(content, section, order)
    return content


def _add_scale(content, scale):
    words = both("name", scale.name)
    content.scales[scale.key] = words | {"unverified": scale.unverified}
    for level in scale.levels:
        content.levels[scale.key, level.key] = {
            "value": level.value,
            "letter": level.letter,
            **both("word", level.word),
            **both("definition", level.definition),
            "colour": level.colour.value,
            "shape": level.shape.value,
            "needs_improvement": level.needs_improvement,
        }


def _add_section(content, section, order):
    content.sections[section.key] = {
        "number": section.number,
        **both("title", section.title),
        **both("guidance", section.guidance),
        "order": order,
    }
    for place, question in enumerate(section.questions):
        _add_question(content, section.key, question, place)


def _add_question(content, section_key, question, order):
    content.questions[question.key] = {
        "section__key": section_key,
        "scale__key": question.scale or None,
        "number": question.number,
        **both("text", question.text),
        "kind": question.kind.value,
        **both("guidance", question.guidance),
        **both("evidence_hint", question.evidence_hint),
        "required": question.required,
        "position_required": question.position_required,
        "evidence_required": question.evidence_required,
        "not_applicable_allowed": question.not_applicable_allowed,
        "repeat": question.repeat.value,
        "tags": [tag.value for tag in question.tags],
        "order": order,
    }
    for descriptor in question.descriptors:
        key = (question.key, question.scale, descriptor.level)
        content.descriptors[key] = both("text", descriptor.text)

"""Stable keys: the same question keeps its key from edition to edition."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from audits.importing.matching import closeness, plain

STILL_THE_SAME = 0.6  # a reworded standard under its old number


@dataclass(frozen=True)
class Earlier:
    """Keys of the edition before: questions as (key, number, text), sections."""

    questions: list[tuple[str, str, str]] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)  # plain title -> key


class Keys:
    """Gives each question and section of one edition its key."""

    def __init__(self, earlier: Earlier):
        self.earlier = earlier
        self.by_text = {plain(text): key for key, _no, text in earlier.questions}
        self.taken = {key for key, _no, _text in earlier.questions}
        self.given: set[str] = set()
        self.sections: set[str] = set(earlier.sections.values())
        self.sections_given: set[str] = set()

    def question(self, number: str, text: str) -> str:
        """The earlier key of the same words, of the same number nearly so said,
        or a new one no earlier question has."""
        key = self.by_text.get(plain(text)) or self._reworded(number, text)
        if key is None or key in self.given:
            base = slugify(f"q-{number.replace('.', '-')}")[:60]
            key = _free(base, self.taken | self.given)
        self.given.add(key)
        return key

    def _reworded(self, number, text) -> str | None:
        for key, earlier_number, earlier_text in self.earlier.questions:
            same = number and number == earlier_number
            if same and closeness(text, earlier_text) >= STILL_THE_SAME:
                return key
        return None

    def section(self, title: str) -> str:
        key = self.earlier.sections.get(plain(title))
        if key is None or key in self.sections_given:
            base = slugify(title)[:60].strip("-") or "section"
            key = _free(base, self.sections | self.sections_given)
        self.sections_given.add(key)
        return key


def _free(base: str, taken: set[str]) -> str:
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key

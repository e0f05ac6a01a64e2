"""Words of the synthetic data, drawn the same way every time for the same seed."""

import random
import tomllib
from functools import cache
from pathlib import Path

MONTHS = ["January", "March", "May", "June", "September", "October", "November"]


@cache
def phrases(name: str) -> dict:
    """One bank of phrases."""
    path = Path(__file__).with_name(f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))


class Writer:
    """Writes as one agency would: the same agency always says the same things."""

    def __init__(self, *seed):
        self.random = random.Random("|".join(map(str, seed)))

    def pick(self, choices):
        """One of several."""
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        """True in about `share` of the cases (0 to 1)."""
        return self.random.random() < share

    def name(self) -> str:
        """Somebody who does not exist."""
        names = phrases("names")
        return f"{self.pick(names['first'])} {self.pick(names['last'])}"

    def position(self, question, level) -> str:
        """A summary of position that fits the level (best is 1, worst is 0)."""
        subject = subject_of(question)
        pattern = self.pick(phrases("ratings")[_strength(level)]["positions"])
        words = {
            name: self.pick(subject[name] or [""])
            for name in ("does", "measure", "gap")
        }
        return _sentences(self._filled(pattern.format_map(_Later(words))))

    def improvement(self, question) -> str:
        """What the agency will do about a gap."""
        return self._filled(self.pick(subject_of(question)["next"] or ["Review this"]))

    def evidence(self, question) -> str:
        """The title of something that shows it."""
        return self.pick(subject_of(question)["evidence"])

    def narrative(self, question) -> str:
        """A written answer."""
        bank = phrases("narratives")
        return self._filled(
            self.pick(bank[NARRATIVES.get(question.key, "any")]["answers"])
        )

    def _filled(self, text: str) -> str:
        return text.format_map(
            {
                "percent": self.random.randint(58, 96),
                "number": self.random.randint(6, 48),
                "month": self.pick(MONTHS),
                "subject": "",
            }
        )


class _Later(dict):
    """Leaves for later what is drawn for the agency."""

    def __missing__(self, key):
        return "{" + key + "}"


def _sentences(text: str) -> str:
    """Capital letters after full stops, wherever a gap became a sentence."""
    parts = [part[:1].upper() + part[1:] for part in text.split(". ")]
    return ". ".join(parts)


def _strength(level: float) -> str:
    names = ("low", "partly", "good", "strong")
    return names[min(3, round(level * 3))]


def subject_of(question) -> dict:
    """The bank for a question: its own, its section's, or a general one."""
    bank = phrases("subjects")
    for key in (question.key, question.section.key):
        if key in bank:
            return bank[key]
    return bank["improvement" if "improve" in question.key else "good"]


NARRATIVES = {
    "q1": "contribution",
    "q2": "priorities",
    "q3": "achievements",
    "q4": "review_learning",
    "lda-1-1": "ld-training",
    "lda-2-1": "ld-evaluation",
    "lda-3-1": "ld-impact",
    "lda-3-2": "ld-impact",
    "saar-1-1": "assurance-improvements",
    "saar-1-2": "assurance-development",
    "saar-1-3": "assurance-impact",
}

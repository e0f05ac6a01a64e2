"""What a person says in answer to one question."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from audits.models import RatingLevel


@dataclass(frozen=True)
class AnswerValues:
    """The fields of an answer a person fills in, already sane."""

    level: RatingLevel | None = None
    text: str = ""
    yes: bool | None = None
    number: Decimal | None = None
    day: date | None = None
    position: str = ""
    improvement: str = ""
    not_applicable: bool = False
    not_applicable_reason: str = ""
    carried: str = ""

    @classmethod
    def of(cls, answer) -> "AnswerValues":
        """What a stored answer says."""
        return cls(**{field.name: getattr(answer, field.name) for field in fields(cls)})

    def as_typed(self) -> dict[str, str]:
        """The same as the form's fields hold it, for a draft."""
        return {
            "level": self.level.key if self.level else "",
            "text": self.text,
            "yes": {True: "yes", False: "no", None: ""}[self.yes],
            "number": "" if self.number is None else f"{self.number.normalize():f}",
            "day_0": str(self.day.day) if self.day else "",
            "day_1": str(self.day.month) if self.day else "",
            "day_2": str(self.day.year) if self.day else "",
            "position": self.position,
            "improvement": self.improvement,
            "not_applicable": "on" if self.not_applicable else "",
            "not_applicable_reason": self.not_applicable_reason,
            "carried": self.carried,
        }

    def same_as(self, answer) -> bool:
        """Whether a stored answer already says this, apart from its carried mark."""
        return (
            all(getattr(self, name) == getattr(answer, name) for name in SAID)
            and (self.level.pk if self.level else None) == answer.level_id
        )

    def write_to(self, answer) -> None:
        """Put the values on an answer; saving is the caller's."""
        for name in SAID:
            setattr(answer, name, getattr(self, name))
        answer.level = self.level


def said_in(answer) -> tuple:
    """What an answer says in words and marks, wherever its question's kind kept it."""
    return (
        answer.text or answer.position,
        answer.yes,
        answer.number,
        answer.day,
        answer.improvement,
        answer.not_applicable,
        answer.not_applicable_reason,
    )


def level_key(answer) -> str | None:
    """The level by the name it keeps from edition to edition."""
    return answer.level.key if answer.level else None


SAID = [
    "text",
    "yes",
    "number",
    "day",
    "position",
    "improvement",
    "not_applicable",
    "not_applicable_reason",
]

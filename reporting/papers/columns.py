"""The exact headings a questionnaire is exported under, and the words below them."""

from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audits.choices import ModerationKind, QuestionKindChoices, RepeatChoices


@dataclass(frozen=True)
class Column:
    """A heading, and the part of an answer under it."""

    attribute: str
    heading: str


def columns_of(questionnaire) -> list[Column]:
    """The board's own headings in its order; plain ones where it names none."""
    named = [
        Column(one["attribute"], _heading(one)) for one in questionnaire.export_columns
    ]
    return named or [
        Column("section", _("Section")),
        Column("question", _("Question")),
        Column("rating", _("Rating")),
        Column("response", _("Answer")),
        Column("position", _("Summary of current position")),
        Column("evidence", _("Evidence")),
        Column("improvement", _("Improvement action")),
    ]


def _heading(column) -> str:
    welsh = column.get("heading_cy") if get_language() == "cy" else ""
    return welsh or column["heading_en"]


@dataclass(frozen=True)
class Wording:
    """Puts one question and its answer into the columns of a table.

    What has no column of its own goes where it is not lost: an improvement action
    below the position, a position below the response.
    """

    columns: list[Column]
    items: dict = field(default_factory=dict)

    @property
    def attributes(self) -> list[str]:
        return [column.attribute for column in self.columns]

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def cells(self, step, answer, *, unanswered="") -> list[str]:
        """Words under each heading. Nothing said is said so; it is never nought."""
        words = {name: "" for name in self.attributes}
        words |= self.asked(step)
        if answer is None or unanswered:
            words[self.main(step.question)] = unanswered or _("Not answered")
        elif answer.not_applicable:
            reason = answer.not_applicable_reason
            words[self.main(step.question)] = _("Does not apply: %s") % reason
        else:
            self._answer(words, step.question, answer)
        return [words[name] for name in self.attributes]

    def asked(self, step) -> dict[str, str]:
        """The columns a question fills before anybody answered."""
        words = {
            "section": str(step.question.section),
            "number": step.question.number,
            "question": self.question(step),
        }
        return {name: words[name] for name in self.attributes if name in words}

    def question(self, step) -> str:
        """The question, with the review it is asked for or the priorities inside."""
        question = step.question
        text = question.text
        if "number" not in self.attributes:
            text = f"{question.number} {text}".strip()
        if step.block:
            return f"{text}\n{block_words(step.block)}"
        if question.repeat == RepeatChoices.PRIORITIES_INSIDE:
            inside = self.items.get(question.pk, [])
            lines = [f"{n}. {item.text}" for n, item in enumerate(inside, start=1)]
            return "\n".join([text, *lines])
        return text

    def main(self, question) -> str:
        """The column that carries the answer itself."""
        order = ["response", "position", "rating"]
        if question.is_rating:
            order = ["rating", "response", "position"]
        found = [name for name in order if name in self.attributes]
        return found[0] if found else self.attributes[-1]

    def _answer(self, words, question, answer) -> None:
        main = self.main(question)
        self._add(words, main, said(question, answer) or _("Not answered"))
        if question.is_rating:
            for kind, name in STANDING.items():
                self._step(words, main, kind, name, answer)
        self._fold(words, "position", main, answer.position)
        self._fold(words, "improvement", self._below(main), answer.improvement)
        self._fold(words, "evidence", self._below(main), evidence_words(answer))

    def _below(self, main) -> str:
        return "position" if "position" in self.attributes else main

    def _step(self, words, main, kind, name, answer) -> None:
        level = standing(answer, kind)
        if level is None:
            return
        if name in self.attributes:
            words[name] = str(level)
        else:
            self._add(words, main, f"{ModerationKind(kind).label}: {level}")

    def _fold(self, words, name, other, text) -> None:
        if not text:
            return
        if name in self.attributes:
            self._add(words, name, text)
        elif name == "position":
            self._add(words, other, text)
        else:
            self._add(words, other, f"{LABELS[name]()}: {text}")

    def _add(self, words, name, text) -> None:
        words[name] = f"{words[name]}\n{text}" if words[name] else text


STANDING = {ModerationKind.MODERATED: "moderated", ModerationKind.FINAL: "final"}
LABELS = {
    "improvement": lambda: _("Improvement action"),
    "evidence": lambda: _("Evidence"),
}


def said(question, answer) -> str:
    """An answer in words, by the kind of its question; empty where nothing is."""
    match question.kind:
        case QuestionKindChoices.RATING:
            return str(answer.level) if answer.level else ""
        case QuestionKindChoices.YES_NO:
            return {True: _("Yes"), False: _("No")}.get(answer.yes, "")
        case QuestionKindChoices.NUMBER:
            return "" if answer.number is None else f"{answer.number.normalize():f}"
        case QuestionKindChoices.DATE:
            return day_words(answer.day)
    return answer.text


def standing(answer, kind):
    """The newest moderated or final level, from steps that were prefetched."""
    steps = [step for step in answer.moderation.all() if step.kind == kind]
    return max(steps, key=lambda step: (step.at, step.pk)).level if steps else None


def evidence_words(answer) -> str:
    """Each item of evidence on a line of its own."""
    return "\n".join(_item(item) for item in answer.evidence.all())


def _item(item) -> str:
    where = item.link or (item.document.original_name if item.document else "")
    words = f"{item.title} ({where})" if where else item.title
    if item.expires_on:
        words += ", " + _("in force until %s") % day_words(item.expires_on)
    return words


def block_words(block) -> str:
    """The review a question is asked for."""
    words = [block.review_reference, block.text]
    if block.published_month:
        month = date_format(block.published_month, "F Y")
        words.append(_("published %s") % month)
    return ", ".join(word for word in words if word)


def day_words(day) -> str:
    return date_format(day, "j F Y") if day else ""

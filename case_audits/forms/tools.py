"""The form of an audit tool: questions and grades typed or pasted, one a line."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.crispy import Shown, form_helper
from boards.forms.words import lines
from case_audits.choices import AnswerKind
from case_audits.models import ToolEdition
from learning.forms.once import AddsOnce
from learning.forms.versions import VersionedBoardForm

MARKS = {"grade": AnswerKind.GRADE, "yes": AnswerKind.YES_NO, "words": AnswerKind.WORDS}
MARK = re.compile(r"\s*\[(\w+)\]$")
LOOKS = [
    ("blue", "star"),
    ("green", "circle"),
    ("amber", "triangle"),
    ("red", "square"),
    ("yellow", "ring"),
    ("grey", "diamond"),
]
MOST_QUESTIONS, LONGEST, LONGEST_WORD = 60, 500, 60


class ToolForm(AddsOnce, VersionedBoardForm):
    """A tool's words. Frozen once it is in use."""

    asked = forms.CharField(
        label=gettext_lazy("Questions, one a line"),
        widget=lines(16),
        help_text=gettext_lazy(
            "A line that begins with # is a heading. End a question with [grade], "
            "[yes] or [words] to say how it is answered; without it: yes, partly, no."
        ),
    )
    scale = forms.CharField(
        label=gettext_lazy("Grades, one a line, the best first"),
        widget=lines(6),
        help_text=gettext_lazy("Letter | word | what it means"),
    )

    class Meta:
        model = ToolEdition
        fields = ["name", "guidance"]
        widgets = {"guidance": lines(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.looks = {}
        if self.instance.pk:
            self.initial["asked"] = written_questions(self.instance.questions.all())
            grades = list(self.instance.grades.all())
            self.initial["scale"] = written_grades(grades)
            self.looks = {one.word: (one.colour, one.shape) for one in grades}
        self.helper = form_helper(
            self,
            *(name for name in self.fields if name not in ("asked", "scale")),
            Shown("asked"),
            Shown("scale"),
        )

    @property
    def compared(self):
        return [*super().compared, "asked", "scale"]

    def clean_asked(self):
        """The questions as rows; each names its heading."""
        found, section = [], ""
        for line in filter(
            None, map(str.strip, self.cleaned_data["asked"].splitlines())
        ):
            if line.startswith("#"):
                section = line.lstrip("# ")[:160]
                continue
            found.append(_question(line, section))
        if not found:
            raise forms.ValidationError(_("Write at least one question"))
        if len(found) > MOST_QUESTIONS:
            said = _("Write at most %d questions") % MOST_QUESTIONS
            raise forms.ValidationError(said)
        return found

    def clean_scale(self):
        """The grades as rows, each with a look of its own."""
        written = self.cleaned_data["scale"].splitlines()
        rows = [line for line in written if line.strip()]
        if not 2 <= len(rows) <= len(LOOKS):
            said = _("Write between 2 and %d grades") % len(LOOKS)
            raise forms.ValidationError(said)
        found = [self._grade(row, place) for place, row in enumerate(rows)]
        if len({one["word"] for one in found}) < len(found):
            raise forms.ValidationError(_("Each grade needs a word of its own"))
        return found

    def _grade(self, row, place):
        parts = [part.strip() for part in row.split("|", 2)]
        if len(parts) < 2 or not all(parts[:2]):
            said = _("Write a letter, a bar and a word: “%s”") % row[:40]
            raise forms.ValidationError(said)
        if len(parts[0]) > 3 or len(parts[1]) > LONGEST_WORD:
            said = _("A letter, then a word of at most %d letters") % LONGEST_WORD
            raise forms.ValidationError(said)
        colour, shape = self.looks.get(parts[1]) or LOOKS[place]
        return {
            "letter": parts[0],
            "word": parts[1],
            "meaning": parts[2] if len(parts) > 2 else "",
            "colour": colour,
            "shape": shape,
        }


def _question(line, section) -> dict:
    mark = MARK.search(line)
    kind = MARKS.get(mark[1].lower()) if mark else AnswerKind.YES_NO
    if kind is None:
        said = _("Nobody knows this way to answer: %s") % mark[0].strip()
        raise forms.ValidationError(said)
    text = MARK.sub("", line)
    if not text or len(text) > LONGEST:
        said = _("Keep each question below %d letters") % LONGEST
        raise forms.ValidationError(said)
    return {"section": section, "text": text, "kind": kind}


def written_questions(rows) -> str:
    """Questions as the form shows them. Rows have section, text, kind."""
    marks, text, section = {v: k for k, v in MARKS.items()}, [], None
    for row in rows:
        if row.section != section and row.section:
            text.append(f"# {row.section}")
        section = row.section
        text.append(f"{row.text} [{marks[row.kind]}]")
    return "\n".join(text)


def written_grades(rows) -> str:
    """Grades as the form shows them."""
    return "\n".join(f"{one.letter} | {one.word} | {one.meaning}" for one in rows)

"""The words of a briefing, box by box, and the board's headings above them."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from boards.forms.words import lines
from dissemination.briefing_headings import BOXES, Start, headings_of
from dissemination.choices import BriefingKind
from dissemination.forms.briefings import WelshCurrent
from dissemination.models import Briefing
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from learning.models import ReportTemplate

LONGEST = 4000  # letters of one box: more than a page
ROWS = 5


class BriefingForm(ScreenedForm, VersionedBoardForm):
    """A title and a box for each heading, in the board's languages."""

    mark_optional = False

    class Meta:
        model = Briefing
        fields = ["title_en", "title_cy"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = ["en", "cy"] if self.instance.is_bilingual else ["en"]
        if "cy" not in self.languages:
            del self.fields["title_cy"]
        for section in self.instance.sections:
            for language in self.languages:
                self._add_box(section, language)
        if "cy" in self.languages and self.instance.welsh_is_behind:
            self.fields["welsh_current"] = WelshCurrent()
        for name in self.fields:
            if name.endswith("_cy"):
                self.fields[name].widget.attrs["lang"] = "cy"

    def _add_box(self, section, language):
        name = f"{section['key']}_{language}"
        heading = section.get(f"heading_{language}") or section["heading_en"]
        self.fields[name] = forms.CharField(
            label=heading, required=False, max_length=LONGEST, widget=lines(ROWS)
        )
        self.initial[name] = section[f"text_{language}"]

    @property
    def compared(self):
        return [name for name in self.fields if name.endswith(("_en", "_cy"))]

    @property
    def titles(self) -> dict:
        return {n: self.cleaned_data[n] for n in self.Meta.fields if n in self.fields}

    @property
    def texts(self) -> dict:
        """(key of the box, language) -> words."""
        return {
            (section["key"], n): self.cleaned_data[f"{section['key']}_{n}"]
            for section in self.instance.sections
            for n in self.languages
        }

    @cached_property
    def boxes(self) -> list[list]:
        """Bound fields of each box, one a language; the title is the first."""
        names = ["title", *(section["key"] for section in self.instance.sections)]
        return [[self[f"{name}_{n}"] for n in self.languages] for name in names]

    def typed_sections(self) -> list[dict]:
        """The boxes as they stand in the form, valid or not, to be measured."""
        return [
            {
                f"text_{n}": str(self.data.get(f"{section['key']}_{n}", ""))
                for n in ("en", "cy")
            }
            for section in self.instance.sections
        ]


class HeadingsForm(VersionedBoardForm):
    """The board's headings of one kind of briefing, and what each box begins with."""

    mark_optional = False

    class Meta:
        model = ReportTemplate
        fields = []

    def __init__(self, *args, kind, **kwargs):
        self.kind = kind
        super().__init__(*args, **kwargs)
        known = headings_of(self.instance if self.instance.pk else None)
        self.numbers = range(1, max(BOXES[kind], len(known)) + 1)
        for number in self.numbers:
            self._add(number, known[number - 1] if number <= len(known) else None)
        if self.instance.pk is None:
            self.fields["version"].required = False

    def _same(self):
        return {**super()._same(), "kind": self.kind}

    def _add(self, number, heading):
        words = {"number": number}
        wanted = number == 1 or self.kind == BriefingKind.SEVEN_MINUTE
        self._put(f"en_{number}", heading and heading.en, required=wanted,
                  label=_("Heading %(number)s") % words)  # fmt: skip
        if "cy" in self.board.languages:
            self._put(f"cy_{number}", heading and heading.cy, required=False,
                      label=_("Heading %(number)s in Welsh") % words)  # fmt: skip
        self.fields[f"starts_{number}"] = forms.ChoiceField(
            label=_("Box %(number)s begins with") % words,
            choices=Start.choices,
            required=False,
        )
        self.initial[f"starts_{number}"] = heading.starts if heading else ""

    def _put(self, name, said, *, label, required):
        self.fields[name] = forms.CharField(
            label=label, required=required, max_length=100
        )
        self.initial[name] = said or ""

    @property
    def compared(self):
        return [name for name in self.fields if name != "version"]

    @property
    def sections(self) -> list[dict]:
        """Headings with words, in order."""
        said = self.cleaned_data
        return [
            {
                "en": said[f"en_{n}"],
                "cy": said.get(f"cy_{n}", ""),
                "starts": said[f"starts_{n}"],
            }
            for n in self.numbers
            if said[f"en_{n}"]
        ]

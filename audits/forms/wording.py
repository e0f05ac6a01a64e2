"""Forms for the words of a draft edition."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audits import rewording
from audits.choices import QuestionKindChoices, RepeatChoices
from audits.forms.questionnaires import SeenForm
from audits.forms.returns import TAGS
from boards.crispy import Group as Fieldset
from boards.crispy import Shown, form_helper
from boards.fields import RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import WelshMixin, lines
from boards.widgets import Radios

MOST = 9999
OF_QUESTION = (
    "section__key", "scale__key", "number", "text_en", "text_cy", "kind",
    "guidance_en", "guidance_cy", "evidence_hint_en", "evidence_hint_cy", "required",
    "position_required", "evidence_required", "not_applicable_allowed", "repeat",
    "tags", "order",
)  # fmt: skip


class SectionForm(SeenForm, WelshMixin, ScopedForm):
    """One section of a draft edition."""

    number = forms.CharField(label=_("Number"), max_length=20, required=False)
    title_en = forms.CharField(label=_("Title"), max_length=250)
    title_cy = forms.CharField(
        label=_("Title in Welsh"), max_length=250, required=False
    )
    guidance_en = forms.CharField(label=_("Guidance"), widget=lines(), required=False)
    guidance_cy = forms.CharField(
        label=_("Guidance in Welsh"), widget=lines(), required=False
    )
    order = forms.IntegerField(
        label=_("Place among the sections"), min_value=1, max_value=MOST
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, content, key=None, **kwargs):
        self.key, self.content = key, content
        super().__init__(*args, **kwargs)
        if key is None:
            self.initial["order"] = len(content.sections) + 1
        else:
            words = rewording.section_words(content, key)
            self.initial |= words | {"seen": rewording.seen(words)}
        self.helper = form_helper(
            self,
            Shown("number", width="5"),
            *(n for n in self.fields if n not in {"number", "order"}),
            Shown("order", width="3"),
        )

    @property
    def values(self) -> dict:
        """Words of the section; Welsh the form did not ask for stays."""
        names = ("number", "title_en", "title_cy", "guidance_en", "guidance_cy")
        kept = self.content.sections.get(self.key, {})
        words = {name: kept.get(name, "") for name in names}
        asked = {n: v for n, v in self.cleaned_data.items() if n != "seen"}
        return words | asked


class QuestionForm(SeenForm, RevealingForm, WelshMixin, ScopedForm):
    """One question of a draft edition, and what each rating looks like on it."""

    section__key = forms.ChoiceField(label=_("Section"))
    order = forms.IntegerField(
        label=_("Place in the section"), min_value=1, max_value=MOST
    )
    number = forms.CharField(label=_("Number"), max_length=20)
    text_en = forms.CharField(label=_("Question or standard"), widget=lines(3))
    text_cy = forms.CharField(
        label=_("Question in Welsh"), widget=lines(3), required=False
    )
    guidance_en = forms.CharField(label=_("Guidance"), widget=lines(), required=False)
    guidance_cy = forms.CharField(
        label=_("Guidance in Welsh"), widget=lines(), required=False
    )
    evidence_hint_en = forms.CharField(
        label=_("Evidence to look for"), widget=lines(2), required=False
    )
    evidence_hint_cy = forms.CharField(
        label=_("Evidence to look for, in Welsh"), widget=lines(2), required=False
    )
    kind = forms.ChoiceField(label=_("Kind of answer"))
    scale__key = forms.ChoiceField(label=_("Rating scale"), required=False)
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    position_required = forms.BooleanField(
        label=_("Needs a summary of the current position"), required=False
    )
    evidence_required = forms.BooleanField(label=_("Needs evidence"), required=False)
    not_applicable_allowed = forms.BooleanField(
        label=_("An agency may say it does not apply, with the reason"), required=False
    )
    repeat = forms.ChoiceField(
        label=_("How often it is asked"), choices=RepeatChoices, widget=Radios
    )
    tags = forms.MultipleChoiceField(
        label=_("Tags"),
        choices=[(tag.value, label) for tag, label in TAGS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Answers to tagged questions are drawn together in the analysis."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, content, key=None, section=None, **kwargs):
        self.key, self.content = key, content
        super().__init__(*args, **kwargs)
        self._offer()
        self.here = list(self._add_descriptors())
        self.initial |= self._as_it_is() if key else self._as_new(section)
        self.helper = form_helper(self, *self._layout())

    def _offer(self):
        """Sections and scales of this edition; no ratings where it has no scale."""
        content = self.content
        self.fields["section__key"].choices = [
            (one, f"{words['number']} {words['title_en']}".strip())
            for one in rewording.section_keys(content)
            for words in [content.sections[one]]
        ]
        scales = [(one, words["name_en"]) for one, words in content.scales.items()]
        self.fields["scale__key"].choices = scales
        kinds = [k for k in QuestionKindChoices.choices if scales or k[0] != "rating"]
        reveals = {"rating": "scale__key"} if scales else {}
        self.fields["kind"].widget = Radios(reveals=reveals)
        self.fields["kind"].choices = kinds

    def _add_descriptors(self):
        """A box for every level of every scale; (field, scale/level, language)."""
        for (scale, level), words in self.content.levels.items():
            for language in ("en", "cy"):
                if language == "cy" and "cy" not in self.board.languages:
                    continue
                name = f"here_{scale}_{level}_{language}"
                label = f"{words['letter']} {words['word_en']}"
                if language == "cy":
                    label = _("%(level)s, in Welsh") % {"level": label}
                hint = words[f"definition_{language}"]
                self.fields[name] = forms.CharField(
                    label=label, widget=lines(2), required=False, help_text=hint
                )
                yield name, f"{scale}/{level}", language

    def _as_it_is(self):
        words = rewording.question_words(self.content, self.key)
        here = {
            name: words["here"].get(address, {}).get(f"text_{language}", "")
            for name, address, language in self.here
        }
        return words | here | {"seen": rewording.seen(words)}

    def _as_new(self, section):
        scales = list(self.content.scales)
        return {
            "section__key": section,
            "order": len(rewording.in_section(self.content, section)) + 1,
            "kind": "rating" if scales else "text",
            "scale__key": scales[0] if scales else None,
            "repeat": RepeatChoices.NONE,
            **dict.fromkeys(
                ("required", "position_required", "evidence_required"), True
            ),
            "not_applicable_allowed": True,
        }

    def _layout(self):
        shown = [n for n in OF_QUESTION if n in self.fields]
        words = [n for n in shown if n.startswith(("text", "guidance", "evidence_h"))]
        rules = [n for n in shown if n.endswith(("required", "allowed"))]
        parts = [
            "section__key",
            Shown("order", width="3"),
            Shown("number", width="5"),
            *words,
            "kind",
            "scale__key",
        ]
        for scale, named in self.content.scales.items():
            boxes = [
                n for n, address, _l in self.here if address.startswith(f"{scale}/")
            ]
            legend = _("What each level of %(scale)s looks like on this question")
            legend = legend % {"scale": named["name_en"]}
            parts.append(Fieldset(legend, *boxes))
        rules = Fieldset(_("Answering"), *rules)
        return [*parts, rules, "repeat", Shown("tags", small=True), "seen"]

    @property
    def values(self) -> dict:
        """All the question says; Welsh the form did not ask for stays."""
        data = self.cleaned_data
        kept = self.content.questions.get(self.key, {})
        words = {name: data.get(name, kept.get(name, "")) for name in OF_QUESTION}
        words["scale__key"] = words["scale__key"] or None
        return words | {"here": self._here(words["scale__key"])}

    def _here(self, scale):
        found = {}
        for name, address, language in self.here:
            kept = self.content.descriptors.get((self.key, *address.split("/")), {})
            words = found.setdefault(address, {"text_en": "", "text_cy": ""} | kept)
            words[f"text_{language}"] = self.cleaned_data[name]
        return {a: w for a, w in found.items() if scale and a.startswith(f"{scale}/")}

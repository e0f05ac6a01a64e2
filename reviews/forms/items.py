"""A list of questions on one page, each with an answer and words."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from boards.crispy import Shown, form_helper
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Radios
from learning.forms.screening import ScreenedForm


@dataclass(frozen=True)
class Item:
    """One question: how it reads, and what is saved of it (version 0: nothing)."""

    key: str
    text: str
    hint: str = ""
    answer: str = ""
    words: str = ""
    version: int = 0


class ItemsForm(ScreenedForm, ScopedForm):
    """Answers to several questions. What is left empty is not answered yet."""

    choices = ()
    words_label = ""
    words_may_wait = True  # words without an answer are kept; or the other way about

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items, self.differences = list(items), []
        layout = []
        for number, item in enumerate(self.items, 1):
            layout += self._add(number, item)
        self.helper = form_helper(self, *layout)

    def _add(self, number, item):
        answer, words = f"answer_{item.key}", f"words_{item.key}"
        self.fields[answer] = forms.ChoiceField(
            label=f"{number}. {item.text}",
            help_text=item.hint,
            choices=self.choices,
            widget=Radios,
            required=False,
            initial=item.answer,
        )
        self.fields[words] = forms.CharField(
            label=f"{number}. {self.words_label}",
            widget=lines(3),
            required=False,
            initial=item.words,
        )
        self.fields[f"version_{item.key}"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=item.version
        )
        return [
            Shown(answer, inline=True, optional=False),
            Shown(words, size="", optional=False),
        ]

    def clean(self):
        data = super().clean() or self.cleaned_data
        for item in self.items:
            self._check(item, *self._given(item, data))
        return data

    def _given(self, item, data):
        return data.get(f"answer_{item.key}", ""), data.get(f"words_{item.key}", "")

    def _check(self, item, answer, words):
        if item.version and not (answer or words):
            self.add_error(f"answer_{item.key}", _("It was answered: say so again"))
        elif answer and not words and f"words_{item.key}" not in self.errors:
            self.add_error(f"words_{item.key}", _("Say why"))
        elif words and not answer and not self.words_may_wait:
            self.add_error(f"answer_{item.key}", _("Choose an answer"))

    @property
    def answers(self) -> dict:
        """{key: (version seen, answer, words)} of everything answered."""
        data = self.cleaned_data
        return {
            item.key: (data[f"version_{item.key}"], *self._given(item, data))
            for item in self.items
            if any(self._given(item, data))
        }

    @property
    def shown(self) -> list[dict]:
        """What is saved, for those who only read it."""
        labels = dict(self.choices)
        return [
            {"text": i.text, "label": labels.get(i.answer, ""), "words": i.words}
            for i in self.items
        ]

    @staticmethod
    def saved(row) -> tuple:
        """(answer, words, version) of a row."""
        raise NotImplementedError

    def show_clashes(self, problem) -> None:
        """Keep what was typed; show what somebody else answered meanwhile."""
        self.add_error(
            None,
            _(
                "Somebody else changed this while you were writing. Your words are "
                "still in the form. Read both below, then save again."
            ),
        )
        self.data = self.data.copy()
        current = {str(key): self.saved(row) for key, row in problem.current.items()}
        for number, item in enumerate(self.items, 1):
            if item.key in current:
                self._set_beside(number, item, *current[item.key])

    def _set_beside(self, number, item, answer, words, version):
        mine = self._given(item, self.cleaned_data)
        self.differences.append(
            {
                "label": f"{number}. {item.text}",
                "theirs": self._read(answer, words),
                "yours": self._read(*mine),
            }
        )
        self.data[f"version_{item.key}"] = version

    def _read(self, answer, words) -> str:
        labels = {str(key): str(label) for key, label in self.choices}
        return "\n".join(filter(None, [labels.get(str(answer), ""), words]))

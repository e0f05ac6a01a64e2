"""Forms of the board's list of themes."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Checkboxes
from learning.choices import FindingKind, SourceKindChoices
from learning.forms.finding_filters import all_of
from learning.forms.findings import WordsField
from learning.forms.framework import BoardForm
from learning.forms.screening import ScreenedForm
from learning.models import Theme

IN_USE, LEFT, ALL = "", "left", "all"
MOST, LONGEST = 40, 80  # other words for a theme


class ThemeForm(ScreenedForm, BoardForm):
    """A theme in words; no word may lead to two themes."""

    screened = ("definition",)
    synonyms = WordsField(
        label=gettext_lazy("Other words for it"),
        most=MOST,
        longest=LONGEST,
        required=False,
        widget=lines(3),
        help_text=gettext_lazy(
            "With commas between them. Where one stands in a finding, the theme is "
            "suggested; “neglect” also finds “neglected”."
        ),
    )

    class Meta:
        model = Theme
        fields = [
            "name_en", "name_cy", "definition", "synonyms",
            "national_list", "national_code",
        ]  # fmt: skip
        widgets = {"definition": lines(3)}
        help_texts = {
            "national_list": gettext_lazy("If a national list has this theme"),
        }

    def clean_name_en(self):
        name = self.cleaned_data["name_en"].strip()
        self._refuse_taken([name], _("“%(word)s” already stands for %(theme)s"))
        return name

    def clean_synonyms(self):
        words = self.cleaned_data["synonyms"]
        self._refuse_taken(words, _("“%(word)s” already leads to %(theme)s"))
        return words

    def clean(self):
        data = super().clean()
        if data and data.get("national_code") and not data.get("national_list"):
            self.add_error("national_list", _("Name the list the code is from"))
        return data

    def _refuse_taken(self, words, said):
        taken = self._taken()
        for word in words:
            if theme := taken.get(word.casefold()):
                raise forms.ValidationError(said % {"word": word, "theme": theme})

    def _taken(self) -> dict[str, Theme]:
        """Words of the other themes in use."""
        rows = Theme.objects.visible_to(self.user).current().filter(board=self.board)
        return {
            word.casefold(): theme
            for theme in rows.exclude(pk=self.leave_out)
            for word in (theme.name_en, theme.name_cy, *theme.synonyms)
            if word
        }

    @property
    def leave_out(self):
        return self.instance.pk


class SplitForm(ThemeForm):
    """A new theme out of another, and which tags move to it.

    It may take words of the theme it comes from, but not its name.
    """

    tags = forms.MultipleChoiceField(
        label=gettext_lazy("What moves to the new theme"),
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, *args, theme, tags, **kwargs):
        self.theme, self.tags = theme, {str(tag.pk): tag for tag in tags}
        super().__init__(*args, **kwargs)
        self.fields["tags"].choices = [
            (pk, place_of(tag)) for pk, tag in self.tags.items()
        ]

    @property
    def leave_out(self):
        return self.theme.pk

    def clean_name_en(self):
        name = super().clean_name_en()
        if name.casefold() == self.theme.name_en.casefold():
            raise forms.ValidationError(_("Give the new theme a name of its own"))
        return name

    @property
    def chosen(self) -> list:
        return [self.tags[pk] for pk in self.cleaned_data["tags"]]


def place_of(tag) -> str:
    """Where a theme was seen, in one line."""
    words = tag.finding.title if tag.finding_id else tag.passage[:90]
    return f"{words or _('The whole source')} - {tag.source.title}"


class ThemeFilterForm(ScopedForm):
    """The list of themes by words and state."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[
            (IN_USE, gettext_lazy("In use")),
            (LEFT, gettext_lazy("Retired or merged")),
            (ALL, gettext_lazy("All")),
        ],
    )

    def apply(self, themes):
        self.is_valid()
        state = self.cleaned_data.get("state", IN_USE)
        found = themes.search(self.cleaned_data.get("q", ""))
        if state == ALL:
            return found
        if state == LEFT:
            left = Q(retired_on__isnull=False) | Q(merged_into__isnull=False)
            return found.filter(left)
        return found.current()

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


class SeenFilterForm(ScopedForm):
    """Where one theme was seen: by words, year, kind of source, kind of finding."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    source = forms.ChoiceField(
        label=gettext_lazy("Kind of source"),
        required=False,
        choices=all_of(gettext_lazy("All kinds of source"), SourceKindChoices.choices),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of finding"),
        required=False,
        choices=all_of(gettext_lazy("All kinds"), FindingKind.choices),
    )

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(year), str(year)) for year in years]
        self.fields["year"].choices = all_of(_("All years"), choices)

    PATHS = {
        "year": "source__opened_on__year",
        "source": "source__kind",
        "kind": "finding__kind",
    }

    def apply(self, tags):
        """Only what was asked for; nonsense narrows nothing."""
        self.is_valid()
        for name, path in self.PATHS.items():
            if chosen := self.cleaned_data.get(name):
                tags = tags.filter(**{path: chosen})
        return tags.search(self.cleaned_data.get("q", ""))

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

"""Forms of a panel's year: open it, count, comment, note themes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.crispy import Group, form_helper
from boards.forms import ScopedForm
from boards.forms.words import lines
from deaths.choices import CountTable, Modifiable
from deaths.facts import categories, facts_of, said
from deaths.models import Count, PanelYear, PurposeTheme
from deaths.services.years import first_day
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm
from learning.models import Theme


class YearForm(ScopedForm):
    """Which year is opened."""

    year = forms.CharField(
        label=gettext_lazy("Year"),
        max_length=7,
        help_text=gettext_lazy(
            "The year the reviews were finished in, such as 2025-26"
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_year(self):
        year = self.cleaned_data["year"].strip().replace("/", "-").replace("–", "-")
        if len(year) == 9:  # 2025-2026
            year = f"{year[:5]}{year[7:]}"
        try:
            first_day(year)
        except forms.ValidationError as problem:
            raise forms.ValidationError(problem.messages) from problem
        return year


class CountsForm(ScopedForm):
    """Totals of one table of a year. `rows` and `columns` are (key, words)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    rows, columns, form_key, table = (), (), "", CountTable.CATEGORY

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        self.differences = []
        self.initial["version"] = year.version
        self.arrange(year.panel.board)
        known = {
            (row.row, row.column): row.number
            for row in year.counts.all()
            if row.table == self.table and row.form == self.form_key
        }
        for row, _words in self.rows:
            for column, words in self.columns:
                self._add(row, column, words, known)
        parts = [
            Group(words, *(self.name(row, column) for column, _w in self.columns),
                  size="s")
            for row, words in self.rows
        ]  # fmt: skip
        self.helper = form_helper(self, "version", *parts)

    def arrange(self, board):
        self.rows = [
            (one.key, f"{one.number}. {said(one.name)}") for one in categories(board)
        ]
        self.columns = [(one.value, one.label) for one in Modifiable]

    def name(self, row, column) -> str:
        return f"{row}--{column.replace('*', 'star')}"

    def _add(self, row, column, words, known):
        name = self.name(row, column)
        self.fields[name] = forms.IntegerField(
            label=words, required=False, min_value=0, max_value=100_000,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
        )  # fmt: skip
        self.initial[name] = known.get((row, column))
        if (row, column) in known and known[row, column] is None:
            self.fields[name].help_text = _("Not known: its sender had hidden it")

    def show_conflict(self, current) -> None:
        """Keep what was typed, show what somebody else left, ask again."""
        self.add_error(
            None,
            _(
                "Somebody else changed this while you were writing. Your numbers are "
                "still in the form. Read both below, then save again."
            ),
        )
        theirs = type(self)(user=self.user, year=current, **self._same())
        for name, field in self.fields.items():
            left, mine = theirs.initial.get(name), self.cleaned_data.get(name)
            if name != "version" and (left or 0) != (mine or 0):
                said = {"theirs": str(left or 0), "yours": str(mine or 0)}
                self.differences.append({"label": self._label(name, field), **said})
        self.data = self.data.copy()
        self.data["version"] = current.version

    def _label(self, name, field) -> str:
        row = name.partition("--")[0]
        return f"{dict(self.rows)[row]}: {field.label}"

    def _same(self) -> dict:
        return {}

    def numbers(self) -> dict:
        """What is to be kept; an unknown count left empty stays unknown."""
        unknown = set(
            Count.objects.visible_to(self.user)
            .filter(year=self.year, table=self.table, form=self.form_key)
            .filter(number__isnull=True)
            .values_list("row", "column")
        )
        found = {}
        for row, _w in self.rows:
            for column, _w in self.columns:
                number = self.cleaned_data.get(self.name(row, column))
                if number is None and (row, column) in unknown:
                    continue
                found[row, column] = number or 0
        return found


class DomainsForm(CountsForm):
    """How many reviews gave each domain of one form each score."""

    table = CountTable.DOMAIN

    def __init__(self, *args, facts, **kwargs):
        self.facts, self.form_key = facts, facts.key
        super().__init__(*args, **kwargs)

    def _same(self) -> dict:
        return {"facts": self.facts}

    def arrange(self, board):
        self.rows = [(one.key, said(one.name)) for one in self.facts.domains]
        self.columns = [
            (one.score, f"{one.score}: {said(one.meaning)}")
            for one in self.facts.scores
        ]


class CommentaryForm(ScreenedForm, VersionedForm):
    """What the counts of a year say."""

    class Meta:
        model = PanelYear
        fields = ["commentary"]
        widgets = {"commentary": lines(8)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class ThemeForm(ScreenedForm, AddsOnce, VersionedForm):
    """A theme under one of the purposes."""

    screened = ("text",)

    class Meta:
        model = PurposeTheme
        fields = ["purpose", "text", "theme"]
        widgets = {"text": lines(4)}

    def __init__(self, *args, board, **kwargs):
        self.board = board
        super().__init__(*args, **kwargs)
        purposes = [(one.key, said(one.name)) for one in facts_of(board).purposes]
        self.fields["purpose"] = forms.ChoiceField(
            label=gettext_lazy("Looked at for"), choices=[("", "")] + purposes
        )
        self.fields["theme"].queryset = (
            Theme.objects.visible_to(self.user).current().filter(board=board)
        )
        self.fields["theme"].empty_label = _("None")
        self.helper = form_helper(self)

    def _same(self):
        return {"board": self.board}

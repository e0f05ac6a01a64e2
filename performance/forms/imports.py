"""Forms of files of figures: sending one in, its columns, what unknown words mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import UploadField
from boards.forms import ScopedForm
from boards.models import Agency
from boards.widgets import Checkbox, Radios
from performance.choices import PlainYear, Shape, Unknown, YearKind
from performance.importing.columns import guess, heading_cells, labels_of
from performance.models import ImportMapping, Indicator, IndicatorArea
from performance.periods import read_period
from performance.rules import is_officer, submitting_agencies
from performance.services.weighing import LEFT_OUT, NEW

# What a column may hold: the role, and where settings keep it.
ONE = ("period", "period_end", "measure", "polarity", "decimals")
ROLES = [
    ("", _("Nothing we need")),
    ("place", _("Name of the place")),
    ("place_2", _("Name of a wider place, where that is empty")),
    ("place_3", _("Name of the widest place, where both are empty")),
    ("code", _("Code of the place")),
    ("code_2", _("Code of the wider place")),
    ("code_3", _("Code of the widest place")),
    ("period", _("Period, or its first day")),
    ("period_end", _("Last day of the period")),
    ("measure", _("Name of the measure")),
    ("values", _("Figures")),
    ("across", _("Figures of the period that is its heading")),
    ("beside", _("Figures of a comparator that is its heading")),
    ("polarity", _("Which way is good")),
    ("decimals", _("Decimal places")),
]


class UploadForm(ScopedForm):
    """A file of figures, for whom, and how the last of its source was read."""

    file = UploadField(label=_("File of figures"), kinds=["csv", "xlsx"])
    mapping = forms.ModelChoiceField(
        ImportMapping.objects.none(),
        label=_("Read it like"),
        required=False,
        empty_label=_("Nothing yet: look at its columns first"),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("For which agency?"), empty_label=None
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        mappings = ImportMapping.objects.visible_to(self.user).filter(board=board)
        self.fields["mapping"].queryset = mappings
        if not mappings.exists():
            del self.fields["mapping"]
        if is_officer(self.user, board.pk):
            del self.fields["agency"]
        else:
            own = submitting_agencies(self.user, board.pk)
            agencies = Agency.objects.visible_to(self.user).filter(pk__in=own)
            self.fields["agency"].queryset = agencies
        self.helper = form_helper(self)


class SheetForm(forms.Form):
    """Which sheet, and which row of it holds the headings."""

    sheet = forms.ChoiceField(label=_("Sheet"), widget=Radios)
    header_row = forms.IntegerField(
        label=_("Row of the headings"),
        min_value=0,
        max_value=12,
        help_text=_("0 if the sheet has none"),
    )

    def __init__(self, *args, sheets, **kwargs):
        super().__init__(*args, **kwargs)
        names = [sheet["name"] for sheet in sheets]
        self.fields["sheet"].choices = [(name, name) for name in names]
        self.helper = form_helper(self)


class ColumnsForm(forms.Form):
    """What each column of a sheet holds."""

    plain_year = forms.ChoiceField(
        label=_("A year alone, such as 2024, means"), choices=PlainYear, widget=Radios
    )
    year_kind = forms.ChoiceField(
        label=_("A year such as 2023-24 is a"), choices=YearKind, widget=Radios
    )
    fixed_period = forms.CharField(
        label=_("Period of the whole file"),
        required=False,
        max_length=60,
        help_text=_("Only if no column holds it. For example Q1 2026-27"),
    )
    filter = forms.ChoiceField(label=_("Take only rows where"), required=False)
    filter_is = forms.CharField(label=_("holds"), required=False, max_length=120)
    source = forms.CharField(
        label=_("Remember how this source is read, as"),
        required=False,
        max_length=120,
        help_text=_("The name of the source. Leave it empty to remember nothing."),
    )
    year = forms.CharField(label=_("Its year"), required=False, max_length=20)

    def __init__(self, *args, sheet, settings, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet, self.header_row = sheet, settings["header_row"]
        self.labels = labels_of(heading_cells(sheet, self.header_row))
        roles = roles_of(settings, self.labels)
        for number, label in enumerate(self.labels):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=label, choices=ROLES, required=False, initial=roles[label]
            )
        named = [("", _("Every row")), *((one, one) for one in self.labels)]
        self.fields["filter"].choices = named
        for name in ("plain_year", "fixed_period", "filter", "filter_is"):
            self.initial.setdefault(name, settings.get(name, ""))
        self.initial.setdefault("year_kind", settings.get("year_kind", "financial"))
        self.initial["plain_year"] = self.initial["plain_year"] or "ends_march"
        self.helper = form_helper(
            self, "plain_year", "year_kind", "fixed_period", "filter", "filter_is",
            "source", "year",
        )  # fmt: skip

    @property
    def columns(self):
        """Each column with its first words, for the table of the page."""
        body = self.sheet["rows"][self.header_row : self.header_row + 4]
        for number, label in enumerate(self.labels):
            words = [row[number] for row in body if number < len(row)]
            yield {
                "field": self[f"column_{number}"],
                "label": label,
                "samples": [word for word in words if word][:3],
            }

    def clean(self):
        data = super().clean()
        said = self._roles(data)
        if not any(said[name] for name in ("values", "across", "beside")):
            self.add_error(None, _("Choose at least one column of figures."))
        for name in ONE:
            if len(said[name]) > 1:
                words = dict(ROLES)[name]
                problem = _("Only one column can be “%s”.") % words
                self.add_error(None, problem)
        if not said["period"] and not said["across"]:
            self._check_period(data.get("fixed_period", ""))
        return data

    def _check_period(self, said):
        if not said:
            problem = _("Say the period, or choose the column that holds it.")
            self.add_error("fixed_period", problem)
        elif read_period(said) is None:
            self.add_error("fixed_period", _("We cannot read this period."))

    def _roles(self, data) -> dict[str, list[str]]:
        said = {role: [] for role, _words in ROLES}
        for number, label in enumerate(self.labels):
            said[data.get(f"column_{number}") or ""].append(label)
        return said

    def settings(self) -> dict:
        """How the file is read."""
        data = self.cleaned_data
        said = self._roles(data)
        first = {name: (said[name] or [""])[0] for name in ONE}
        across = bool(said["across"])
        names = ("plain_year", "year_kind", "fixed_period", "filter", "filter_is")
        return first | {name: data.get(name, "") for name in names} | {
            "sheet": self.sheet["name"],
            "header_row": self.header_row,
            "shape": Shape.PERIODS.value if across else Shape.WIDE.value,
            "values": said["across"] if across else said["values"],
            "beside": said["beside"],
            "place": [one for n in ("", "_2", "_3") for one in said[f"place{n}"]],
            "code": [one for n in ("", "_2", "_3") for one in said[f"code{n}"]],
        }  # fmt: skip


def roles_of(settings: dict, labels: list[str]) -> dict[str, str]:
    """What each column holds by the settings."""
    found = dict.fromkeys(labels, "")
    figures = "across" if settings.get("shape") == Shape.PERIODS else "values"
    found |= dict.fromkeys(settings.get("values", []), figures)
    found |= dict.fromkeys(settings.get("beside", []), "beside")
    for name in ("place", "code"):
        for label, end in zip(settings.get(name, []), ("", "_2", "_3"), strict=False):
            found[label] = f"{name}{end}"
    for name in ONE:
        if label := settings.get(name):
            found[label] = name
    return found


def settings_shown(found) -> dict:
    """The settings of a file, or the guess at them."""
    said = found.settings if found.settings.get("values") else found.found.get("guess")
    return said or guess(found.sheets[0], 1)


# What is asked, and the problems that make one ask.
WHEN = {
    "unknown_places": {"place"},
    "unknown_measures": {"measure"},
    "area": {"measure"},
    "leave_out": {"value", "period"},
}


class MeaningsForm(ScopedForm):
    """What to do with words nobody here goes by."""

    unknown_places = forms.ChoiceField(
        label=_("Places nobody here goes by"), choices=Unknown, widget=Radios
    )
    unknown_measures = forms.ChoiceField(
        label=_("Measures nobody here goes by"), choices=Unknown, widget=Radios
    )
    area = forms.ModelChoiceField(
        IndicatorArea.objects.none(),
        label=_("Part of the catalogue for new measures"),
        required=False,
        empty_label=_("The first"),
    )
    leave_out = forms.BooleanField(
        label=_("Leave out rows that cannot be read, and bring in the rest"),
        required=False,
        widget=Checkbox,
    )

    def __init__(self, *args, data_import, named, **kwargs):
        super().__init__(*args, **kwargs)
        self.named, board = named, data_import.board
        said = data_import.settings
        rows = Indicator.objects.visible_to(self.user).filter(board=board)
        areas = IndicatorArea.objects.visible_to(self.user).filter(board=board)
        self.fields["area"].queryset = areas
        if data_import.agency_id:
            rows = rows.filter(owner=data_import.agency_id)
        self._keep_what_is_asked(data_import)
        choices = [
            ("", _("As said above")),
            (LEFT_OUT, _("Leave it out")),
            *((str(pk), name) for pk, name in rows.values_list("pk", "name_en")),
        ]
        if not data_import.agency_id:
            choices.insert(2, (NEW, _("Add it to the catalogue")))
        chosen = said.get("chosen", {})
        for number, (key, pk) in enumerate(named):
            now = chosen.get(key, pk if pk and pk > 0 else "")
            self.fields[f"measure_{number}"] = forms.ChoiceField(
                label=key or _("The measure of the file"), choices=choices,
                required=False, initial=str(now),
            )  # fmt: skip
        for name in ("unknown_places", "unknown_measures"):
            self.initial.setdefault(name, said.get(name, Unknown.LEAVE))
        self.initial.setdefault("leave_out", said.get("leave_out", False))
        self.initial.setdefault("area", said.get("area"))
        self.helper = form_helper(self)

    def _keep_what_is_asked(self, data_import):
        """Ask only what this file leaves open; an agency's file adds nothing."""
        codes = {one["code"] for one in data_import.problems}
        for name, when in WHEN.items():
            added = data_import.settings.get(name) in (Unknown.ADD, True)
            own = data_import.agency_id and name != "leave_out"
            if own or not (codes & when or added):
                del self.fields[name]

    def said(self) -> dict:
        """What was chosen, as settings of the file keep it."""
        data = self.cleaned_data
        chosen = {}
        for number, (key, _pk) in enumerate(self.named):
            if word := data.get(f"measure_{number}"):
                chosen[key] = int(word) if word.isdecimal() else word
        names = ("unknown_places", "unknown_measures", "leave_out")
        kept = {name: data[name] for name in names if name in data}
        if area := data.get("area"):
            kept["area"] = area.pk
        return kept | {"chosen": chosen}

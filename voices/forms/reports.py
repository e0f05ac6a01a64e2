"""Forms of reports of counts and lessons."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group as Fields
from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Checkbox
from learning.process import said
from voices.choices import Part
from voices.facts import facts_of, named, report_kind
from voices.forms.owned import NO_NAMES, OwnedForm
from voices.models import AreaReport
from voices.patterns import COMPLAINTS
from voices.rules import agencies_on, open_groups

ALL = ("", _("All"))
MOST = 1_000_000


def kinds_of(board) -> list[tuple[str, str]]:
    """The reports the board receives."""
    return [(row.key, said(row.name)) for row in facts_of(board).reports]


class ReportForm(OwnedForm):
    """A report of one kind: the whole, its themes, its lessons, what has to improve."""

    screened = ("title", "summary", "improvement")
    of_source = (
        "title", "summary", "strand", "owner_agency", "lead_group", "audience",
    )  # fmt: skip
    summary = forms.CharField(
        label=_("What it teaches"), widget=lines(4), required=False, help_text=NO_NAMES
    )

    class Meta:
        model = AreaReport
        fields = [
            "kind", "year", "part", "total", "improvement", "received_by",
            "received_on",
        ]  # fmt: skip
        field_classes = {"received_on": DateField}
        widgets = {"improvement": lines(3), "kind": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.facts = report_kind(self.board, self.instance.kind)
        self.initial["kind"] = self.instance.kind
        groups = open_groups(self.user, self.board)
        self.fields["received_by"].queryset = groups
        self.fields["received_by"].empty_label = _("Not received yet")
        self.fields["total"].max_value = MOST
        held = {}
        if self.instance.pk:
            held = {line.theme: line for line in self.instance.lines.all()}
        self._add_themes(held)
        order = ["title", "owner_agency", "year", "part", "strand"]
        self.helper = form_helper(
            self, *(name for name in order if name in self.fields),
            Fields(_now("How many, and on which theme"), "total", *self._theme_fields(),
                   hint=_now("Count each once, under its main theme.")),
            "summary", "improvement", "received_by", "received_on", "lead_group",
            "audience", "kind", *(n for n in ("sent_once", "version")
                                  if n in self.fields),
        )  # fmt: skip

    def _add_themes(self, held):
        for key, name in named(self.facts.themes):
            line = held.get(key)
            self.fields[f"theme_{key}"] = forms.IntegerField(
                label=name, min_value=0, max_value=MOST, required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
            )  # fmt: skip
            self.initial[f"theme_{key}"] = line.number if line else None
            self.fields[f"improve_{key}"] = forms.BooleanField(
                label=_now("%s: something to improve") % name,
                required=False,
                widget=Checkbox,
            )
            self.initial[f"improve_{key}"] = bool(line and line.improve)

    def _theme_fields(self):
        return [
            field for key, _name in named(self.facts.themes)
            for field in (f"theme_{key}", f"improve_{key}")
        ]  # fmt: skip

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("received_on") and not data.get("received_by"):
            self.add_error("received_by", _("Choose the group that received it."))
        return data

    def clean_kind(self):
        return self.instance.kind

    @property
    def theme_lines(self) -> dict:
        """Theme -> how many, and whether it points to something to improve."""
        said = self.cleaned_data
        return {
            key: (said.get(f"theme_{key}") or 0, said[f"improve_{key}"])
            for key, _name in named(self.facts.themes)
        }

    @property
    def compared(self):
        skipped = {"kind", "version", "sent_once"}
        return [name for name in self.fields if name not in skipped]


class ReportFilterForm(ScopedForm):
    """Narrow the list of reports."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Report"), required=False)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    year = forms.CharField(label=_("Year"), required=False, max_length=20)
    part = forms.ChoiceField(
        label=_("Part of the year"), required=False, choices=[ALL, *Part.choices]
    )
    received = forms.ChoiceField(
        label=_("Received"),
        required=False,
        choices=[ALL, ("no", _("Not received yet")), ("yes", _("Received"))],
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [ALL, *kinds_of(board)]
        agencies = [(str(a.pk), str(a)) for a in agencies_on(self.user, board)]
        self.fields["agency"].choices = [ALL, *agencies]

    def apply(self, rows):
        self.full_clean()
        asked = self.cleaned_data
        rows = rows.search(asked.get("q", ""))
        for name in ("kind", "part"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("agency"):
            rows = rows.filter(source__owner_agency=asked["agency"])
        if asked.get("year"):
            rows = rows.filter(year__icontains=asked["year"])
        if asked.get("received"):
            rows = rows.filter(received_on__isnull=asked["received"] == "no")
        return rows


class PatternFilterForm(ScopedForm):
    """Which reports stand side by side."""

    kind = forms.ChoiceField(label=_("Of what"), required=False)
    q = forms.CharField(label=_("Theme"), required=False, max_length=100)
    points = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[ALL, ("yes", _("Only what points to improvement"))],
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        complaints = (COMPLAINTS, _("Complaints"))
        self.fields["kind"].choices = [complaints, *kinds_of(board)]

    @property
    def kind_asked(self) -> str:
        """Complaints unless another is asked for."""
        return self.cleaned_data.get("kind") or COMPLAINTS

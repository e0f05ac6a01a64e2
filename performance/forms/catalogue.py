"""Forms of the catalogue: a measure, its end, a part, and what narrows the list."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group as Fieldset
from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms import HeldMixin, ScopedForm, ScopedModelForm
from boards.forms.words import WelshMixin, lines
from boards.models import Agency, Group
from boards.widgets import Checkboxes, Radios
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm
from performance.choices import Obligation, Polarity
from performance.models import Indicator, IndicatorArea

SHORT = ("decimals", "multiplier", "target", "tolerance", "minimum_change",
         "comparator_gap")  # fmt: skip


# What the filters offer, and where a measure has it.
OFFERED = {"area": "area", "owner": "owner", "group": "groups"}
NAMED = [
    f"{lookup}__{part}"
    for lookup in OFFERED.values()
    for part in ("pk", "name_en", "name_cy")
] + ["groups__restricted"]


class CodesField(forms.CharField):
    """Words one to a line, kept as a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        said = super().to_python(value)
        rows = [" ".join(line.split()) for line in said.splitlines()]
        return list(dict.fromkeys(row for row in rows if row))

    def has_changed(self, initial, data):
        return self.to_python(data) != (initial or [])

    def validate(self, value):
        if any(len(row) > 250 for row in value):
            raise forms.ValidationError(_("Each line has at most 250 letters."))

    def run_validators(self, value):
        return None


class KeptForm(WelshMixin, VersionedForm):
    """A versioned form of a board's row, with Welsh boxes where the board writes it."""

    def _same(self):
        return {"board": self.board}


class IndicatorForm(ScreenedForm, AddsOnce, HeldMixin, KeptForm):
    """Everything a board says of a measure."""

    screened = ("definition_en", "definition_cy", "questions_en", "questions_cy")
    codes = CodesField(
        label=_("Names in files"),
        required=False,
        help_text=_("Headings and codes by which sources print it. One to a line."),
    )

    class Meta:
        model = Indicator
        fields = [
            "name_en", "name_cy", "area", "definition_en", "definition_cy", "owner",
            "polarity", "obligation", "unit_en", "unit_cy", "decimals",
            "denominator_en", "denominator_cy", "multiplier", "frequency", "year_kind",
            "target", "tolerance", "minimum_change", "comparator_gap", "questions_en",
            "questions_cy", "measure_key", "codes", "groups", "active_from",
        ]  # fmt: skip
        field_classes = {"active_from": DateField}
        widgets = {
            "polarity": Radios,
            "obligation": Radios,
            "definition_en": lines(3),
            "definition_cy": lines(3),
            "questions_en": lines(3),
            "questions_cy": lines(3),
            "groups": Checkboxes,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        board, user = self.board, self.user
        areas = IndicatorArea.objects.visible_to(user).filter(board=board)
        self.fields["area"].queryset = areas
        self.fields["area"].empty_label = _("Choose a part")
        owners = Agency.objects.visible_to(user).serving(board)
        self.fields["owner"].queryset = owners
        self.fields["owner"].empty_label = _("Nobody: it is taken from a source")
        groups = Group.objects.visible_to(user).of(board).filter(restricted=False)
        self.fields["groups"].queryset = groups
        self.fields["obligation"].required = True
        self.fields["obligation"].choices = Obligation.choices
        self.fields["polarity"].choices = Polarity.choices
        self.hold("owner", self.instance.owner)
        self.helper = form_helper(self, *self._layout())

    def _layout(self):
        def shown(*names):
            width = {name: {"width": 5} if name in SHORT else {} for name in names}
            return [Shown(n, **width[n]) for n in names if n in self.fields]

        return [
            *shown("version", "sent_once", "name_en", "name_cy", "area",
                   "definition_en", "definition_cy", "owner"),
            Fieldset(_("How it is counted"), *shown(
                "unit_en", "unit_cy", "decimals", "denominator_en", "denominator_cy",
                "multiplier", "frequency", "year_kind")),
            Fieldset(_("How it is read"), *shown(
                "polarity", "obligation", "target", "tolerance", "minimum_change",
                "comparator_gap", "questions_en", "questions_cy", "groups")),
            Fieldset(_("Where it comes from"), *shown(
                "codes", "measure_key", "active_from")),
        ]  # fmt: skip


class RetireForm(ScreenedForm, VersionedBoardForm):
    """The last day a measure is watched, and why."""

    class Meta:
        model = Indicator
        fields = ["active_to", "retired_because"]
        field_classes = {"active_to": DateField}
        widgets = {"retired_because": lines(3)}
        help_texts = {
            "active_to": _("Leave it empty to watch the measure again."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class AreaForm(WelshMixin, ScopedModelForm):
    """A part of the catalogue."""

    class Meta:
        model = IndicatorArea
        fields = ["name_en", "name_cy"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class CatalogueFilterForm(ScopedForm):
    """Narrow the measures."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Part"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    group = forms.ChoiceField(label=_("Group that looks at it"), required=False)
    obligation = forms.ChoiceField(label=_("What it answers"), required=False)
    state = forms.ChoiceField(label=_("Watched"), required=False)

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Indicator.objects.visible_to(self.user).filter(board=board)
        self._offer(mine.order_by("area__order", "owner__name_en", "groups__name_en"))
        self.fields["obligation"].choices = [("", _("All")), *Obligation.choices]
        self.fields["state"].choices = [
            ("", _("Today")),
            ("retired", _("No longer")),
            ("all", _("All")),
        ]

    def _offer(self, rows):
        """Parts, owners and open groups the measures name: one query for the three."""
        welsh = get_language() == "cy"
        found = {"area": {}, "owner": {}, "group": {}}
        for row in rows.values(*NAMED):
            for name, lookup in OFFERED.items():
                pk, english = row[f"{lookup}__pk"], row[f"{lookup}__name_en"]
                if pk and not (name == "group" and row["groups__restricted"]):
                    said = (welsh and row[f"{lookup}__name_cy"]) or english
                    found[name][str(pk)] = said
        for name, choices in found.items():
            self.fields[name].choices = [("", _("All")), *choices.items()]

    def apply(self, rows):
        """Measures that match; of the live set unless others are asked for."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(
                Q(name_en__icontains=word)
                | Q(name_cy__icontains=word)
                | Q(definition_en__icontains=word)
            )
        for name in ("area", "owner", "obligation"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("group"):
            rows = rows.filter(groups=asked["group"]).distinct()
        if asked.get("state") == "retired":
            return rows.filter(active_to__lt=timezone.localdate())
        return rows if asked.get("state") == "all" else rows.live()

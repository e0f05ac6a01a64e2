"""Forms that raise, correct and find learning."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.fields import DateField
from boards.forms import ScopedForm
from boards.models import Area, Group
from learning.choices import SourceKindChoices
from learning.cycle import choices as parts_of_cycle
from learning.cycle import in_part
from learning.forms.responsibility import ResponsibilityForm
from learning.models import LearningSource
from learning.services.years import financial_year

NO_NAMES = _(
    "Say what was noticed, not who it was about. No names, initials, dates of birth "
    "or addresses of children, adults, families or practitioners."
)
WORDS = forms.Textarea(attrs={"rows": 5})


class SourceForm(ResponsibilityForm):
    """Learning in a group's words, with what its kind passes on."""

    class Meta:
        model = LearningSource
        fields = [
            "title",
            "summary",
            "strand",
            "area",
            "opened_on",
            "methodology",
            "responsibility",
            "sharing",
            "monitoring",
            "stakeholders",
        ]
        help_texts = {
            "title": _("A few words. No names or initials."),
            "summary": NO_NAMES,
            "stakeholders": _("One to a line"),
        }
        field_classes = {"opened_on": DateField}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 8}),
            "methodology": WORDS,
            "monitoring": WORDS,
            "stakeholders": WORDS,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas = Area.objects.visible_to(self.user).filter(board=self.board)
        self.fields["area"].queryset = areas
        self.fields["area"].empty_label = _("The whole region")

    def clean_opened_on(self):
        day = self.cleaned_data["opened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The day it was raised is not in the future"))
        return day


class RaiseForm(SourceForm):
    """A new item, owned by one of the groups the person may raise it for."""

    lead_group = forms.ModelChoiceField(
        Group.objects.none(), label=_("Owned by"), empty_label=_("Choose a group")
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ["title", "summary", "lead_group", "strand", "area", "opened_on"]

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.fields["lead_group"].queryset = groups
        self.initial.setdefault("sent_once", uuid.uuid4())
        if len(first := list(groups[:2])) == 1:
            self.initial["lead_group"] = first[0].pk


class SourceFilterForm(ScopedForm):
    """What a list of learning is narrowed by. It offers only what the list holds."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    source_type = forms.ChoiceField(label=_("Source of learning"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    cycle = forms.ChoiceField(label=_("Stage of the cycle"), required=False)

    def __init__(self, *args, held, board, **kwargs):
        self.board = board
        super().__init__(*args, **kwargs)
        years = years_between(held["first"], held["last"])
        self._offer("kind", _("All kinds"), SourceKindChoices.choices)
        self._offer("source_type", _("All sources"), held["types"])
        self._offer("group", _("All groups"), held["groups"])
        self._offer("area", _("All areas"), held["areas"])
        self._offer("year", _("All years"), [(year, year) for year in years])
        self._offer("cycle", _("All stages"), parts_of_cycle(board))

    def _offer(self, name, everything, choices):
        self.fields[name].choices = [("", everything), *choices]

    def apply(self, queryset):
        """Only what was asked for; a value nobody understands narrows nothing."""
        self.full_clean()
        for name, path in PATHS.items():
            if value := self._asked(name):
                queryset = queryset.filter(**{path: value})
        if year := self.cleaned_data.get("year"):
            queryset = queryset.filter(opened_on__range=_days_of(year))
        if part := self.cleaned_data.get("cycle"):
            queryset = in_part(queryset, self.board, part)
        return queryset.search(self.cleaned_data.get("q", ""))

    def _asked(self, name):
        value = self.data.get(name, "")
        if name == "kind":
            return value if value in SourceKindChoices.values else ""
        return int(value) if value.isdecimal() and len(value) < 15 else ""

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


PATHS = {
    "kind": "kind",
    "source_type": "source_type_id",
    "group": "lead_group_id",
    "area": "area_id",
}


def _days_of(year: str):
    first = int(year[:4])
    return f"{first}-04-01", f"{first + 1}-03-31"


def years_between(first, last) -> list[str]:
    """Financial years from the newest to the oldest."""
    if first is None:
        return []
    start, end = int(financial_year(first)[:4]), int(financial_year(last)[:4])
    return [f"{year}-{(year + 1) % 100:02d}" for year in range(end, start - 1, -1)]

"""Forms with which the business unit keeps its framework."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.fields import DateField
from boards.forms import ScopedForm
from boards.models import Group
from learning.forms.responsibility import ResponsibilityForm
from learning.forms.versions import VersionedBoardForm
from learning.models import (
    FrameworkNote,
    Priority,
    SourceType,
    TimetableEntry,
)
from learning.months import MONTHS
from learning.services.years import financial_year, next_financial_year

SHORT = forms.Textarea(attrs={"rows": 4})


class BoardForm(VersionedBoardForm):
    """A versioned form whose Welsh fields show only where the board writes Welsh."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "cy" not in self.board.languages:
            for name in [name for name in self.fields if name.endswith("_cy")]:
                del self.fields[name]


class SourceTypeForm(BoardForm, ResponsibilityForm):
    """One row of the learning table."""

    monitored_by = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label=_("Monitored by"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = SourceType
        fields = [
            "name_en",
            "name_cy",
            "category_en",
            "category_cy",
            "kind",
            "strand",
            "statutory",
            "what_we_learn",
            "what_we_learn_cy",
            "methodology",
            "methodology_cy",
            "responsibility",
            "sharing",
            "monitoring",
            "monitoring_cy",
            "monitored_by",
            "stakeholders",
            "stakeholders_cy",
            "providers",
            "providers_cy",
            "next_due_on",
        ]
        labels = {
            "category_cy": _("Information in Welsh"),
            "what_we_learn_cy": _("What we learn, in Welsh"),
            "methodology_cy": _("Methodology in Welsh"),
            "monitoring_cy": _("Monitoring and evaluation in Welsh"),
            "stakeholders_cy": _("Key stakeholders in Welsh"),
            "providers_cy": _("Providers in Welsh"),
        }
        help_texts = {
            "category_en": _("The kind of information, if the table is grouped by it"),
            "what_we_learn": _("One to a line"),
            "stakeholders": _("One to a line"),
            "providers": _("One to a line"),
            "next_due_on": _("When the next item of this kind is due"),
        }
        field_classes = {"next_due_on": DateField}
        widgets = {
            name: SHORT
            for name in (
                "what_we_learn",
                "what_we_learn_cy",
                "methodology",
                "methodology_cy",
                "monitoring",
                "monitoring_cy",
                "stakeholders",
                "stakeholders_cy",
                "providers",
                "providers_cy",
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["monitored_by"].queryset = self.groups


class TimetableForm(BoardForm):
    """One report of the timetable, with its months written out."""

    months = forms.TypedMultipleChoiceField(
        label=_("Months"),
        choices=MONTHS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: it is given as cases arise"),
    )
    day = forms.IntegerField(
        label=_("Day of the month"),
        min_value=0,
        max_value=31,
        help_text=_("0 means the last day"),
    )
    given_by = forms.ChoiceField(label=_("Given by"))
    received_by = forms.ChoiceField(label=_("Goes to"))

    class Meta:
        model = TimetableEntry
        fields = [
            "name_en",
            "name_cy",
            "months",
            "day",
            "given_by",
            "received_by",
            "note_en",
            "note_cy",
            "unverified",
        ]
        labels = {"note_cy": _("Note in Welsh")}
        widgets = {"note_en": SHORT, "note_cy": SHORT}

    def __init__(self, *args, bodies, **kwargs):
        self.bodies = bodies
        super().__init__(*args, **kwargs)
        for name in ("given_by", "received_by"):
            self.fields[name].choices = bodies.items()

    def _same(self):
        return super()._same() | {"bodies": self.bodies}


class FrameworkNoteForm(BoardForm):
    """Where the framework came from and how long it stands."""

    class Meta:
        model = FrameworkNote
        fields = [
            "title",
            "author",
            "dated",
            "valid_from",
            "valid_to",
            "review_every_months",
            "reviewed_on",
            "adapted_from",
            "references",
        ]
        days = ("valid_from", "valid_to", "reviewed_on")
        field_classes = dict.fromkeys(days, DateField)
        widgets = {"adapted_from": SHORT}
        help_texts = {"author": _("A post or a body, not a person's name")}

    def clean(self):
        start, end = (self.cleaned_data.get(f) for f in ("valid_from", "valid_to"))
        if start and end and end < start:
            self.add_error("valid_to", _("This is before the day it comes into force"))
        return self.cleaned_data


class PriorityForm(BoardForm):
    """Another wording of a priority."""

    class Meta:
        model = Priority
        fields = ["text_en", "text_cy"]
        widgets = {"text_en": SHORT, "text_cy": SHORT}


class PriorityAddForm(ScopedForm):
    """A new priority of this year or the next."""

    year = forms.ChoiceField(label=_("Year"))
    text_en = forms.CharField(label=_("Priority"), widget=SHORT)
    text_cy = forms.CharField(
        label=_("Priority in Welsh"), widget=SHORT, required=False
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        this_year = financial_year()
        years = [this_year, next_financial_year(this_year)]
        self.fields["year"].choices = [(year, year) for year in years]
        if "cy" not in board.languages:
            del self.fields["text_cy"]

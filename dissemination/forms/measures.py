"""Forms of how a lesson's effect is shown."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group, form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency
from boards.widgets import Radios
from dissemination.models import LessonMeasure
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm


class MeasureForm(ScreenedForm, AddsOnce, VersionedForm):
    """A strand with its instrument, and what it shows before and after."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Measured by"), required=False
    )

    class Meta:
        model = LessonMeasure
        fields = [
            "strand", "instrument", "baseline", "baseline_on", "due_on", "result",
            "result_on", "meaning",
        ]  # fmt: skip
        field_classes = dict.fromkeys(["baseline_on", "due_on", "result_on"], DateField)
        widgets = {"strand": Radios, "meaning": lines(4)}
        help_texts = {
            "instrument": _("For example: re-audit of 20 plans, question 4"),
            "baseline": _("For example: 9 of 20 plans"),
            "meaning": _("What changed for people, and what did not. No names."),
        }

    def __init__(self, *args, agencies, board_too, **kwargs):
        self.agencies, self.board_too = agencies, board_too
        super().__init__(*args, **kwargs)
        self.fields["strand"].choices = self.fields["strand"].choices[-6:]
        self._offer_agencies()
        before = Group(_("Before"), "baseline", "baseline_on", "due_on")
        after = Group(_("After"), "result", "result_on", "meaning")
        first = [
            name for name in ("agency", "strand", "instrument") if name in self.fields
        ]
        last = [n for n in ("version", "sent_once") if n in self.fields]
        self.helper = form_helper(self, *first, before, after, *last)

    def _offer_agencies(self):
        """Asked once, and only where there is a choice."""
        field = self.fields["agency"]
        field.queryset = self.agencies
        field.empty_label = _("The board") if self.board_too else None
        field.required = not self.board_too
        if self.instance.pk or (self.board_too and not self.agencies.exists()):
            del self.fields["agency"]
        elif not self.board_too:
            self.initial.setdefault("agency", self.agencies.first())

    def _same(self):
        return {"agencies": self.agencies, "board_too": self.board_too}

    def clean(self):
        data = super().clean() or self.cleaned_data
        for name, day in (("result", "result_on"), ("result_on", "result")):
            if data.get(name) and not data.get(day) and day not in self.errors:
                self.add_error(day, _("Fill this in: it goes with what was measured"))
        for name in ("baseline_on", "result_on"):
            if data.get(name) and data[name] > timezone.localdate():
                self.add_error(name, _("Enter today or a day in the past"))
        return data


class LessonFilterForm(ScopedForm):
    """Narrow the lessons by what is shown of them."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Impact"),
        required=False,
        choices=[
            ("", _("All")),
            ("gaps", _("With a gap")),
            ("none", _("No strand named")),
            ("overdue", _("Result overdue")),
            ("shown", _("Result shown")),
        ],
    )

    def apply(self, rows):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.search(words)
        return self._by_state(rows, said.get("state"))

    def _by_state(self, rows, state):
        if state == "gaps":
            return rows.filter(Q(strands=0) | Q(overdue__gt=0))
        rules = {
            "none": {"strands": 0},
            "overdue": {"overdue__gt": 0},
            "shown": {"shown__gt": 0},
        }
        return rows.filter(**rules.get(state, {}))

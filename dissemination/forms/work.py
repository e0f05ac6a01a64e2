"""Forms of the work plan: a task, and what narrows the list."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import HeldMixin, ScopedForm
from boards.forms.words import lines
from dissemination.choices import WorkState
from dissemination.models import WorkTask
from dissemination.people import own_groups, owners_on
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from learning.services.years import financial_year, next_financial_year


class WorkTaskForm(ScreenedForm, AddsOnce, HeldMixin, VersionedBoardForm):
    """One task, and how far it is."""

    strand = forms.ChoiceField(label=_("Strand"))
    year = forms.ChoiceField(label=_("Year"))

    class Meta:
        model = WorkTask
        fields = [
            "strand", "task", "group", "year", "owner", "due_on", "state", "progress",
        ]  # fmt: skip
        field_classes = {"due_on": DateField}
        widgets = {"task": lines(3), "progress": lines(4)}
        help_texts = {
            "task": _("What will be done. Everybody on the board reads it: no names."),
            "progress": _("What was done so far; at the end, what came of it."),
        }

    def __init__(self, *args, strands, **kwargs):
        self.strands = strands
        super().__init__(*args, **kwargs)
        task = self.instance
        named = [*strands, *({task.strand} - {"", *strands})]
        self.fields["strand"].choices = [("", _("Choose a strand"))] + [
            (name, name) for name in named
        ]
        this_year = financial_year()
        years = {this_year, next_financial_year(this_year), task.year} - {""}
        self.fields["year"].choices = [(year, year) for year in sorted(years)]
        groups = own_groups(self.user, self.board).filter(restricted=False)
        self.fields["group"].queryset = groups
        self.fields["group"].empty_label = _("Choose a group")
        self.hold("group", task.pk and task.group)
        self.fields["owner"].queryset = owners_on(self.board, self.user)
        self.fields["owner"].empty_label = _("The chair of the group")
        self.hold("owner", task.owner)
        self.helper = form_helper(self)

    def _same(self):
        return {**super()._same(), "strands": self.strands}


class WorkFilterForm(ScopedForm):
    """Narrow the tasks."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    year = forms.ChoiceField(label=_("Year"), required=False)
    strand = forms.ChoiceField(label=_("Strand"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, strands, years, **kwargs):
        super().__init__(*args, **kwargs)
        year = [("", _("All years")), *((one, one) for one in years)]
        self.fields["year"].choices = year
        strand = [("", _("All strands")), *((one, one) for one in strands)]
        self.fields["strand"].choices = strand
        states = [("", _("All")), *WorkState.choices, ("late", _("Late"))]
        self.fields["state"].choices = states

    def apply(self, rows):
        """Tasks that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(Q(task__icontains=word) | Q(progress__icontains=word))
        for name in ("year", "strand"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("state") == "late":
            return rows.open().filter(due_on__lt=timezone.localdate())
        return rows.filter(state=asked["state"]) if asked.get("state") else rows

"""Forms of a commission between groups."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Group
from boards.widgets import Checkboxes, Radios
from dissemination.audiences import audiences_of
from dissemination.choices import CommissionState
from dissemination.models import Commission
from dissemination.people import open_groups, own_groups
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm


class CommissionForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """What one group asks another."""

    class Meta:
        model = Commission
        fields = ["from_group", "to_group", "task", "due_on", "evaluate"]
        field_classes = {"due_on": DateField}
        widgets = {"task": lines(5)}
        help_texts = {
            "task": _("What to find out, what to prepare, and for whom. No names."),
            "evaluate": _("Tick where frontline practice must be looked at again."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = own_groups(self.user, self.board).filter(restricted=False)
        self.fields["from_group"].queryset = own
        self.fields["to_group"].queryset = open_groups(self.user, self.board)
        for name in ("from_group", "to_group"):
            self.fields[name].empty_label = _("Choose a group")
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        first, second = data.get("from_group"), data.get("to_group")
        if first and first == second:
            self.add_error("to_group", _("Choose another group."))
        return data


class CommissionAnswerForm(ScreenedForm, RevealingForm, ScopedForm):
    """Take it on, or say why not."""

    decision = forms.ChoiceField(
        label=_("Does your group take it on?"),
        choices=[("yes", _("Yes, we take it on")), ("no", _("No"))],
        widget=Radios(reveals={"no": "reason"}),
    )
    reason = forms.CharField(
        label=_("Why it is not taken on"), required=False, widget=lines(3)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class CommissionDoneForm(ScreenedForm, VersionedBoardForm):
    """Learning outcomes, key messages and audiences (SOL-31)."""

    class Meta:
        model = Commission
        fields = ["outcome", "messages", "audiences", "done_on"]
        field_classes = {"done_on": DateField}
        widgets = {"outcome": lines(6), "messages": lines(6), "audiences": Checkboxes}
        help_texts = {
            "outcome": _("What the group found out. Roles, never names."),
            "messages": _("What everybody should do differently. One to a line."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audiences"].queryset = audiences_of(self.board, self.user)
        for name in ("outcome", "messages", "done_on"):
            self.fields[name].required = True
        self.initial["done_on"] = self.instance.done_on or timezone.localdate()
        self.helper = form_helper(self)


class CommissionFilterForm(ScopedForm):
    """Narrow the commissions."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Group"),
        required=False,
        empty_label=_("All groups"),
    )
    evaluate = forms.ChoiceField(
        label=_("Impact"),
        required=False,
        choices=[("", _("All")), ("yes", _("To be evaluated"))],
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        late = ("late", _("Late"))
        states = [("", _("All")), *CommissionState.choices, late]
        self.fields["state"].choices = states
        self.fields["group"].queryset = open_groups(self.user, board)

    def apply(self, rows):
        """Commissions that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(
                Q(task__icontains=word)
                | Q(outcome__icontains=word)
                | Q(messages__icontains=word)
            )
        if asked.get("state") == "late":
            rows = rows.open().filter(due_on__lt=timezone.localdate())
        elif asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if group := asked.get("group"):
            rows = rows.filter(Q(from_group=group) | Q(to_group=group))
        return rows.filter(evaluate=True) if asked.get("evaluate") else rows

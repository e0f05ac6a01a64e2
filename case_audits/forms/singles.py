"""Forms of an agency's own audits: plan, ask, reply, deposit, present, filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Shown, form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency, Group
from boards.roles import Permission
from boards.widgets import Checkbox, Radios
from case_audits.choices import SingleState
from case_audits.forms.parts import (
    agencies_of,
    from_today,
    groups_of,
    in_the_past,
)
from case_audits.models import SingleAudit
from case_audits.rules import agencies_for, groups_run_by
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm


class PlanForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """One line of the agency's yearly schedule."""

    class Meta:
        model = SingleAudit
        fields = ["agency", "title", "of_training", "planned_on", "tool", "group"]
        field_classes = {"planned_on": DateField}
        widgets = {"of_training": Checkbox}
        help_texts = {"title": _("The agency chooses its topics. No names.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = agencies_for(self.user, self.board, Permission.FILE_OWN_LEARNING)
        self.fields["agency"].queryset = own
        self.fields["agency"].empty_label = None
        self.fields["group"].queryset = groups_of(self.user, self.board)
        self.fields["group"].empty_label = _("Choose a group")
        self.helper = form_helper(self)


class AskSingleForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """The board asks one agency for one audit."""

    class Meta:
        model = SingleAudit
        fields = ["agency", "title", "asked_why", "planned_on", "group"]
        field_classes = {"planned_on": DateField}
        widgets = {"asked_why": lines(4)}
        labels = {"planned_on": _("Due on"), "asked_why": _("Why the board asks")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_why"].required = True
        self.fields["agency"].queryset = agencies_of(self.user, self.board)
        self.fields["agency"].empty_label = _("Choose an agency")
        rows = groups_run_by(self.user, self.board).filter(restricted=False)
        self.fields["group"].queryset = rows
        self.fields["group"].empty_label = _("Choose a group")
        self.helper = form_helper(self)

    def clean_planned_on(self):
        return from_today(self.cleaned_data["planned_on"])


class ReplyForm(ScreenedForm, RevealingForm, ScopedForm):
    """Whether the agency will make it."""

    to = forms.ChoiceField(
        label=_("Will your agency make this audit?"),
        choices=[("accept", _("Yes, by the day asked")), ("decline", _("No"))],
        widget=Radios(reveals={"decline": "reply"}),
    )
    reply = forms.CharField(label=_("Why not"), widget=lines(3), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class DepositForm(ScreenedForm, VersionedForm):
    """What was meant, found and done: one short page, two minutes."""

    class Meta:
        model = SingleAudit
        fields = ["tool", "objectives", "outcome", "actions", "impact"]
        widgets = {
            name: lines(3) for name in ("objectives", "outcome", "actions", "impact")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("objectives", "outcome", "actions"):
            self.fields[name].required = True
        parts = [Shown(name) for name in self._meta.fields]
        self.helper = form_helper(self, "version", *parts)


class PresentForm(VersionedForm):
    """To whom a useful audit was presented, and when."""

    class Meta:
        model = SingleAudit
        fields = ["presented_to", "presented_on"]
        field_classes = {"presented_on": DateField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._meta.fields:
            self.fields[name].required = True
        groups = groups_of(self.user, self.instance.board)
        self.fields["presented_to"].queryset = groups
        self.fields["presented_to"].empty_label = _("Choose a group")
        self.helper = form_helper(self)

    def clean_presented_on(self):
        return in_the_past(self.cleaned_data["presented_on"])


class SingleFilterForm(ScopedForm):
    """Narrow the list of agencies' own audits."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("late", _("Late")),
            *SingleState.choices,
            ("presented", _("Presented")),
        ],
    )
    about = forms.ChoiceField(
        label=_("About"),
        required=False,
        choices=[
            ("", _("All")),
            ("practice", _("Practice")),
            ("training", _("Training and learning")),
        ],
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Agency"),
        required=False,
        empty_label=_("All agencies"),
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Group"),
        required=False,
        empty_label=_("All groups"),
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_of(self.user, board)
        self.fields["group"].queryset = Group.objects.visible_to(self.user).of(board)

    def apply(self, rows):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.search(words)
        rows = self._in_state(rows, said.get("state"))
        if about := said.get("about"):
            rows = rows.filter(of_training=about == "training")
        for name in ("agency", "group"):
            if said.get(name):
                rows = rows.filter(**{name: said[name]})
        return rows

    def _in_state(self, rows, state):
        if state == "late":
            return rows.late()
        if state == "presented":
            return rows.filter(presented_on__isnull=False)
        return rows.filter(state=state) if state else rows

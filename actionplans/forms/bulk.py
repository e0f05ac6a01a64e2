"""What should change about many actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.choices import ActionStatus
from boards.crispy import Group, form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from learning.forms.screening import ScreenedForm

NAMED = {"agency": "agencies", "owner": "people", "lead_member": "people",
         "monitoring_group": "groups"}  # fmt: skip
OF_THE_PLAN = [*NAMED, "due_on"]


class BulkForm(ScreenedForm, ScopedForm):
    """Every part is optional; what is left alone stays as it is in each action."""

    agency = forms.ChoiceField(label=_("Agency"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    lead_member = forms.ChoiceField(label=_("Lead member"), required=False)
    monitoring_group = forms.ChoiceField(label=_("Monitored by"), required=False)
    due_on = DateField(
        label=_("New due date"),
        required=False,
        help_text=_("A later date is an extension: it needs a reason and is counted."),
    )
    status = forms.ChoiceField(label=_("Status"), required=False)
    reason = forms.CharField(
        label=_("Reason, or what was said"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Stands in the history of every action changed. Say a role, never a name."
        ),
    )

    def __init__(self, *args, directory, whole, **kwargs):
        super().__init__(*args, **kwargs)
        for name, kind in NAMED.items():
            rows = getattr(directory, kind)
            named = sorted(rows.items(), key=lambda pair: str(pair[1]).casefold())
            choices = [(str(pk), str(row)) for pk, row in named]
            self.fields[name].choices = [("", _("Leave as it is")), *choices]
        offered = [one for one in ActionStatus.choices if one[0] != ActionStatus.BLUE]
        self.fields["status"].choices = [("", _("Leave as it is")), *offered]
        if not whole:
            for name in OF_THE_PLAN:
                del self.fields[name]
        kept = [name for name in OF_THE_PLAN if name in self.fields]
        parts = [Group(_("Who and when"), *kept)] if kept else []
        said = Group(_("Where they stand"), "status", "reason")
        self.helper = form_helper(self, *parts, said)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) for name in (*OF_THE_PLAN, "status")):
            raise forms.ValidationError(_("Choose at least one thing to change."))
        late = data.get("due_on") or data.get("status") == ActionStatus.WITHDRAWN
        if late and not data.get("reason", "").strip():
            self.add_error("reason", _("Give the reason."))
        return data

    @property
    def change(self) -> dict:
        """What was chosen, in plain values that can be kept."""
        named = (*OF_THE_PLAN, "status", "reason")
        data = self.cleaned_data
        said = {name: data[name] for name in named if data.get(name)}
        if "due_on" in said:
            said["due_on"] = said["due_on"].isoformat()
        return said

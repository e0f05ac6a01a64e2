"""Forms of agencies' contributions: asking for them, giving one, finding one."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency
from boards.widgets import Checkboxes, Radios
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from reporting.choices import ContributionState
from reporting.forms.annual_edit import LONGEST
from reporting.models import AnnualContribution


class AskForm(ScopedForm):
    """Which agencies are asked, and until when."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("Agencies"),
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one agency.")},
    )
    due_on = DateField(label=_("Contributions due on"))

    def __init__(self, *args, agencies, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies
        self.initial.setdefault("agencies", list(agencies))
        self.initial.setdefault("due_on", due_on)
        self.helper = form_helper(self)


class ContributionForm(ScreenedForm, VersionedBoardForm):
    """What an agency gives to the board's report."""

    screened = ("text",)

    class Meta:
        model = AnnualContribution
        fields = ["state", "text"]
        widgets = {"state": Radios, "text": lines(16)}
        labels = {"state": _("Your agency")}
        help_texts = {
            "text": _(
                "What your agency did in the year, what came of it, and how you know. "
                "Write of roles and teams, never of a child, adult, family or "
                "practitioner."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].max_length = LONGEST
        self.fields["state"].choices = [
            (ContributionState.GIVEN, _("Gives what is written below")),
            (ContributionState.NOTHING, _("Has nothing to report")),
        ]
        if self.instance.state == ContributionState.ASKED:
            self.initial["state"] = ContributionState.GIVEN
        self.helper = form_helper(self)


class ContributionFilterForm(ScopedForm):
    """Narrow the wall of contributions."""

    q = forms.CharField(label=_("Agency"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *ContributionState.choices],
    )

    def apply(self, rows):
        """Contributions that match."""
        self.full_clean()
        for word in self.cleaned_data.get("q", "").split():
            rows = rows.filter(
                Q(agency__name_en__icontains=word) | Q(agency__name_cy__icontains=word)
            )
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows

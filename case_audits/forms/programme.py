"""Forms of the programme: propose a theme, decide on it, approve the year, filter."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Group
from boards.widgets import Radios
from case_audits.choices import ProposalState
from case_audits.forms.parts import WithVersion, groups_of, in_the_past
from case_audits.models import AuditProgramme, AuditProposal, AuditSettings
from case_audits.rules import agencies_for
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm
from learning.models import Theme


class ProposalForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """What concerns somebody, and what figures or reviews show."""

    class Meta:
        model = AuditProposal
        fields = ["title", "concern", "trend", "theme", "agency", "group"]
        widgets = {"concern": lines(5), "trend": lines(4)}
        help_texts = {
            "title": _("A few words. No names or initials."),
            "trend": _("A figure that moved, a theme that returns, what people say"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = Theme.objects.visible_to(self.user).filter(board=self.board)
        self.fields["theme"].queryset = themes.current()
        self.fields["theme"].empty_label = _("None of the list")
        self.fields["group"].queryset = groups_of(self.user, self.board)
        self.fields["group"].empty_label = _("Choose a group")
        own = agencies_for(self.user, self.board)
        self.fields["agency"].queryset = own
        self.fields["agency"].empty_label = _("No agency: as a member of the board")
        if not own.exists():
            del self.fields["agency"]
        self.helper = form_helper(self)


def first_years():
    """Years a programme may begin in, this one in the middle."""
    this = timezone.localdate().year
    return [
        (year, f"{year}-{(year + 1) % 100:02}") for year in range(this - 1, this + 3)
    ]


class DecisionForm(ScreenedForm, RevealingForm, WithVersion):
    """Into the programme of a year, or not taken up."""

    screened = ("reason",)
    to = forms.ChoiceField(
        label=_("What does the group decide?"),
        choices=[
            ("schedule", _("Put it into the programme")),
            ("decline", _("Do not take it up")),
        ],
        widget=Radios(reveals={"schedule": ("year", "starts_on", "meeting_on")}),
    )
    year = forms.TypedChoiceField(label=_("Programme"), coerce=int, required=False)
    starts_on = DateField(label=_("The audit begins on"), required=False)
    meeting_on = DateField(
        label=_("Board meeting it goes to"),
        required=False,
        help_text=_("The theme is tied to what that meeting discusses"),
    )
    reason = forms.CharField(
        label=_("Rationale, or why it is not taken up"), widget=lines(4)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = first_years()
        self.fields["year"].initial = timezone.localdate().year
        self.helper = form_helper(self)


class ApproveForm(ScreenedForm, VersionedForm):
    """At which meeting the group approved the year."""

    class Meta:
        model = AuditProgramme
        fields = ["approved_on", "approved_note"]
        field_classes = {"approved_on": DateField}
        widgets = {"approved_note": lines(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["approved_on"].required = True
        self.helper = form_helper(self)

    def clean_approved_on(self):
        return in_the_past(self.cleaned_data["approved_on"])


class SettingsForm(VersionedForm):
    """A board's own rules for audits."""

    class Meta:
        model = AuditSettings
        fields = ["smallest_group", "follow_up_months"]
        help_texts = {
            "smallest_group": _(
                "Answers of practitioners of one agency stand alone from this number. "
                "Below it they are counted together with others."
            ),
            "follow_up_months": _("Numbers with commas, such as 6, 12"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_follow_up_months(self):
        return months_said(self.cleaned_data["follow_up_months"])


def months_said(months):
    """At most five intervals of one to sixty months, in order."""
    found = sorted(set(months or []))
    if len(found) > 5 or not all(0 < month <= 60 for month in found):
        said = _("Write up to five numbers between 1 and 60")
        raise forms.ValidationError(said)
    return found


class ProposalFilterForm(ScopedForm):
    """Narrow the list of themes."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *ProposalState.choices],
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Group"),
        required=False,
        empty_label=_("All groups"),
    )
    year = forms.TypedChoiceField(
        label=_("Programme"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.visible_to(self.user).of(board)
        self.fields["year"].choices = [("", _("All years")), *first_years()]

    def apply(self, rows):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.search(words)
        if state := said.get("state"):
            rows = rows.filter(state=state)
        if group := said.get("group"):
            rows = rows.filter(group=group)
        if year := said.get("year"):
            rows = rows.filter(programme__year=year)
        return rows

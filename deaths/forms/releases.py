"""Forms of releases, what a board does with them, and referrals."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Group
from boards.widgets import Checkboxes, Radios
from deaths.choices import ReferralDecision
from deaths.models import Campaign, PanelYear, Referral
from deaths.services.years import first_day
from learning.choices import SourceKindChoices
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm
from learning.models import LearningSource

REVIEWS = (
    SourceKindChoices.PRACTICE_REVIEW,
    SourceKindChoices.RAPID_REVIEW,
    SourceKindChoices.DISCRETIONARY_REVIEW,
)


class OnceForm(ScreenedForm, ScopedForm):
    """A form whose second sending makes nothing new."""

    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())


class ReleaseForm(OnceForm):
    """What leaves a panel, and to whom."""

    screened = ("title", "words")

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    words = forms.CharField(
        label=gettext_lazy("What it says, for who was not there"),
        widget=lines(6),
        max_length=5000,
    )
    years = forms.ModelMultipleChoiceField(
        PanelYear.objects.none(),
        label=gettext_lazy("Years"),
        widget=Checkboxes,
        help_text=gettext_lazy(
            "Counts of a year leave once and then stay as they are."
        ),
    )
    boards = forms.MultipleChoiceField(
        label=gettext_lazy("To boards on this portal"),
        widget=Checkboxes,
        required=False,
    )
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Or to groups only"),
        widget=Checkboxes,
        required=False,
    )
    sent_also = forms.CharField(
        label=gettext_lazy("Sent to, outside this portal"), max_length=300,
        required=False,
    )  # fmt: skip

    def __init__(self, *args, panel, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.panel = panel
        served = [panel.board, *panel.group.shared_with.all()]
        self.served = {str(board.pk): board for board in served}
        self.fields["boards"].choices = [(k, b.name) for k, b in self.served.items()]
        groups = Group.objects.visible_to(self.user).of(panel.board)
        self.fields["groups"].queryset = groups.exclude(pk=panel.group_id)
        if years is None:
            del self.fields["years"]
        else:
            self.fields["years"].queryset = years
        self.initial.setdefault("sent_also", panel.serves_also)
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if not data.get("boards") and not data.get("groups"):
            self.add_error("boards", _("Say to which boards or groups it goes."))
        return data

    def chosen(self) -> dict:
        """What the service takes."""
        data = {name: self.cleaned_data.get(name) for name in (
            "title", "words", "sent_also", "sent_once")}  # fmt: skip
        data["boards"] = [self.served[pk] for pk in self.cleaned_data["boards"]]
        data["groups"] = list(self.cleaned_data["groups"])
        data["years"] = list(self.cleaned_data.get("years") or [])
        return data


def open_groups(user, board):
    return Group.objects.visible_to(user).of(board).filter(restricted=False)


class TakeForm(ScopedForm):
    """Take a release as the board's own report."""

    lead_group = forms.ModelChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Which group follows it up"),
        empty_label=gettext_lazy("Choose a group"),
    )
    received_on = DateField(
        label=gettext_lazy("Received on"), initial=timezone.localdate
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead_group"].queryset = open_groups(self.user, board)
        self.helper = form_helper(self)


class ReportForm(OnceForm):
    """A panel's yearly report that came to the board."""

    screened = ("title", "summary")

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    year = forms.CharField(
        label=gettext_lazy("Year it is about"), max_length=7,
        help_text=gettext_lazy("Such as 2025-26"),
    )  # fmt: skip
    from_body = forms.CharField(label=gettext_lazy("From which panel"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("What it says, in short"), widget=lines(5), max_length=5000,
        required=False,
    )  # fmt: skip
    lead_group = forms.ModelChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Which group follows it up"),
        empty_label=gettext_lazy("Choose a group"),
    )
    received_on = DateField(
        label=gettext_lazy("Received on"), initial=timezone.localdate
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead_group"].queryset = open_groups(self.user, board)
        self.helper = form_helper(self)

    def clean_year(self):
        try:
            first_day(self.cleaned_data["year"])
        except forms.ValidationError as problem:
            raise forms.ValidationError(problem.messages) from problem
        return self.cleaned_data["year"]


class CampaignForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """What was done about a trend, and its reach."""

    screened = ("difference", "counted")

    class Meta:
        model = Campaign
        fields = ["trend", "name", "begun_on", "reach", "counted", "difference"]
        field_classes = {"begun_on": DateField}
        widgets = {"difference": lines(3)}
        help_texts = {"reach": gettext_lazy("Leave empty if nobody counted.")}

    def __init__(self, *args, trends, **kwargs):
        self.trends = trends
        super().__init__(*args, **kwargs)
        self.fields["trend"] = forms.ChoiceField(
            label=gettext_lazy("Which trend"),
            choices=[("", ""), *((one, one) for one in trends)],
        )
        self.fields["reach"].max_value = 2_000_000_000
        self.helper = form_helper(self)

    def clean_reach(self):
        reach = self.cleaned_data.get("reach")
        if reach and reach > 100_000_000:
            raise forms.ValidationError(_("That is more than live here."))
        return reach

    def _same(self):
        return super()._same() | {"trends": self.trends}


class ReferForm(OnceForm):
    """Ask a group whether a case review is needed."""

    screened = ("reason",)

    to_group = forms.ModelChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Which group decides"),
        empty_label=gettext_lazy("Choose a group"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why a case review may be needed"),
        widget=lines(5),
        max_length=3000,
        help_text=gettext_lazy(
            "In words that identify nobody. Who it is about is told outside the portal."
        ),
    )
    referred_on = DateField(
        label=gettext_lazy("Referred on"), initial=timezone.localdate
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_group"].queryset = open_groups(self.user, board)
        self.helper = form_helper(self)


class DecideForm(ScreenedForm, VersionedForm):
    """What the group decided, and why."""

    screened = ("decision_reason",)

    class Meta:
        model = Referral
        fields = ["decision", "decision_reason", "decided_on"]
        field_classes = {"decided_on": DateField}
        widgets = {"decision": Radios, "decision_reason": lines(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [
            one for one in ReferralDecision.choices if one[0] != "awaited"
        ]
        for name in ("decision_reason", "decided_on"):
            self.fields[name].required = True
        self.initial["decided_on"] = self.initial.get("decided_on") or (
            timezone.localdate()
        )
        self.helper = form_helper(self)


class LinkForm(ScopedForm):
    """Which review followed."""

    source = forms.ModelChoiceField(
        LearningSource.objects.none(),
        label=gettext_lazy("The review that followed"),
        empty_label=gettext_lazy("Choose a review"),
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        rows = LearningSource.objects.visible_to(self.user)
        self.fields["source"].queryset = rows.filter(board=board, kind__in=REVIEWS)
        self.helper = form_helper(self)

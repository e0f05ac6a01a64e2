"""Forms with which a plan is opened, changed and followed by reports."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.models import ActionPlan, PlanRhythm, ProgressReport
from actionplans.people import people_of
from boards.crispy import Shown, form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import HeldMixin, ScopedForm
from boards.models import Group
from boards.widgets import Radios
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm
from learning.models import Priority

JOINS = [("yes", _("Yes, as most plans do")), ("no", _("No"))]


class PlanForm(ScreenedForm, AddsOnce, HeldMixin, RevealingForm, VersionedBoardForm):
    """A plan's own facts, for the officers and chairs of groups."""

    screened = ("title", "not_composite_reason")  # another board's name is no person

    joins = forms.ChoiceField(
        label=_("Is it part of the composite plan?"),
        choices=JOINS,
        widget=Radios(reveals={"no": "not_composite_reason"}),
        initial="yes",
    )

    class Meta:
        model = ActionPlan
        fields = [
            "title", "monitoring_group", "coordinator", "priority", "owning_board",
            "not_composite_reason",
        ]  # fmt: skip
        help_texts = {
            "title": _("A few words. No names or initials."),
            "coordinator": _("Who keeps it up to date, usually the business unit"),
        }

    def __init__(self, *args, groups, **kwargs):
        self.groups = groups
        super().__init__(*args, **kwargs)
        self.fields["monitoring_group"].queryset = groups
        self.fields["monitoring_group"].empty_label = _("Choose a group")
        self.fields["monitoring_group"].required = True
        self.fields["coordinator"].queryset = people_of(self.user, self.board)
        self.fields["priority"].queryset = _priorities(self.user, self.board)
        for name in ("monitoring_group", "coordinator", "priority"):
            if name != "monitoring_group":
                self.fields[name].empty_label = _("None")
            self.hold(name, getattr(self.instance, name))
        if self.instance.pk and not self.instance.composite:
            self.initial["joins"] = "no"
        self.helper = form_helper(self)

    def _same(self):
        return {**super()._same(), "groups": self.groups}

    @property
    def values(self) -> dict:
        return super().values | {"composite": self.cleaned_data["joins"] == "yes"}


class OwnPlanForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """An agency's own plan (HAR-34)."""

    class Meta:
        model = ActionPlan
        fields = ["title", "priority"]
        help_texts = {"title": _("For example: our safeguarding plan for the year")}

    def __init__(self, *args, agencies, **kwargs):
        self.agencies = agencies
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = _priorities(self.user, self.board)
        self.fields["priority"].empty_label = _("None")
        if self.instance.pk is None and len(agencies) > 1:
            self.fields["agency"] = forms.ChoiceField(
                label=_("Agency"), choices=[(one.pk, str(one)) for one in agencies]
            )
        self.helper = form_helper(self)

    def _same(self):
        return {**super()._same(), "agencies": self.agencies}

    @property
    def agency(self):
        """Whose plan it is."""
        chosen = self.cleaned_data.get("agency")
        known = {str(one.pk): one for one in self.agencies}
        return known[chosen] if chosen else self.agencies[0]


def _priorities(user, board):
    return Priority.objects.visible_to(user).filter(board=board)


class PlanFilterForm(ScopedForm):
    """Narrow the list of plans."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", _("All plans")),
            ("source", _("From a source of learning")),
            ("group", _("Of a group")),
            ("agency", _("Of an agency")),
            ("elsewhere", _("Kept by another board")),
        ],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("draft", _("Being written")),
            ("agreed", _("Agreed")),
            ("closed", _("Closed")),
        ],
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Monitored by"),
        required=False,
        empty_label=_("All groups"),
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.visible_to(self.user).of(board)

    def apply(self, plans):
        """What a value nobody understands narrows is nothing."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            plans = plans.filter(title__icontains=word) | plans.filter(
                reference__iexact=word
            )
        if asked.get("state"):
            plans = plans.filter(state=asked["state"])
        if asked.get("group"):
            plans = plans.filter(monitoring_group=asked["group"])
        return plans.filter(**KINDS.get(asked.get("kind"), {}))


KINDS = {
    "source": {"source__isnull": False},
    "group": {"source__isnull": True, "agency__isnull": True},
    "agency": {"agency__isnull": False},
    "elsewhere": {"owning_board__gt": ""},
}


class RhythmForm(VersionedForm):
    """How often the board looks at its plans."""

    class Meta:
        model = PlanRhythm
        fields = ["stale_after_days", "look_again_months", "report_months"]


class ReportAskForm(ScopedForm):
    """Whom to ask how a plan goes, and until when."""

    lead = forms.ModelChoiceField(
        ActionPlan.objects.none(), label=_("Lead member"), empty_label=_("Choose")
    )
    due_on = DateField(label=_("Due on"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = people
        self.helper = form_helper(self)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Enter a date in the future."))
        return day


class ReportGiveForm(ScreenedForm, VersionedForm):
    """The lead member's words; a draft may be empty."""

    class Meta:
        model = ProgressReport
        fields = ["text"]
        labels = {"text": _("How does the plan go, and what difference does it make?")}
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "text": _(
                "What was done, what changed for people, what is late and why, what "
                "you ask of the board. Roles, never names."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = Shown("text", optional=False)  # only a draft may stay empty
        self.helper = form_helper(self, "version", words)

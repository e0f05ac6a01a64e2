"""Forms of information requests: the pack, more time, what the answer is worth."""

import uuid

from django import forms
from django.db.models import Case, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency
from boards.widgets import Checkboxes, Radios
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm
from reviews.choices import Quality, RequestState
from reviews.models import InformationRequest

TITLE = _(
    "The agency sees this and not the review's title. No names, and nothing that says "
    "more of the review than the agency must know."
)
ASKED = _(
    "The questions, the period, and whom to ask. A role, never the name of a child, "
    "adult, family or practitioner."
)


def not_past(day):
    """A day an agency can still answer by."""
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("Choose today or a later day"))
    return day


class AgenciesField(forms.ModelMultipleChoiceField):
    """Agencies to ask, those involved marked."""

    widget = Checkboxes


class RequestPackForm(ScreenedForm, ScopedForm):
    """One question to several agencies."""

    title = forms.CharField(
        label=_("Title the agency sees"), max_length=200, help_text=TITLE
    )
    asked = forms.CharField(label=_("What is asked"), widget=lines(10), help_text=ASKED)
    due_on = DateField(label=_("Due on"))
    agencies = AgenciesField(
        Agency.objects.none(),
        label=_("Agencies"),
        help_text=_("Each gets a request of its own and sees no other's."),
    )
    pack = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, board, involved, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = self.fields["agencies"]
        seen = Agency.objects.visible_to(self.user).serving(board)
        first = Case(When(pk__in=list(involved), then=0), default=1)
        agencies.queryset = seen.annotate(first=first).order_by("first", "name_en")
        agencies.widget.hints = {
            str(pk): _("Involved in this review") for pk in involved
        }
        self.initial.setdefault("agencies", list(involved))
        self.initial.setdefault("pack", uuid.uuid4())
        self.helper = form_helper(self)

    def clean_due_on(self):
        return not_past(self.cleaned_data["due_on"])

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("title", "asked", "due_on")}


class RequestForm(ScreenedForm, VersionedForm):
    """One agency's request before it is sent."""

    class Meta:
        model = InformationRequest
        fields = ["title", "asked", "due_on"]
        field_classes = {"due_on": DateField}
        help_texts = {"title": TITLE, "asked": ASKED}
        widgets = {"asked": lines(10)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_due_on(self):
        return not_past(self.cleaned_data["due_on"])


class ExtendForm(ScreenedForm, ScopedForm):
    """More time, and why."""

    due_on = DateField(label=_("New day"))
    reason = forms.CharField(
        label=_("Why"), widget=lines(3), help_text=_("The agency reads this.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class AcceptForm(ScreenedForm, ScopedForm):
    """How useful the answer was to the panel."""

    quality = forms.ChoiceField(label=_("Quality"), choices=Quality, widget=Radios)
    note = forms.CharField(
        label=_("What made it so"),
        widget=lines(3),
        required=False,
        help_text=_("The agency reads this."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = request.version
        self.helper = form_helper(self)


class SendBackForm(AcceptForm):
    """What is missing, and until when."""

    due_on = DateField(label=_("Due again on"))

    field_order = ["note", "due_on", "quality"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].label = _("What is missing")
        usable = [choice for choice in Quality.choices if choice[0] != Quality.FULL]
        self.fields["quality"].choices = usable
        self.helper = form_helper(self)

    def clean_due_on(self):
        return not_past(self.cleaned_data["due_on"])


STATES = [
    ("", _("All")),
    ("open", _("Awaited")),
    ("late", _("Late")),
    *((value, label) for value, label in RequestState.choices),
]


class RequestFilterForm(ScopedForm):
    """Narrow a list of requests."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def leave_out(self, state) -> None:
        """Do not offer a state the list never holds."""
        choices = [choice for choice in STATES if choice[0] != state]
        self.fields["state"].choices = choices

    def apply(self, requests):
        """Those that match; a value nobody understands narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if words := said.get("q"):
            requests = requests.search(words)
        state = said.get("state")
        if state == "late":
            return requests.late()
        if state == "open":
            return requests.open()
        return requests.filter(state=state) if state else requests

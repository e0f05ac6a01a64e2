"""Forms of team links and of what a team says."""

import datetime
import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm, ScopedModelForm
from boards.forms.words import lines
from dissemination.models import RecallRule, TeamLink
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm

USUAL = datetime.timedelta(days=30)
LONGEST_WEEKS = 104


class LinkForm(ScreenedForm, ScopedModelForm):
    """For whom a link is, and until when."""

    class Meta:
        model = TeamLink
        fields = ["label", "expires_on"]
        field_classes = {"expires_on": DateField}
        help_texts = {"expires_on": _("At most 90 days ahead")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expires_on", timezone.localdate() + USUAL)
        self.helper = form_helper(self)


class AcknowledgeForm(ScreenedForm, ScopedForm):
    """What a team says without an account. Nobody is named."""

    team = forms.CharField(
        label=_("Your team or service"), max_length=120, help_text=_("No names")
    )
    reach = forms.IntegerField(
        label=_("How many people did it reach?"), min_value=1, max_value=100_000
    )
    will_change = forms.CharField(
        label=_("What will your team change?"),
        widget=lines(5),
        max_length=5_000,
        help_text=_("No names of children, adults, families or colleagues."),
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())
        self.helper = form_helper(self)


class RecallForm(ScreenedForm, ScopedForm):
    """What a team still remembers. Numbers, and a few words without names."""

    team = forms.CharField(
        label=_("Your team or service"), max_length=120, help_text=_("No names")
    )
    asked = forms.IntegerField(
        label=_("How many people did you ask?"), min_value=1, max_value=100_000
    )
    recalled = forms.IntegerField(
        label=_("How many of them recalled the key points?"),
        min_value=0,
        max_value=100_000,
    )
    differently = forms.CharField(
        label=_("What is done differently because of it?"),
        widget=lines(3),
        max_length=500,
        required=False,
        help_text=_("A sentence or two. No names of anybody."),
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())
        self.helper = form_helper(self)


class RecallRuleForm(VersionedForm):
    """After how many weeks teams are asked."""

    class Meta:
        model = RecallRule
        fields = ["weeks"]
        help_texts = {
            "weeks": _("Counted from the day an agency signs that it was passed on. "
                       "0 is never. A request may have weeks of its own.")
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_weeks(self):
        weeks = self.cleaned_data["weeks"]
        if weeks > LONGEST_WEEKS:
            raise forms.ValidationError(_("Choose at most two years: 104 weeks"))
        return weeks

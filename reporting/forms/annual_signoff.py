"""Forms of the last steps: circulate, ask for sign-off, sign, agree, publish."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency
from boards.widgets import Checkboxes, Radios
from learning.forms.screening import ScreenedForm
from learning.forms.second_reading import SecondReadingForm
from reporting.choices import SignedBy

LONGEST = 5000


class UntilForm(ScopedForm):
    """A day by which people answer."""

    until = DateField(label=_("Until"))

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("Enter a date that is today or later."))
        return day


class CirculateForm(UntilForm):
    """Until when members comment."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].label = _("Comments until")
        self.helper = form_helper(self)


class AskSignOffForm(UntilForm):
    """Who signs, for whom, by when."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("Partners"),
        widget=Checkboxes,
        error_messages={"required": _("Choose who signs.")},
    )
    signed_by = forms.ChoiceField(
        label=_("Who signs for a partner"), choices=SignedBy.choices, widget=Radios
    )

    field_order = ["agencies", "signed_by", "until"]

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies
        self.fields["until"].label = _("Sign-off until")
        self.helper = form_helper(self)


class SignForm(ScreenedForm, ScopedForm):
    """A partner agrees, or says why not."""

    agreed = forms.ChoiceField(
        label=_("Does your agency agree this report?"),
        choices=[("yes", _("We agree it")), ("no", _("We do not agree it"))],
        widget=Radios,
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST,
        widget=lines(4),
        help_text=_("Needed where your agency does not agree"),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31 - 1)

    screened = ("words",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class AgreeForm(ScreenedForm, ScopedForm):
    """What the board answered to a partner that did not agree."""

    note = forms.CharField(
        label=_("What the board answered"),
        required=False,
        max_length=LONGEST,
        widget=lines(4),
        help_text=_("Needed where a partner did not agree"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class PublishForm(SecondReadingForm):
    """What the second reader of one edition says."""

    edition = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31 - 1)


class WithdrawForm(ScreenedForm, ScopedForm):
    """Why it is taken down."""

    why = forms.CharField(
        label=_("Why it is taken down"),
        max_length=LONGEST,
        widget=lines(3),
        help_text=_("Kept with the report; the public does not read it"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

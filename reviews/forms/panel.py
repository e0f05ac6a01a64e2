"""Forms of a panel: appointing, declaring, ending."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Radios
from learning.forms.screening import ScreenedForm
from reviews.choices import Declaration, PanelRole
from reviews.forms.pool import WHAT_THEY_DO


class AppointForm(ScopedForm):
    """As what, and from when."""

    role = forms.ChoiceField(label=_("As"), widget=Radios(hints=WHAT_THEY_DO))
    appointed_on = DateField(label=_("From"))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (value, label)
            for value, label in PanelRole.choices
            if value in person.roles
        ]
        self.initial.setdefault("appointed_on", timezone.localdate())
        self.helper = form_helper(self)


class DeclareForm(RevealingForm, ScreenedForm, ScopedForm):
    """What a person says of their own independence."""

    declaration = forms.ChoiceField(
        label=_("Are you independent of the case and of the organisations reviewed?"),
        choices=[
            (Declaration.INDEPENDENT, _("Yes, I am independent")),
            (Declaration.CONFLICT, _("No, I have a conflict of interest")),
        ],
        widget=Radios(
            hints={
                Declaration.INDEPENDENT: _(
                    "I had no part in the case and work for no organisation reviewed."
                ),
                Declaration.CONFLICT: _(
                    "The review closes to you as soon as you say so."
                ),
            },
            reveals={Declaration.CONFLICT: "interests"},
        ),
    )
    interests = forms.CharField(
        label=_("What the conflict is with"),
        widget=lines(4),
        required=False,
        help_text=_("An organisation or a role, never the name of a person."),
    )

    def __init__(self, *args, member=None, **kwargs):
        super().__init__(*args, **kwargs)
        if member and not member.leads:  # an agency's own people sit on panels too
            words = _("Can you take part without a conflict of interest?")
            self.fields["declaration"].label = words
            self.fields["declaration"].choices = [
                (Declaration.INDEPENDENT, _("Yes, I have no conflict of interest")),
                (Declaration.CONFLICT, _("No, I have a conflict of interest")),
            ]
            self.fields["declaration"].widget.hints = {
                Declaration.CONFLICT: _(
                    "The review closes to you as soon as you say so."
                )
            }
        self.helper = form_helper(self)


class EndPlaceForm(ScreenedForm, ScopedForm):
    """When a place ended, and why."""

    ended_on = DateField(label=_("Last day"))
    reason = forms.CharField(label=_("Why it ends"), widget=lines(3))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ended_on", timezone.localdate())
        self.helper = form_helper(self)

    def clean_ended_on(self):
        day = self.cleaned_data["ended_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The last day is not in the future"))
        return day

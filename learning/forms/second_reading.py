"""What the second reader says before the public may see the words."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines

LONGEST = 5000


class SecondReadingForm(ScopedForm):
    """Why each passage found identifies nobody; a note where nothing was found."""

    note = forms.CharField(
        label=_("Why what was found may stay"),
        required=False,
        max_length=LONGEST,
        widget=lines(5),
        help_text=_("Of each passage: why it identifies nobody"),
    )

    def __init__(self, *args, hits, **kwargs):
        super().__init__(*args, **kwargs)
        if not hits:
            self.fields["note"].label = _("Note")
            self.fields["note"].help_text = ""
        self.helper = form_helper(self)


class OpenToPublicForm(SecondReadingForm):
    """The same, and how long anybody may read it."""

    until = DateField(
        label=_("Last public day"),
        required=False,
        help_text=_("Leave empty where it may stay"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31 - 1)
    field_order = ["until", "note", "version"]

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("Enter a date that is today or later."))
        return day

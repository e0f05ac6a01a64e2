"""Why something is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import ScopedForm
from learning.forms.screening import ScreenedForm


class RemovalForm(ScreenedForm, ScopedForm):
    """The reason stands in the history, beside the last words."""

    reason = forms.CharField(
        label=_("Why is it removed?"),
        max_length=100,
        help_text=_("It stays in the history. No names."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

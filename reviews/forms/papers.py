"""The form that adds papers to a review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import ScopedForm
from learning.forms.evidence import SeveralFilesField
from reviews.choices import Section
from reviews.forms.files import ScreenedFiles


class PaperForm(ScreenedFiles, ScopedForm):
    """Files of one section."""

    section = forms.ChoiceField(
        label=_("Section"), choices=[("", _("Choose a section")), *Section.choices]
    )
    files = SeveralFilesField(label=_("Files"))
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_(
            "For a single file; without one it keeps its own name. No names of people."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

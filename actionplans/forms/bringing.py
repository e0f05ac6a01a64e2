"""A workbook brought back, and rows pasted into a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.importing.reading import KINDS, LARGEST
from boards.fields import UploadField
from boards.forms import ScopedForm

MOST_LETTERS = 200_000


class WorkbookForm(ScopedForm):
    """The workbook of actions, changed offline."""

    file = UploadField(label=_("File"), kinds=KINDS, max_bytes=LARGEST)


class PasteForm(ScopedForm):
    """Rows copied out of Excel or Word."""

    text = forms.CharField(
        label=_("Rows"),
        max_length=MOST_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "Copy the rows in Excel or the table in Word and paste them here, with "
            "the row of headings if you have it."
        ),
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(_("Paste at least one row"))
        return text

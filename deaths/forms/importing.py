"""Forms of bringing counts in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import UploadField
from boards.forms import ScopedForm
from deaths.importing import heading_row

LABELS = {
    "year": _("Year"),
    "category": _("Category of death"),
    "modifiable": _("Whether modifiable factors were found"),
    "domain": _("Domain of factors"),
    "form": _("Version of the form"),
    "score": _("Score"),
    "count": _("How many reviews"),
}


class FileForm(ScopedForm):
    """The file."""

    file = UploadField(label=_("File of counts"), kinds=["xlsx", "csv"])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class ColumnsForm(forms.Form):
    """Which column holds what."""

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, **kwargs)
        cells = heading_row(batch.rows)["cells"]
        choices = [("", _("Not in this file")), *cells.items()]
        for name, label in LABELS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False
            )
            self.initial[name] = batch.columns.get(name, "")
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean()
        used = [value for value in data.values() if value]
        for name, value in list(data.items()):
            if value and used.count(value) > 1:
                self.add_error(name, _("One column cannot hold two things."))
        return data

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}

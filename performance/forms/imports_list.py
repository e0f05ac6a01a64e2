"""What narrows the list of files that came in."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from performance.choices import ImportState


class ImportFilterForm(forms.Form):
    """Files by words and by how far they are."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), *ImportState.choices]

    def apply(self, rows):
        """Files that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(
                Q(file_name__icontains=word) | Q(mapping__source__icontains=word)
            )
        return rows.filter(state=asked["state"]) if asked.get("state") else rows

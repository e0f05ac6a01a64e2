"""What narrows the list of returns."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReturnFilterForm(forms.Form):
    """Returns by words, and by whether they came."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Handed in"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            ("", _("All")),
            ("missing", _("Not yet")),
            ("late", _("Late")),
            ("done", _("Yes")),
        ]

    def apply(self, rows):
        """Returns that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(
                Q(agency__name_en__icontains=word) | Q(period_label__icontains=word)
            )
        if asked.get("state"):
            rows = rows.filter(handed_in_at__isnull=asked["state"] != "done")
        if asked.get("state") == "late":
            rows = rows.filter(due_on__lt=timezone.localdate())
        return rows

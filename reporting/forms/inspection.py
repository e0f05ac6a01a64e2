"""The one form of the inspection pack."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.widgets import Checkboxes
from learning.models import Theme
from reporting.annual.inspection_asked import (
    InspectionPack,
    inspectorates_of,
    themes_of,
)


class InspectionPackForm(ScopedForm):
    """Which days; where wished, for which inspectorate and on which themes."""

    first = DateField(label=_("From"))
    last = DateField(label=_("To"))
    inspectorate = forms.ChoiceField(
        label=_("Inspectorate or body"),
        required=False,
        help_text=_("Its name goes on the cover; only its own inspections are listed"),
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Themes"),
        required=False,
        widget=Checkboxes,
        help_text=_("Leave empty for all"),
    )

    def __init__(self, *args, board, **kwargs):
        self.board = board
        super().__init__(*args, **kwargs)
        named = [(name, name) for name in inspectorates_of(self.user, board)]
        self.fields["inspectorate"].choices = [("", _("Every one")), *named]
        self.fields["themes"].queryset = themes_of(self.user, board)
        today = timezone.localdate()
        self.initial.setdefault("first", today - datetime.timedelta(days=364))
        self.initial.setdefault("last", today)
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and first > last:
            said = _("The last day is before the first.")
            self.add_error("last", forms.ValidationError(said))
        return data

    @property
    def pack(self) -> InspectionPack:
        """What was asked for."""
        data = self.cleaned_data
        return InspectionPack(
            self.board, self.user, data["first"], data["last"], data["inspectorate"],
            list(data["themes"]),
        )  # fmt: skip

"""A theme a person sees in a source, though no word suggested it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import ScopedForm
from boards.forms.words import lines
from learning.forms.screening import ScreenedForm
from learning.models import Theme

WHOLE = "source"


class TagForm(ScreenedForm, ScopedForm):
    """One theme, on the source, a passage pasted from it, or one of its findings."""

    screened = ("passage",)
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), empty_label=_("Choose a theme")
    )
    place = forms.ChoiceField(label=_("Seen in"))
    passage = forms.CharField(
        label=_("The passage"),
        required=False,
        max_length=5000,
        widget=lines(4),
        help_text=_(
            "Paste it if only part of the text is about the theme. A role, never a "
            "name."
        ),
    )

    def __init__(self, *args, board, findings, **kwargs):
        super().__init__(*args, **kwargs)
        self.findings = {str(finding.pk): finding for finding in findings}
        rows = Theme.objects.visible_to(self.user).current().filter(board=board)
        self.fields["theme"].queryset = rows
        self.fields["place"].choices = [
            (WHOLE, _("The source as a whole, or a passage of it")),
            *((pk, finding.title) for pk, finding in self.findings.items()),
        ]
        self.helper = form_helper(self)

    def offer(self, suggestions) -> None:
        """Show the form again as it was typed, with the first theme suggested."""
        typed = {name: self.data.get(name, "") for name in ("place", "passage")}
        self.is_bound, self.initial = False, {**self.initial, **typed}
        if suggestions:
            self.initial["theme"] = suggestions[0].theme.pk

    def clean_place(self):
        """The finding; None for the source."""
        return self.findings.get(self.cleaned_data["place"])

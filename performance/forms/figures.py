"""What narrows a board's page of figures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from performance.exceptions import COMPARATOR, CONTROL, DIRECTION, MISSING, TARGET
from performance.forms.catalogue import CatalogueFilterForm

RULES = [
    ("", _("All")),
    ("any", _("Exceptions only")),
    (TARGET, _("Target missed")),
    (DIRECTION, _("Worse than before")),
    (COMPARATOR, _("Far from its comparators")),
    (MISSING, _("No figure")),
    (CONTROL, _("Unusual movement")),
]


class FiguresFilterForm(CatalogueFilterForm):
    """Measures by words, part, owner, group, and by the rule that fired."""

    rule = forms.ChoiceField(label=_("Exceptions"), required=False, choices=RULES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["state"]

    def fired(self, readings: list) -> list:
        """Readings the rule asked for fired on."""
        rule = self.cleaned_data.get("rule")
        if rule == "any":
            return [one for one in readings if one.exceptions]
        if not rule:
            return readings
        return [one for one in readings if any(e.rule == rule for e in one.exceptions)]

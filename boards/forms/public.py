"""Forms of the public site: its switch, and the filter of its counts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards import public
from boards.crispy import form_helper
from boards.forms.days import DayField
from boards.widgets import Checkbox


class PublicSiteForm(forms.Form):
    """Whether anybody may read the public pages, and whom they may ask."""

    shown = forms.BooleanField(
        label=_("Show the public pages"),
        required=False,
        widget=Checkbox,
        help_text=_(
            "Anybody may then read, without signing in, what was opened to the public."
            " Without the tick every public address says that there is no such page."
        ),
    )
    contact = forms.CharField(
        label=_("Where the public may ask"),
        required=False,
        max_length=200,
        help_text=_(
            "Address, telephone number or e-mail address of the office, not of a person"
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class ViewsFilterForm(forms.Form):
    """Narrow the counts of public pages."""

    section = forms.ChoiceField(label=_("Section"), required=False)
    q = forms.CharField(label=_("Address of the page"), required=False, max_length=100)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(section.key, section.title) for section in public.SECTIONS]
        self.fields["section"].choices = [("", _("All")), *known]

    def apply(self, rows):
        """Counts that match; what cannot be read narrows nothing."""
        self.is_valid()
        fields = {
            "section": "section",
            "q": "page__icontains",
            "since": "day__gte",
            "until": "day__lte",
        }
        asked = {k: v for k, v in self.cleaned_data.items() if v}
        return rows.filter(**{fields[key]: value for key, value in asked.items()})

"""What was decided, and on what it rests."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms import ScopedModelForm
from boards.forms.words import lines
from boards.widgets import Radios
from learning.forms.screening import ScreenedForm
from learning.process import said
from reviews.choices import CriteriaSay, Outcome
from reviews.models import Decision

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
SETTLED = {CriteriaSay.MET, CriteriaSay.NOT_MET}


class DecisionForm(ScreenedForm, ScopedModelForm):
    """A new decision; earlier ones stay as they are."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome.choices, widget=Radios
    )
    test_met = forms.TypedChoiceField(
        label=_("Is the legal test met?"),
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        widget=Radios,
    )
    decided_on = DateField(label=_("Decided on"))
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Decision
        fields = [
            "outcome",
            "test_met",
            "reason",
            "departs_because",
            "dissent",
            "other_learning",
            "decided_on",
            "decided_by",
        ]
        widgets = {
            "reason": lines(6),
            "departs_because": lines(4),
            "dissent": lines(4),
            "other_learning": lines(4),
        }
        help_texts = {
            "reason": _("Why, so that a stranger understands it in five years"),
            "dissent": _("An agency or a post, never a name"),
            "other_learning": _(
                "Where there is no review: an audit, a forum, a briefing, and by when"
            ),
            "decided_by": _("For example, Independent Chair"),
        }

    def __init__(self, *args, rules=None, reading=None, statutory=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())
        self._ask_of_the_test(rules, statutory)
        self._ask_of_departing(reading)
        names = [name for name in self.Meta.fields if name in self.fields]
        self.helper = form_helper(self, *(self._shown(name) for name in names))

    def _shown(self, name):
        narrow = {"decided_by": {"width": "one-half"}, "test_met": {"inline": True}}
        return Shown(name, **narrow.get(name, {}))

    def _ask_of_the_test(self, rules, statutory):
        if rules is None:
            del self.fields["test_met"]
            return
        self.fields["test_met"].help_text = said(rules.legal_test)
        if not statutory:
            self.fields["test_met"].label = _("Is the board's own test met?")

    def _ask_of_departing(self, reading):
        if reading is None or reading.said not in SETTLED:
            del self.fields["departs_because"]
            return
        self.fields["departs_because"].help_text = reading.words

    @property
    def values(self) -> dict:
        names = set(self.Meta.fields) & self.fields.keys()
        return {name: self.cleaned_data[name] for name in names}

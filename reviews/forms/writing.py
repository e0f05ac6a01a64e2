"""Scope, learning event and report: the texts of a review."""

from django.utils.translation import gettext_lazy as _

from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms.words import lines
from reviews.forms.merging import MergingForm
from reviews.models import Review

NO_NAMES = _("Write of roles and agencies, never of names, initials or addresses.")


class ScopeForm(MergingForm):
    """What the review looks at, why no more and no less, and how (SOM-10, HAR-17)."""

    commissioned_on = DateField(label=_("Commissioned on"), required=False)

    class Meta:
        model = Review
        fields = ["scope", "proportionality", "methodology", "toolkit_version"]
        widgets = {
            "scope": lines(10),
            "proportionality": lines(5),
            "methodology": lines(5),
        }
        help_texts = {
            "scope": _(
                "The questions the review answers, the time it looks at, the agencies "
                "it asks. Roles and agencies, never names."
            ),
            "proportionality": _(
                "Why this much work, and not more or less, for what can be learnt"
            ),
            "methodology": _("How the system is looked at, and who takes part"),
        }

    def __init__(self, *args, toolkit="", **kwargs):
        super().__init__(*args, **kwargs)
        self.toolkit = toolkit
        self.fields["toolkit_version"].help_text = toolkit
        self.fields["commissioned_on"].help_text = _(
            "The day the group asked for the review. Limits are counted from it."
        )
        self.helper = form_helper(
            self,
            Shown("scope", optional=False),
            Shown("proportionality", optional=False),
            "methodology",
            Shown("toolkit_version", width="one-half"),
            "commissioned_on",
        )

    def _same(self):
        return {"toolkit": self.toolkit}


class ReportForm(MergingForm):
    """What happened, why, and what will be done (WOL-4)."""

    class Meta:
        model = Review
        fields = ["what_happened", "why_it_happened", "what_will_be_done"]
        widgets = {name: lines(12) for name in fields}
        help_texts = {
            "what_happened": NO_NAMES,
            "why_it_happened": _(
                "Systems, processes and culture: what made it likely, not who did it"
            ),
            "what_will_be_done": _(
                "What the board and agencies will do. Recommendations and actions have "
                "their own pages."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = self.Meta.fields
        self.helper = form_helper(self, *(Shown(n, optional=False) for n in names))


class EventForm(MergingForm):
    """The day of the learning event and what it brought out."""

    held_on = DateField(label=_("Held on"), required=False)

    class Meta:
        model = Review
        fields = ["learning_event_note"]
        widgets = {"learning_event_note": lines(10)}
        help_texts = {"learning_event_note": NO_NAMES}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = ("held_on", "learning_event_note")
        self.helper = form_helper(self, *(Shown(n, optional=False) for n in names))

"""Forms of publishing a review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group as Fieldset
from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Radios
from learning.services.recommendations import NEED_REASON
from reviews.choices import PublicationChoice
from reviews.forms.merging import MergingForm
from reviews.models import Publication, PublishedResponse
from reviews.models.responses import ANSWERS


class PublicationForm(MergingForm):
    """The decision, and the words for the public."""

    decided_on = DateField(label=_("Decided on"))
    embargo_until = DateField(label=_("Embargo until"), required=False)
    live_from = DateField(
        label=_("Published on"),
        required=False,
        help_text=_("Leave empty to publish once it is screened and approved"),
    )
    take_down_on = DateField(label=_("Taken down on"), required=False)
    response_on = DateField(label=_("Date of the response"), required=False)

    class Meta:
        model = Publication
        fields = [
            "choice",
            "reason",
            "approver",
            "decided_on",
            "embargo_until",
            "live_from",
            "take_down_on",
            "title",
            "text",
            "response",
            "response_on",
            "no_response",
        ]
        widgets = {
            "choice": Radios,
            "reason": lines(4),
            "text": lines(16),
            "response": lines(8),
            "no_response": lines(3),
        }
        help_texts = {
            "reason": _("Kept with the decision; the public does not read it"),
            "text": _("Everybody can read this. Nobody may be recognisable in it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = PublicationChoice.choices
        self.helper = form_helper(self, *self._layout())

    def _layout(self):
        mark = [name for name in ("version", "sent_once") if name in self.fields]
        days = ("decided_on", "embargo_until", "live_from", "take_down_on")
        words = [
            *("title", "text", "response"),
            Shown("response_on", size="s"),
            "no_response",
        ]
        return [
            *mark,
            Shown("choice"),
            "reason",
            "approver",
            Fieldset(_("Days"), *[Shown(day, size="s") for day in days]),
            Fieldset(_("What the public reads"), *words),
        ]


class ResponseForm(MergingForm):
    """A recommendation, the answer and what is done, in words for the public."""

    class Meta:
        model = PublishedResponse
        fields = ["asked", "answer", "reason", "actions"]
        widgets = {
            "asked": lines(4),
            "answer": Radios,
            "reason": lines(4),
            "actions": lines(4),
        }
        help_texts = {
            "asked": _("Everybody can read this. Nobody may be recognisable in it."),
            "reason": _("Always where it is not, or not wholly, accepted"),
            "actions": _("In a few sentences: who does what, by when"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(one.value, one.label) for one in ANSWERS]
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        reason = data.get("reason", "").strip()
        if data.get("answer") in NEED_REASON and not reason:
            self.add_error("reason", _("Say why it is not, or not wholly, accepted."))
        return data


class ScreenForm(ScopedForm):
    """What a second pair of eyes says."""

    note = forms.CharField(
        label=_("Why what was found may stay"),
        required=False,
        widget=lines(5),
        help_text=_("Of each passage: why it identifies nobody"),
    )

    def __init__(self, *args, hits, **kwargs):
        super().__init__(*args, **kwargs)
        if not hits:
            self.fields["note"].label = _("Note")
            self.fields["note"].help_text = ""
        self.helper = form_helper(self)

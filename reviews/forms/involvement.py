"""Offers to take part: practitioners by role, families by relationship. No names."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms.words import lines
from boards.models import Agency
from reviews.choices import Reply
from reviews.forms.merging import MergingForm, not_to_come
from reviews.models import Involvement

HELP = {
    "role": _("For example, health visitor. A role, never a name"),
    "number": _("How many people of this kind were asked"),
    "contribution": _("In your words: no names, initials or quotations that identify"),
    "would_change": _("What the board told them would be different"),
}
WORDS = {name: lines(4) for name in ("contribution", "how_used", "would_change")}


class InvolvementForm(MergingForm):
    """What both kinds share."""

    def __init__(self, *args, board, **kwargs):
        self.board = board
        super().__init__(*args, **kwargs)
        shown = {"number": {"width": 3}, "role": {"width": "two-thirds"}}
        names = [name for name in self.Meta.fields if name in self.fields]
        self.helper = form_helper(
            self, *(Shown(name, **shown.get(name, {})) for name in names)
        )

    def _same(self):
        return {"board": self.board}

    def clean_offered_on(self):
        return not_to_come(self.cleaned_data["offered_on"])

    def clean_number(self):
        return max(self.cleaned_data["number"], 1)


class PractitionerForm(InvolvementForm):
    """A practitioner's role: invited, came, what it brought (CTM-10)."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), required=False
    )

    class Meta:
        model = Involvement
        fields = [
            "role",
            "agency",
            "number",
            "method",
            "offered_on",
            "reply",
            "contribution",
            "how_used",
        ]
        labels = {"offered_on": _("Invited on"), "method": _("Invited to")}
        help_texts = HELP
        widgets = WORDS
        field_classes = {"offered_on": DateField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].required = True
        seen = Agency.objects.visible_to(self.user).serving(self.board)
        self.fields["agency"].queryset = seen


class FamilyForm(InvolvementForm):
    """A relationship: offered, told how, what they said, told back (CTM-11, WOL-9)."""

    told_back_on = DateField(label=_("Told the outcome on"), required=False)

    class Meta:
        model = Involvement
        fields = [
            "relationship",
            "number",
            "offered_on",
            "explanation_given",
            "method",
            "reply",
            "contribution",
            "how_used",
            "would_change",
            "told_back_on",
        ]
        help_texts = HELP | {
            "relationship": _(
                "To the child or adult. Surviving children are asked too, in a way "
                "that suits them"
            ),
            "method": _("How they take part, or would"),
        }
        widgets = WORDS
        field_classes = {"offered_on": DateField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["relationship"].required = True

    def clean_told_back_on(self):
        return not_to_come(self.cleaned_data["told_back_on"])

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("reply") == Reply.TOOK_PART and not data.get("method"):
            self.add_error("method", _("Say how they took part"))
        return data

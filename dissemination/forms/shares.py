"""Forms of the log of sharing."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.days import DayField
from boards.forms.words import lines
from boards.widgets import Radios
from dissemination.audiences import audiences_of, channels_of
from dissemination.choices import BY_HAND, ShareDirection, ShareKind
from dissemination.models import ShareRecord
from dissemination.people import open_groups
from dissemination.services.shares import NEEDED
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from learning.models import Audience, SharingMethod


class ShareForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """What was passed on, or learnt from somebody else."""

    screened = ("content",)  # another board's name is no person

    class Meta:
        model = ShareRecord
        fields = [
            "direction", "kind", "to_group", "body", "audience", "from_group",
            "content", "method", "on", "reach",
        ]  # fmt: skip
        field_classes = {"on": DateField}
        widgets = {
            "direction": Radios,
            "kind": Radios(
                reveals={"group": "to_group", "audience": "audience"}
            ),
            "content": lines(4),
        }  # fmt: skip
        labels = {
            "to_group": _("Which group"),
            "audience": _("Which audience"),
            "body": _("Which other board, partnership or body"),
            "from_group": _("For which of our groups, if for one"),
        }
        help_texts = {
            "body": _("Only where it was shared with one"),
            "content": _("What the learning was, in a sentence or two. No names."),
            "reach": _("As many as you know. Leave empty if nobody counted."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = open_groups(self.user, self.board)
        self.fields["direction"].choices = ShareDirection.choices
        by_hand = [(one.value, one.label) for one in BY_HAND]
        if self.instance.kind == ShareKind.BULLETIN:
            by_hand = [(ShareKind.BULLETIN.value, ShareKind.BULLETIN.label)]
        self.fields["kind"].choices = by_hand
        self.fields["to_group"].queryset = groups
        self.fields["from_group"].queryset = groups
        self.fields["audience"].queryset = audiences_of(self.board, self.user)
        self.fields["method"].queryset = channels_of(self.board, self.user)
        for name in ("to_group", "from_group", "audience", "method"):
            self.fields[name].required = False
            self.fields[name].empty_label = _("None")
        self.helper = form_helper(self)

    def clean(self):
        """Only what belongs to the choice counts; what it needs must be there."""
        data = super().clean() or self.cleaned_data
        needed, problem = NEEDED.get(data.get("kind"), (None, None))
        for name in {"to_group", "body", "audience"} - {needed}:
            self.errors.pop(name, None)
            data[name] = "" if name == "body" else None
        if needed and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, problem)
        return data


class ShareFilterForm(ScopedForm):
    """Narrow the log: channel, audience, way, with whom, since when."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    direction = forms.ChoiceField(label=_("Which way"), required=False)
    kind = forms.ChoiceField(label=_("With whom"), required=False)
    method = forms.ModelChoiceField(
        SharingMethod.objects.none(),
        label=_("Channel"),
        required=False,
        empty_label=_("All channels"),
    )
    audience = forms.ModelChoiceField(
        Audience.objects.none(),
        label=_("Audience"),
        required=False,
        empty_label=_("All audiences"),
    )
    since = DayField(label=_("Since"), required=False)

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = [("", _("All")), *ShareDirection.choices]
        self.fields["kind"].choices = [("", _("All")), *ShareKind.choices]
        self.fields["method"].queryset = channels_of(board, self.user)
        self.fields["audience"].queryset = audiences_of(board, self.user)

    def apply(self, rows):
        """Entries that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(Q(content__icontains=word) | Q(body__icontains=word))
        for name in ("direction", "kind", "method", "audience"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        return rows.filter(on__gte=asked["since"]) if asked.get("since") else rows

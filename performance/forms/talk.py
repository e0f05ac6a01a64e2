"""Forms of what people make of figures."""

import re

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency, Group
from boards.widgets import Radios
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from performance.choices import AskKind, AskPurpose
from performance.models import FigureAsk, FigureReading, FigureSummary, Indicator
from performance.rules import summarising_groups


class ReadingForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """How a figure is read."""

    class Meta:
        model = FigureReading
        fields = ["text"]
        widgets = {"text": lines(6)}
        help_texts = {
            "text": _("What moved, why you think so, what it means for children."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class AskForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """What is asked because of figures, of whom, by when."""

    class Meta:
        model = FigureAsk
        fields = ["kind", "indicator", "purpose", "words", "agency", "group", "due_on"]
        field_classes = {"due_on": DateField}
        widgets = {"kind": Radios, "purpose": Radios, "words": lines(5)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        board, user = self.board, self.user
        self.fields["kind"].choices = AskKind.choices
        self.fields["purpose"].choices = AskPurpose.choices
        self.fields["purpose"].help_text = _("Only for a new measure")
        measures = Indicator.objects.visible_to(user).filter(board=board).live()
        self.fields["indicator"].queryset = measures
        self.fields["indicator"].empty_label = _("None in particular")
        self.fields["agency"].queryset = Agency.objects.visible_to(user).serving(board)
        self.fields["agency"].empty_label = _("No agency: a group")
        groups = Group.objects.visible_to(user).of(board).filter(restricted=False)
        self.fields["group"].queryset = groups
        self.fields["group"].empty_label = _("No group: an agency")
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if bool(data.get("agency")) == bool(data.get("group")):
            self.add_error("agency", _("Choose either an agency or a group."))
        return data


class ReplyForm(ScreenedForm, VersionedBoardForm):
    """The reply to what was asked."""

    class Meta:
        model = FigureAsk
        fields = ["reply"]
        widgets = {"reply": lines(6)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply"].required = True
        self.helper = form_helper(self)


class SummaryForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """What a group tells the board of a period's figures."""

    screened = ("text",)

    class Meta:
        model = FigureSummary
        fields = ["group", "period_label", "meets_on", "text"]
        field_classes = {"meets_on": DateField}
        widgets = {"text": lines(10)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = summarising_groups(self.user, self.board)
        self.fields["group"].queryset = groups
        self.fields["group"].empty_label = _("Choose a group")
        self.helper = form_helper(self)


class AskFilterForm(ScopedForm):
    """Narrow what was asked."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("Reply"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *AskKind.choices]
        self.fields["state"].choices = [
            ("", _("All")),
            ("open", _("Waited for")),
            ("late", _("Late")),
            ("done", _("Given")),
        ]

    def apply(self, rows):
        """Asks that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(Q(words__icontains=word) | Q(reply__icontains=word))
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("state"):
            rows = rows.filter(replied_at__isnull=asked["state"] != "done")
        if asked.get("state") == "late":
            rows = rows.filter(due_on__lt=timezone.localdate())
        return rows


class SummaryFilterForm(forms.Form):
    """Narrow the summaries."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)

    def apply(self, rows):
        """Summaries that match."""
        self.full_clean()
        for word in self.cleaned_data.get("q", "").split():
            rows = rows.filter(
                Q(text__icontains=word)
                | Q(period_label__icontains=word)
                | Q(group__name_en__icontains=word)
            )
        return rows


def slugs(word: str) -> list[str]:
    """A key as an address may name it; nothing where it is no key."""
    return [word] if re.fullmatch(r"[\w-]{1,80}", word, re.ASCII) else []

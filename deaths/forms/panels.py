"""Forms about a panel: what it may differ in, its cut-over, open reviews, hand-over."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Checkboxes
from deaths.models import OpenReview, Panel
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm


class SettingsForm(VersionedForm):
    """What a panel may differ in."""

    class Meta:
        model = Panel
        fields = ["suppress_up_to", "serves_also", "basis", "verified"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class CutOverForm(VersionedForm):
    """When the panel stops beginning reviews, and who takes over."""

    class Meta:
        model = Panel
        fields = ["cut_over_on", "successor", "limit_months", "latest_on"]
        field_classes = {"cut_over_on": DateField, "latest_on": DateField}
        help_texts = {
            "cut_over_on": _("From this day the panel begins no review."),
            "limit_months": _("Calendar months, from the day of the cut-over."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("cut_over_on", "successor"):
            self.fields[name].required = True
        self.helper = form_helper(self)


class StartForm(ScopedForm):
    """How many reviews begin."""

    number = forms.IntegerField(
        label=_("How many reviews begin"),
        min_value=1,
        max_value=500,
        help_text=_(
            "Each gets a reference drawn by the portal. Which child it is about is "
            "kept in the panel's own system."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class FinishForm(ScopedForm):
    """When a review was done."""

    on = DateField(label=_("Finished on"), initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class HandOverForm(ScreenedForm, ScopedForm):
    """Which reviews go, to whom, with what."""

    screened = ("what",)

    reviews = forms.ModelMultipleChoiceField(
        OpenReview.objects.none(), label=_("Reviews handed on"), widget=Checkboxes
    )
    to = forms.CharField(label=_("Handed to, which body"), max_length=200)
    handed_on = DateField(label=_("Handed on"), initial=timezone.localdate)
    what = forms.CharField(
        label=_("What goes with each review"),
        widget=lines(4),
        max_length=2000,
        help_text=_("Kinds of papers. The papers themselves move outside the portal."),
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, reviews, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviews"].queryset = reviews
        self.initial.setdefault("sent_once", uuid.uuid4())
        self.helper = form_helper(self)


class ReceiptForm(ScopedForm):
    """The successor's receipt."""

    received_by = forms.CharField(label=_("Received by, which body"), max_length=200)
    received_on = DateField(label=_("Received on"), initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

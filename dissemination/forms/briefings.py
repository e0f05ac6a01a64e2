"""Forms of briefings: the list, the beginning, the words, the check, the headings."""

import uuid

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import ScopedForm
from boards.models import Group
from boards.widgets import Checkbox, Checkboxes, Radios
from dissemination.briefing_headings import kinds_of
from dissemination.choices import BriefingKind, BriefingState
from dissemination.themes import BRIEFINGS, narrowed, offer_theme
from learning.forms.screening import ScreenedForm
from learning.models import Finding, LearningSource


class BriefingFilterForm(ScopedForm):
    """Narrow the list of briefings."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *BriefingKind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *BriefingState.choices],
    )
    source = forms.ModelChoiceField(
        LearningSource.objects.none(),
        label=_("Source"),
        required=False,
        empty_label=_("All"),
        to_field_name="reference",
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args, board, briefings, **kwargs):
        super().__init__(*args, **kwargs)
        offer_theme(self, board)
        seen = LearningSource.objects.visible_to(self.user).filter(board=board)
        led = seen.filter(pk__in=briefings.values("source")).order_by("title")
        self.fields["source"].queryset = led
        self.fields["source"].label_from_instance = lambda source: source.title

    def apply(self, briefings):
        """What a value nobody understands narrows is nothing."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            briefings = briefings.filter(
                Q(title_en__icontains=word)
                | Q(title_cy__icontains=word)
                | Q(reference__icontains=word)
            )
        briefings = narrowed(briefings, self, BRIEFINGS)
        chosen = {name: asked.get(name) for name in ("kind", "state", "source")}
        return briefings.filter(**{n: value for n, value in chosen.items() if value})


class BriefingBeginForm(ScreenedForm, ScopedForm):
    """What a briefing is about, and which findings its boxes begin with."""

    screened = ("title",)

    kind = forms.ChoiceField(label=_("Kind"), widget=Radios)
    title = forms.CharField(
        label=_("Title"), max_length=150, help_text=_("A few words. No names.")
    )
    group = forms.ModelChoiceField(
        Group.objects.none(), label=_("Written by"), empty_label=_("Choose a group")
    )
    findings = forms.ModelMultipleChoiceField(
        Finding.objects.none(),
        label=_("Findings"),
        required=False,
        widget=Checkboxes,
        help_text=_("Each box begins with the words of those you choose; then edit"),
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, board, groups, findings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_of(board, self.user)
        self.fields["group"].queryset = groups
        self.fields["findings"].queryset = findings
        self.fields["findings"].label_from_instance = lambda one: (
            f"{one.title} ({one.get_kind_display()})"
        )
        if not findings.exists():
            del self.fields["findings"]
        self.initial.setdefault("sent_once", uuid.uuid4())
        self.helper = form_helper(self)


class WelshCurrent(forms.BooleanField):
    """Said by whoever compared both languages."""

    def __init__(self):
        super().__init__(
            label=_("The Welsh says what the English says now"),
            required=False,
            widget=Checkbox,
        )

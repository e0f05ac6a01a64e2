"""Narrowing the lists of this floor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.forms import ScopedForm
from deaths.choices import OpenState, ReferralDecision, ReleaseState, Subject

ALL = ("", _("All"))


class ReleaseFilterForm(ScopedForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[ALL, *(one for one in ReleaseState.choices if one[0] != "discarded")],
    )  # fmt: skip
    subject = forms.ChoiceField(
        label=_("About"), required=False, choices=[ALL, *Subject.choices]
    )

    def apply(self, rows):
        """Releases that match."""
        self.full_clean()
        asked = self.cleaned_data
        rows = rows.search(asked.get("q", ""))
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if asked.get("subject"):
            rows = rows.filter(panel__subject=asked["subject"])
        return rows


class ReferralFilterForm(ScopedForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    decision = forms.ChoiceField(
        label=_("Decision"), required=False, choices=[ALL, *ReferralDecision.choices]
    )

    def apply(self, rows):
        """Referrals that match."""
        self.full_clean()
        asked = self.cleaned_data
        rows = rows.search(asked.get("q", ""))
        if asked.get("decision"):
            rows = rows.filter(decision=asked["decision"])
        return rows


class ReportFilterForm(ScopedForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    year = forms.CharField(label=_("Year"), required=False, max_length=7)

    def apply(self, rows):
        """Reports that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(source__title__icontains=word)
        if asked.get("year"):
            rows = rows.filter(year=asked["year"])
        return rows


class OpenFilterForm(ScopedForm):
    q = forms.CharField(label=_("Reference"), required=False, max_length=30)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, *OpenState.choices]
    )

    def apply(self, rows):
        """Open reviews that match."""
        self.full_clean()
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(reference__icontains=asked["q"])
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        return rows

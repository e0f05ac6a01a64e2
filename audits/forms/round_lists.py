"""Filters of the rounds and of one round's agencies."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audits.choices import ReturnState, RoundState
from audits.wall import late
from boards.choices import SectorChoices
from boards.forms import ScopedForm


class RoundsFilter(ScopedForm):
    """Narrow the list of rounds."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    questionnaire = forms.ChoiceField(label=_("Questionnaire"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *RoundState.choices],
    )
    period = forms.ChoiceField(label=_("Year or period"), required=False)

    def __init__(self, *args, known, **kwargs):
        """`known`: (questionnaire, period) of every round the person may see."""
        super().__init__(*args, **kwargs)
        known = list(known)
        names = {q.key: q.name for q, _period in known}
        periods = sorted({period for _q, period in known}, reverse=True)
        self.fields["questionnaire"].choices = [("", _("All")), *names.items()]
        self.fields["period"].choices = [("", _("All")), *((p, p) for p in periods)]

    def apply(self, rounds):
        """Rounds that match; a wrong choice narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        for word in (data.get("q") or "").split():
            rounds = rounds.filter(
                Q(source__title__icontains=word) | Q(source__reference__icontains=word)
            )
        if key := data.get("questionnaire"):
            rounds = rounds.filter(edition__questionnaire__key=key)
        if state := data.get("state"):
            rounds = rounds.filter(state=state)
        if period := data.get("period"):
            rounds = rounds.filter(period=period)
        return rounds


class WallFilter(ScopedForm):
    """Narrow the agencies of one round."""

    STATES = [
        ("", _("All")),
        ("outstanding", _("Not handed in")),
        ("overdue", _("Not handed in and overdue")),
        ("late", _("Late, handed in or not")),
        *ReturnState.choices,
    ]
    q = forms.CharField(label=_("Agency"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    sector = forms.ChoiceField(label=_("Sector"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", _("All")), *SectorChoices.choices]

    def apply(self, rows):
        """Returns that match; a wrong choice narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        if words := data.get("q"):
            rows = rows.filter(
                Q(agency__name_en__icontains=words)
                | Q(agency__name_cy__icontains=words)
            )
        if sector := data.get("sector"):
            rows = rows.filter(agency__sector=sector)
        return _in_state(rows, data.get("state"))


def _in_state(rows, state):
    if state == "outstanding":
        return rows.outstanding()
    if state == "overdue":
        return rows.overdue()
    if state == "late":
        return rows.filter(late())
    return rows.filter(state=state) if state else rows

"""Whose turn it is to present, and what the presenter reports."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms.words import lines
from reviews.forms.merging import MergingForm, not_to_come
from reviews.models import RotaTurn


class TurnForm(MergingForm):
    """Who presents, and at which meeting."""

    presenter = forms.TypedChoiceField(
        label=_("Who presents it?"),
        coerce=int,
        help_text=_("Whoever presented longest ago, or never, stands first."),
    )
    meeting_on = DateField(label=_("At the meeting on"))

    class Meta:
        model = RotaTurn
        fields = ["meeting_on"]

    def __init__(self, *args, members, meetings, **kwargs):
        self.members, self.meetings = members, meetings
        super().__init__(*args, **kwargs)
        self.people = {member.person.pk: member.person for member in members}
        choices = [(m.person.pk, _in_words(m)) for m in members]
        if held := self.instance.presenter_id and self.instance.presenter:
            if held.pk not in self.people:
                self.people[held.pk] = held
                choices.append((held.pk, str(held)))
        self.fields["presenter"].choices = choices
        self.initial["presenter"] = self.instance.presenter_id or (
            members[0].person.pk if members else None
        )
        if meetings:
            said = ", ".join(date_format(day, "j F Y") for day in meetings)
            words = _now("In the timetable: %s") % said
            self.fields["meeting_on"].help_text = words
            if self.instance.meeting_on is None:
                self.initial["meeting_on"] = meetings[0]
        self.helper = form_helper(self, "presenter", "meeting_on")

    def clean_meeting_on(self):
        day = self.cleaned_data["meeting_on"]
        if day and day < timezone.localdate() and day != self.instance.meeting_on:
            raise forms.ValidationError(_("Enter the day of a meeting to come."))
        return day

    def _same(self):
        return {"members": self.members, "meetings": self.meetings}

    @property
    def values(self) -> dict:
        return super().values | {
            "presenter": self.people[self.cleaned_data["presenter"]]
        }


def _in_words(member) -> str:
    """The person as the rota lists them."""
    if member.last_on is None:
        return _now("%(who)s, no turn yet") % {"who": member.person}
    return _now("%(who)s, last turn %(day)s") % {
        "who": member.person,
        "day": date_format(member.last_on, "j F Y"),
    }


class TurnReportForm(MergingForm):
    """What the group should know, and the day it heard it."""

    presented_on = DateField(
        label=_("Presented on"),
        required=False,
        help_text=_("Leave it empty while you prepare. Your words are kept."),
    )

    class Meta:
        model = RotaTurn
        fields = ["report", "presented_on"]
        widgets = {"report": lines(10)}
        help_texts = {
            "report": _(
                "What others found, what applies here, what is new to us. Systems and "
                "practice, never a person."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["report"].required = True
        self.helper = form_helper(self, Shown("report", size=""), "presented_on")

    def clean_presented_on(self):
        return not_to_come(self.cleaned_data["presented_on"])

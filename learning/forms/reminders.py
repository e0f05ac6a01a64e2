"""Forms of reminders: when to send, what the log and the preview are narrowed by."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.forms.days import DayField
from learning.models import Digest

LONGEST = 365


class ReminderRuleForm(forms.Form):
    """When the board's people are told that something is due."""

    days_before = forms.CharField(
        label=_("Days before the due date"),
        help_text=_("Numbers with commas between them, for example 14, 7"),
        max_length=60,
    )
    overdue_every = forms.IntegerField(
        label=_("Days between reminders once overdue"), min_value=1, max_value=LONGEST
    )
    send_hour = forms.TypedChoiceField(
        label=_("Send from"),
        help_text=_(
            "A person on several boards gets one message, at the earliest hour."
        ),
        choices=[(hour, f"{hour:02d}:00") for hour in range(24)],
        coerce=int,
    )

    def clean_days_before(self):
        typed = self.cleaned_data["days_before"].replace(";", ",").replace(" ", ",")
        parts = [part for part in typed.split(",") if part]
        right = [p for p in parts if p.isascii() and p.isdecimal() and len(p) < 4]
        days = [int(part) for part in right if 1 <= int(part) <= LONGEST]
        if not parts or len(days) != len(parts) or len(set(days)) > 10:
            raise forms.ValidationError(
                _("Enter whole numbers from 1 to 365 with commas between them")
            )
        return sorted(set(days), reverse=True)


class SendLogForm(forms.Form):
    """Find what was sent to whom, when."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *Digest.State.choices],
    )
    cause = forms.ChoiceField(
        label=_("Sent because"),
        required=False,
        choices=[
            ("", _("All")),
            ("sweep", _("Daily reminder")),
            ("nudge", _("Asked for by an officer")),
        ],
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def apply(self, rows):
        """Digests that match; what cannot be read narrows nothing."""
        self.is_valid()
        asked = self.cleaned_data
        if words := asked.get("q"):
            rows = rows.filter(
                Q(user__full_name__icontains=words) | Q(user__email__icontains=words)
            )
        paths = {
            "state": "state",
            "cause": "cause__startswith",
            "since": "day__gte",
            "until": "day__lte",
        }
        chosen = {path: asked[k] for k, path in paths.items() if asked.get(k)}
        return rows.filter(**chosen)


class PreviewForm(forms.Form):
    """The day to look at, and a name to find."""

    day = DayField(label=_("Day"), required=False)
    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day"))
        return day

    def apply(self, rows):
        """People whose name or address holds the words."""
        words = self.cleaned_data.get("q", "").casefold()
        return [
            row
            for row in rows
            if words in f"{row.person} {row.person.email}".casefold()
        ]

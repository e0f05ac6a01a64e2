"""Forms of a meeting that walks the plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.choices import OPEN_STATUSES
from actionplans.forms.updates import OnceForm
from actionplans.levels import LEVELS
from boards.crispy import Group as Fieldset
from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.models import Group
from boards.widgets import Checkbox, Radios


class BeginForm(ScopedForm):
    """Which group meets, and over what."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Which group meets?"),
        widget=Radios,
        empty_label=None,
        error_messages={"required": _("Choose a group")},
    )
    only_exceptions = forms.BooleanField(
        label=_("Only what needs the group: late, stale, slipping, unmeasured"),
        required=False,
        widget=Checkbox,
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups
        if groups.count() == 1:
            self.initial["group"] = groups.first()
        self.helper = form_helper(self)


class TurnForm(OnceForm):
    """What the meeting says of one action."""

    text = forms.CharField(
        label=_("What was said"),
        required=False,
        widget=forms.Textarea,
        help_text=_("Leave empty when nothing changed."),
    )
    status = forms.ChoiceField(label=_("Where it stands"), widget=Radios)
    new_due_on = DateField(label=_("New due date"), required=False)
    reason = forms.CharField(
        label=_("Reason for more time"), required=False, max_length=1000
    )
    challenge = forms.CharField(
        label=_("Challenge"), required=False, widget=forms.Textarea
    )
    support = forms.CharField(
        label=_("Support offered"), required=False, widget=forms.Textarea
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.action = action
        self.fields["status"].choices = self._statuses()
        self.fields["status"].widget.hints = {
            key: level.definition for key, level in LEVELS.items()
        }
        self.initial.setdefault("status", action.status)
        self.helper = form_helper(self, *self._layout())

    def _statuses(self):
        """Open ones only: done has questions of its own, Blue a re-test."""
        keys = list(OPEN_STATUSES)
        if self.action.status not in keys:
            keys = [self.action.status]
        return [(key, LEVELS[key].lettered) for key in keys]

    def _layout(self):
        more = [Shown("challenge", rows=2), Shown("support", rows=2)]
        if self.action.is_open:
            time = [Shown("new_due_on", size="s"), Shown("reason")]
            more = [Fieldset(_("More time"), *time, size="s"), *more]
        return ["sent_once", Shown("text", rows=4), Shown("status"), *more]

    def clean(self):
        data = super().clean()
        if data.get("new_due_on") and not data.get("reason", "").strip():
            self.add_error("reason", _("Give the reason for more time"))
        return data


class EndForm(ScopedForm):
    """The summary that closes the record."""

    note = forms.CharField(
        label=_("Summary for the minutes"),
        required=False,
        widget=forms.Textarea,
        help_text=_("What was said of each action is in the record already."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self, Shown("note", rows=6))

"""Forms that move a review on, keep its days, and change its limits with a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.fields import DateField
from boards.forms import ScopedForm
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm
from learning.limits import day_in_words
from learning.models import LearningSource

NOTE_HELP = _("For the history. Roles, never names.")
REASON_HELP = _("It stays in the history. Roles, never names.")


def _lines(rows):
    return forms.Textarea(attrs={"rows": rows})


class MoveForm(ScreenedForm, ScopedForm):
    """On which day it moved on, with a note; it remembers where it stood then."""

    on = DateField(
        label=_("Day it moved on"),
        help_text=_("Leave empty for today"),
        required=False,
    )
    note = forms.CharField(
        label=_("Note"), help_text=NOTE_HELP, widget=_lines(4), required=False
    )
    seen = forms.SlugField(widget=forms.HiddenInput)


class SeenForm(ScopedForm):
    """Remembers the day its reader saw, to notice when somebody changed it."""

    seen = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, present, **kwargs):
        self.present = present
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", present)

    def clean(self):
        data = super().clean()
        if "seen" not in self.errors and data.get("seen") != self.present:
            self.add_error(None, self._changed())
            self.data = self.data.copy()
            self.data["seen"] = self.present.isoformat() if self.present else ""
        return data

    def _changed(self):
        if not self.present:
            return _("Somebody took this day back meanwhile. Look, then save again.")
        return _(
            "Somebody changed this meanwhile: it is %(day)s now. Your words are still "
            "here. Look, then save again."
        ) % {"day": day_in_words(self.present)}


class DayForm(SeenForm):
    """The day a clock started."""

    on = DateField(label=_("Day"))

    def __init__(self, *args, label, hint="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label, self.fields["on"].help_text = label, hint
        self.initial.setdefault("on", self.present)


class ReasonForm(ScreenedForm, SeenForm):
    """Why a clock stops or runs on."""

    reason = forms.CharField(label=_("Reason"), help_text=REASON_HELP, widget=_lines(4))


class ExtensionForm(ScreenedForm, SeenForm):
    """More time, and why."""

    new_due_on = DateField(label=_("New due date"))
    reason = forms.CharField(label=_("Reason"), help_text=REASON_HELP, widget=_lines(4))


class NoPlanForm(ScreenedForm, VersionedForm):
    """Why a review ends without an action plan. Emptied, a plan is needed again."""

    class Meta:
        model = LearningSource
        fields = ["no_plan_reason"]
        help_texts = {
            "no_plan_reason": _(
                "The review can then be closed without one. Lists show the reason."
            )
        }
        widgets = {"no_plan_reason": _lines(5)}

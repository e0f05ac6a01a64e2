"""Parts several forms of audits share."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.forms import ScopedForm
from boards.models import Agency, Group
from boards.widgets import Checkboxes

NO_NAMES = gettext_lazy("Roles and services. Never a name, a date of birth, a place.")
LONGEST = 20_000  # letters of one box


class ShowsChange:
    """A plain form that carries the version its reader saw: where somebody was first
    it says so, keeps the words, and is sent again on top of what they left."""

    differences = ()

    def show_conflict(self, current) -> None:
        self.add_error(
            None,
            _(
                "Somebody else changed this while you were writing. Your words are "
                "still in the form. Look at what they left, then save again."
            ),
        )
        self.data = self.data.copy()
        self.data["version"] = current.version


class WithVersion(ShowsChange, ScopedForm):
    """A plain form with a version."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def in_the_past(day):
    """A day that has come."""
    if day and day > timezone.localdate():
        said = _("Enter a date that is today or in the past")
        raise forms.ValidationError(said)
    return day


def from_today(day):
    """A day somebody can still keep to."""
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("Choose today or a later day"))
    return day


def agencies_of(user, board):
    """Agencies the board works with today."""
    return Agency.objects.visible_to(user).serving(board)


def groups_of(user, board):
    """Groups a person who is not on them may address: none restricted."""
    return Group.objects.visible_to(user).of(board).filter(restricted=False)


class AgenciesField(forms.ModelMultipleChoiceField):
    """Some agencies of the board, to tick."""

    widget = Checkboxes

    def __init__(self, **kwargs):
        super().__init__(Agency.objects.none(), **kwargs)

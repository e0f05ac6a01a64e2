"""Forms that answer a theme which returned, and raise what a theme leads to."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Group
from boards.widgets import Radios
from learning.choices import ThemeResponseKind
from learning.forms.finding_filters import all_of
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm
from learning.models import RecurrenceNotice, ThemeResponse
from learning.theme_guards import groups_to_act

OPEN, LATE, DONE = "open", "late", "done"


class NoticeAnswerForm(ScreenedForm, VersionedForm):
    """What the board does about a theme that came back."""

    then = forms.ChoiceField(
        label=_("Raise something from it?"),
        required=False,
        choices=[("", _("Nothing more")), *ThemeResponseKind.choices],
        widget=Radios,
        help_text=_("The next page asks who takes it on, and by when"),
    )

    class Meta:
        model = RecurrenceNotice
        fields = ["answer"]
        widgets = {"answer": lines(6)}
        help_texts = {
            "answer": _(
                "Why it came back in spite of what was done, and what follows. "
                "Roles and agencies, never names."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.helper = form_helper(self)


class ResponseForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """One of the four a theme may lead to; once raised, its kind stays."""

    class Meta:
        model = ThemeResponse
        fields = ["kind", "reason", "group", "due_on"]
        field_classes = {"due_on": DateField}
        widgets = {"kind": Radios, "reason": lines(5)}
        help_texts = {
            "reason": _("What shows that it is needed. Roles, never names."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups_to_act(self.user, self.board)
        self.fields["group"].empty_label = _("Choose a group")
        for name in ("group", "due_on"):
            self.fields[name].required = True
        if self.instance.pk:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = ThemeResponseKind.choices
        self.helper = form_helper(self)


class ResponseDoneForm(ScreenedForm, VersionedBoardForm):
    """What came of it, and when it was done."""

    class Meta:
        model = ThemeResponse
        fields = ["outcome", "done_on"]
        field_classes = {"done_on": DateField}
        widgets = {"outcome": lines(6)}
        help_texts = {"outcome": _("What it found or changed, and how that is known.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("outcome", "done_on"):
            self.fields[name].required = True
        self.initial["done_on"] = self.instance.done_on or timezone.localdate()
        self.helper = form_helper(self)

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Enter a date that is today or in the past."))
        return day


class NoticeFilterForm(ScopedForm):
    """Notices by words and whether somebody answered."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All")),
            (OPEN, _("Waiting for an answer")),
            (DONE, _("Answered")),
        ],
    )

    def apply(self, rows):
        """Notices that match."""
        self.is_valid()
        if state := self.cleaned_data.get("state"):
            rows = rows.filter(answered_at__isnull=state == OPEN)
        return rows.search(self.cleaned_data.get("q") or "")

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


class ResponseFilterForm(ScopedForm):
    """Responses by words, kind, state and group."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=all_of(_("All kinds"), ThemeResponseKind.choices),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            (OPEN, _("Not done yet")),
            (LATE, _("Late")),
            (DONE, _("Done")),
        ],
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Group"),
        required=False,
        empty_label=_("All groups"),
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.visible_to(self.user).of(board)

    def apply(self, rows):
        """Responses that match."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("group"):
            rows = rows.filter(group=asked["group"])
        state = asked.get("state")
        if state == LATE:
            rows = rows.late()
        elif state:
            rows = rows.filter(done_on__isnull=state == OPEN)
        return rows.search(asked.get("q") or "")

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

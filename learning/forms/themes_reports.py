"""Forms of a themes report: its period, its words, where it goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Group
from learning.choices import ThemeReportState
from learning.forms.finding_filters import all_of
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from learning.models import ThemesReport
from learning.theme_guards import open_groups
from learning.theme_route import usual_next


class ReportPeriodForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """A report's title and period."""

    class Meta:
        model = ThemesReport
        fields = ["title", "first_day", "last_day"]
        field_classes = {"first_day": DateField, "last_day": DateField}
        help_texts = {
            "first_day": _("Sources raised from this day on are counted"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This is before the first day"))
        return data


class ReportWordsForm(ScreenedForm, VersionedBoardForm):
    """What the themes say, kept while it is typed."""

    class Meta:
        model = ThemesReport
        fields = ["commentary"]
        widgets = {"commentary": lines(16)}
        help_texts = {
            "commentary": _(
                "What is new, what came back, what the group is asked to do. Roles "
                "and agencies, never names."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class ReportSendForm(ScreenedForm, ScopedForm):
    """To which group it goes, and from whom."""

    from_group = forms.ModelChoiceField(
        Group.objects.none(), label=_("From"), required=False
    )
    to_group = forms.ModelChoiceField(
        Group.objects.none(), label=_("To"), empty_label=_("Choose a group")
    )
    note = forms.CharField(
        label=_("What is said with it"),
        required=False,
        max_length=5000,
        widget=lines(4),
        help_text=_("For example what the group is asked to do. No names."),
    )

    def __init__(self, *args, report, stations, officer, **kwargs):
        super().__init__(*args, **kwargs)
        reached = set(report.steps.values_list("to_group", flat=True))
        groups = open_groups(self.user, report.board)
        left = groups.exclude(pk__in=reached)
        self.fields["to_group"].queryset = left
        self._from(groups.filter(pk__in=stations), officer)
        if usual := usual_next(self.user, report, left, self.own):
            self.initial.setdefault("to_group", usual.pk)
        self.helper = form_helper(self)

    def _from(self, own, officer):
        """The business unit, or a group of theirs that has it."""
        field = self.fields["from_group"]
        field.queryset = own
        field.empty_label = _("The business unit")
        if not officer:
            field.required, field.empty_label = True, None
        self.own = own.order_by("-pk").first()
        if self.own:
            self.initial.setdefault("from_group", self.own.pk)
        elif officer:
            del self.fields["from_group"]


class ReportFilterForm(ScopedForm):
    """Reports by words and state."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=all_of(_("All"), ThemeReportState.choices),
    )

    def apply(self, rows):
        """Reports that match."""
        self.is_valid()
        if state := self.cleaned_data.get("state"):
            rows = rows.filter(state=state)
        for word in (self.cleaned_data.get("q") or "").split():
            rows = rows.filter(title__icontains=word)
        return rows

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

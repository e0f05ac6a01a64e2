"""Forms of a multi-agency audit: opening, sample, asking, receiving, closing."""

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.choices import AreaOfWork
from boards.crispy import Group as Fields
from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Group
from boards.widgets import Radios
from case_audits.choices import AuditState, Sampling, ToolState
from case_audits.forms.parts import (
    NO_NAMES,
    AgenciesField,
    WithVersion,
    agencies_of,
    from_today,
    groups_of,
    in_the_past,
)
from case_audits.forms.programme import months_said
from case_audits.models import (
    CaseAudit,
    Exclusion,
    FollowUp,
    PassedIssue,
    Receipt,
    ToolEdition,
)
from case_audits.rules import groups_run_by
from case_audits.sampling import MOST_LINES, read_lines
from case_audits.services.samples import MOST_CASES
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm


class AuditForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """What an audit looks at, with which tool, for whom."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("A few words. No names or initials."),
    )
    strand = forms.ChoiceField(label=gettext_lazy("Strand"), choices=AreaOfWork.choices)
    lead_group = forms.ModelChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Group that owns it"),
        empty_label=gettext_lazy("Choose a group"),
    )
    field_order = ["title", "scope", "strand", "lead_group", "edition", "meeting_on"]

    class Meta:
        model = CaseAudit
        fields = ["scope", "edition", "meeting_on"]
        field_classes = {"meeting_on": DateField}
        widgets = {"scope": lines(4)}
        help_texts = {"edition": _("It cannot change once agencies are asked.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = groups_run_by(self.user, self.board)
        self.fields["lead_group"].queryset = groups
        tools = ToolEdition.objects.visible_to(self.user).filter(
            board=self.board, state=ToolState.ISSUED
        )
        self.fields["edition"].queryset = tools
        self.fields["edition"].empty_label = _("Choose a tool")
        if self.instance.pk:
            source = self.instance.source
            for name in ("title", "strand"):
                self.initial[name] = getattr(source, name)
            self.initial["lead_group"] = source.lead_group_id
            if self.instance.state != AuditState.PLANNING:
                del self.fields["edition"], self.fields["lead_group"]
        self.helper = form_helper(self)

    @property
    def values(self):
        kept = {"title", "strand", "lead_group", *self._meta.fields}
        return {k: v for k, v in self.cleaned_data.items() if k in kept}

    @property
    def compared(self):
        return ["title", "strand", *super().compared]


class FrameForm(ScreenedForm, RevealingForm, VersionedBoardForm):
    """Which cases could be chosen, how, and how many."""

    screened = ("frame", "why_these")
    listed = forms.CharField(
        label=gettext_lazy("Lines of the list"),
        required=False,
        widget=lines(3),
        help_text=gettext_lazy(
            "How many lines the agency's list has, such as 84; or the line numbers, "
            "pasted. Only line numbers: never a number from a case system."
        ),
    )
    field_order = ["frame", "list_agency", "sampling", "listed", "why_these", "size"]

    class Meta:
        model = CaseAudit
        fields = ["frame", "list_agency", "sampling", "why_these", "size"]
        widgets = {
            "frame": lines(4),
            "why_these": lines(3),
            "sampling": Radios(
                reveals={Sampling.RANDOM: "listed", Sampling.PURPOSIVE: "why_these"}
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["frame"].required = self.fields["size"].required = True
        agencies = agencies_of(self.user, self.board)
        self.fields["list_agency"].queryset = agencies
        self.fields["list_agency"].empty_label = _("Several agencies' lists")
        if self.instance.lines:
            self.initial["listed"] = ", ".join(map(str, self.instance.lines))
        self.helper = form_helper(self)

    @property
    def values(self):
        return {**super().values, "lines": self.cleaned_data.get("listed") or []}

    @property
    def compared(self):
        return [*super().compared, "listed"]

    def clean_listed(self):
        """The lines as numbers; one number alone is how many there are."""
        text = self.cleaned_data["listed"]
        try:
            found = read_lines(text)
        except ValueError as problem:
            said = _("“%s” is no line number. Write numbers of up to 6 digits.")
            raise forms.ValidationError(said % problem) from problem
        if len(found) == 1 and 0 < found[0] <= MOST_LINES:
            found = list(range(1, found[0] + 1))
        if len(found) > MOST_LINES:
            said = _("A list may have at most %d lines") % MOST_LINES
            raise forms.ValidationError(said)
        return found

    def clean_size(self):
        size = self.cleaned_data["size"]
        if size is not None and not 0 < size <= MOST_CASES:
            said = _("Choose between 1 and %d cases") % MOST_CASES
            raise forms.ValidationError(said)
        return size


class LeaveOutForm(ScreenedForm, ScopedForm):
    """A line that is left out, and why."""

    line = forms.IntegerField(
        label=gettext_lazy("Line of the list"), min_value=1, max_value=999_999
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is left out"),
        max_length=Exclusion._meta.get_field("reason").max_length,
        help_text=NO_NAMES,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class AskForm(ScopedForm):
    """Which agencies read the cases, and until when."""

    agencies = AgenciesField(label=gettext_lazy("Agencies"))
    due_on = DateField(label=gettext_lazy("Returns due on"))

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies_of(self.user, board)
        self.helper = form_helper(self)

    def clean_due_on(self):
        return from_today(self.cleaned_data["due_on"])


class ReceiptForm(ScreenedForm, ScopedForm):
    """The report reaches the group, and the group decides."""

    report = forms.CharField(
        label=gettext_lazy("What the report says, in short"),
        widget=lines(5),
        help_text=NO_NAMES,
    )
    received_on = DateField(label=gettext_lazy("Received on"))
    decision = forms.CharField(
        label=gettext_lazy("What the group decided"), widget=lines(4)
    )
    board_on = DateField(label=gettext_lazy("Reported to the board on"), required=False)

    class Meta:
        model = Receipt

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_received_on(self):
        return in_the_past(self.cleaned_data["received_on"])


class IssueForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """An issue for another group."""

    class Meta:
        model = PassedIssue
        fields = ["to_group", "issue"]
        widgets = {"issue": lines(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_group"].queryset = groups_of(self.user, self.board)
        self.fields["to_group"].empty_label = _("Choose a group")
        self.helper = form_helper(self)


class DecideIssueForm(ScreenedForm, VersionedForm):
    """What the group decided about an issue, and when the board hears."""

    class Meta:
        model = PassedIssue
        fields = ["decision", "decided_on", "board_on"]
        field_classes = {"decided_on": DateField, "board_on": DateField}
        widgets = {"decision": lines(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].required = self.fields["decided_on"].required = True
        self.helper = form_helper(self)

    def clean_decided_on(self):
        return in_the_past(self.cleaned_data["decided_on"])


class CloseForm(WithVersion):
    """When agencies report again, and when it is audited again."""

    months = SimpleArrayField(
        forms.IntegerField(),
        label=gettext_lazy("Agencies report again after so many months"),
        required=False,
        help_text=gettext_lazy("Numbers with commas, such as 6, 12"),
    )
    again_on = DateField(
        label=gettext_lazy("Re-audit planned for"),
        required=False,
        help_text=gettext_lazy("By the same tool, so that movement can be shown"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self, Fields("", "months", "again_on"), "version")

    def clean_months(self):
        return months_said(self.cleaned_data["months"])

    def clean_again_on(self):
        return from_today(self.cleaned_data["again_on"])


class FollowUpForm(ScreenedForm, VersionedForm):
    """Whether an agency's gains lasted, and how it knows."""

    class Meta:
        model = FollowUp
        fields = ["sustained", "words"]
        widgets = {"sustained": Radios, "words": lines(5)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sustained"].required = self.fields["words"].required = True
        choices = [one for one in self.fields["sustained"].choices if one[0]]
        self.fields["sustained"].choices = choices
        self.helper = form_helper(self)


class AuditFilterForm(ScopedForm):
    """Narrow the list of audits."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), *AuditState.choices],
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=gettext_lazy("Owned by"),
        required=False,
        empty_label=gettext_lazy("All groups"),
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.visible_to(self.user).of(board)

    def apply(self, rows):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        if words := said.get("q"):
            rows = rows.search(words)
        if state := said.get("state"):
            rows = rows.filter(state=state)
        if group := said.get("group"):
            rows = rows.filter(source__lead_group=group)
        return rows

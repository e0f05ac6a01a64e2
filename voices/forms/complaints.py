"""Forms of counts of complaints, and of lessons from them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group as Fields
from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency, BoardAgency, Group
from boards.widgets import Checkbox, Checkboxes
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from voices.choices import CountedBy, Measure, Readers
from voices.facts import complaint_themes, facts_of, processes
from voices.forms.owned import NO_NAMES, OwnedForm
from voices.models import ComplaintLesson, CountAnswer, CountRound
from voices.rules import agencies_on, open_groups
from voices.services.counts import check_days

ALL = ("", _("All"))
MOST = 100_000


class AskForm(AddsOnce, VersionedBoardForm):
    """A period, and which agencies are asked."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("Which agencies are asked"),
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one agency")},
    )

    class Meta:
        model = CountRound
        fields = ["label", "starts_on", "ends_on", "due_on", "group"]
        field_classes = {
            "starts_on": DateField, "ends_on": DateField, "due_on": DateField,
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = open_groups(self.user, self.board)
        self.fields["group"].empty_label = _("Choose a group")
        offered = agencies_on(self.user, self.board)
        self.fields["agencies"].queryset = offered
        if self.instance.pk:
            asked = self.instance.returns.values_list("agency", flat=True)
            self.initial["agencies"] = list(asked)
            self.fields["agencies"].help_text = _(
                "Who is asked stays asked; more may be added."
            )
        else:
            self._begin(offered)
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if all(data.get(name) for name in ("starts_on", "ends_on", "due_on")):
            try:
                check_days(data)
            except forms.ValidationError as problem:
                self.add_error(None, problem)
        return data

    def _begin(self, offered):
        """All statutory partners; the group the framework names."""
        links = BoardAgency.objects.visible_to(self.user).filter(
            board=self.board, statutory=True
        )
        statutory = set(links.values_list("agency", flat=True))
        self.initial["agencies"] = [a.pk for a in offered if a.pk in statutory]
        wanted = facts_of(self.board).rules.complaints_to
        group = self.fields["group"].queryset.filter(key__in=wanted).first()
        self.initial["group"] = group.pk if group else None


class CountFilterForm(ScopedForm):
    """Narrow the table: what is counted, whose, in which periods."""

    measure = forms.ChoiceField(
        label=_("What is counted"), required=False, choices=Measure.choices
    )
    q = forms.CharField(label=_("Agency"), required=False, max_length=100)
    gaps = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[ALL, ("missing", _("Agencies that did not answer"))],
    )
    period = forms.CharField(label=_("Period"), required=False, max_length=60)

    @property
    def measure_asked(self) -> Measure:
        """Complaints unless another is asked for."""
        return Measure(self.cleaned_data.get("measure") or Measure.COMPLAINTS)


class AnswerForm(ScreenedForm, VersionedBoardForm):
    """An agency's counts: three sums, complaints by process and by theme."""

    screened = ("summary",)
    mark_optional = False

    class Meta:
        model = CountAnswer
        fields = ["nil", *Measure.values, "summary"]
        widgets = {"nil": Checkbox, "summary": lines(5)}
        help_texts = {
            "summary": _(
                "Read by the business unit and the group. Write of services and "
                "patterns: no names, no initials, and no small numbers."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lists = {
            CountedBy.PROCESS: processes(self.board),
            CountedBy.THEME: complaint_themes(self.board),
        }
        for name in Measure.values:
            self.fields[name] = self._number(self.fields[name].label)
        held = {}
        if self.instance.version > 1:
            held = {(one.by, one.key): one.number for one in self.instance.lines.all()}
        for by_list, rows in self.lists.items():
            for key, label in rows:
                self.fields[f"{by_list}_{key}"] = self._number(label)
                self.initial[f"{by_list}_{key}"] = held.get((by_list, key))
        self.helper = form_helper(self, *self._layout())

    def _number(self, label):
        return forms.IntegerField(
            label=label,
            min_value=0,
            max_value=MOST,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        )

    def _layout(self):
        once = _("Count each complaint once.")
        by = {
            by_list: [f"{by_list}_{key}" for key, _label in rows]
            for by_list, rows in self.lists.items()
        }
        return [
            Fields(_("How many in the period"), *Measure.values, "nil"),
            Fields(
                _("Complaints by process"), *by[CountedBy.PROCESS], hint=once, size="s"
            ),
            Fields(
                _("Complaints by what they were mainly about"),
                *by[CountedBy.THEME],
                hint=once,
                size="s",
            ),
            "summary",
            "version",
        ]

    @property
    def values(self) -> dict:
        said = self.cleaned_data
        counted = {name: said.get(name) or 0 for name in Measure.values}
        return {**counted, "nil": said["nil"], "summary": said["summary"]}

    @property
    def counted_lines(self) -> dict:
        return {
            (by_list.value, key): self.cleaned_data.get(f"{by_list}_{key}") or 0
            for by_list, rows in self.lists.items()
            for key, _label in rows
        }

    @property
    def compared(self):
        return [name for name in self.fields if name not in {"version"}]


class LessonForm(OwnedForm):
    """A lesson, about which process, and with whom it is shared."""

    screened = ("title", "summary", "outcome")
    of_source = (
        "title", "summary", "strand", "lead_group", "shared_with", "audience",
    )  # fmt: skip
    owner_agency = None
    summary = forms.CharField(
        label=_("What the board learnt"), widget=lines(5), help_text=NO_NAMES
    )
    shared_with = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label=_("Shared with which groups"),
        required=False,
        widget=Checkboxes,
    )

    class Meta:
        model = ComplaintLesson
        fields = ["process"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["process"] = forms.ChoiceField(
            label=_("About which process"), choices=processes(self.board)
        )
        groups = open_groups(self.user, self.board)
        self.fields["shared_with"].queryset = groups
        if self.instance.pk is None:
            wanted = facts_of(self.board).rules.complaints_to
            first = groups.filter(key__in=wanted).first()
            self.initial.setdefault("lead_group", first.pk if first else None)
            self.initial["audience"] = Readers.GROUP
        order = ["title", "process", "strand", "summary", "lead_group", "shared_with"]
        order += ["audience", "sent_once", "version"]
        self.helper = form_helper(self, *(n for n in order if n in self.fields))


class MonitorForm(ScreenedForm, VersionedBoardForm):
    """How the group follows this one, and what came of it."""

    screened = ("monitoring", "outcome")
    monitoring = forms.CharField(
        label=_("How it is followed"),
        widget=lines(3),
        help_text=_("Set for each case: an audit, a figure, a report, a visit."),
    )

    class Meta:
        model = ComplaintLesson
        fields = ["outcome"]
        widgets = {"outcome": lines(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["monitoring"] = self.instance.source.monitoring
        self.helper = form_helper(self, "monitoring", "outcome", "version")

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.compared}

    @property
    def compared(self):
        return ["monitoring", "outcome"]


class LessonFilterForm(ScopedForm):
    """Narrow the list of lessons."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    process = forms.ChoiceField(label=_("Process"), required=False)
    followed = forms.ChoiceField(
        label=_("How it is followed"),
        required=False,
        choices=[
            ALL, ("unset", _("Not set yet")), ("open", _("No outcome yet")),
            ("done", _("With an outcome")),
        ],
    )  # fmt: skip

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["process"].choices = [ALL, *processes(board)]

    def apply(self, rows):
        self.full_clean()
        asked = self.cleaned_data
        rows = rows.search(asked.get("q", ""))
        if asked.get("process"):
            rows = rows.filter(process=asked["process"])
        chosen = asked.get("followed")
        if chosen == "unset":
            return rows.filter(monitored_at__isnull=True)
        if chosen == "done":
            return rows.exclude(outcome="")
        return rows.filter(outcome="") if chosen == "open" else rows

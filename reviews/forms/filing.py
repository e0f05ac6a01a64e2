"""Forms with which an agency files its own learning, changes it and tells on."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from boards.choices import AreaOfWork
from boards.crispy import Group, Shown, form_helper
from boards.fields import DateField
from boards.forms import ScopedForm, ScopedModelForm
from boards.forms.words import lines
from boards.models import Agency
from boards.models import Group as BoardGroup
from boards.widgets import Checkboxes
from frameworks.vocabulary import Clock
from learning.choices import FindingKind
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm
from learning.models import LearningSource
from learning.process import said
from reviews.filing import groups_to_tell, own_agencies, plan_limit
from reviews.forms.inspections import in_order
from reviews.models import ProgressNote
from reviews.type_words import span

NO_NAMES = _("Write of services and practice. A role, never a name; no initials.")
FINDING = ("kind", "title", "text")


class SharedForm(ScopedForm):
    """Which groups may read it. Needs `board` on the form."""

    shared_with = forms.ModelMultipleChoiceField(
        BoardGroup.objects.none(),
        label=_("Which groups may read it?"),
        help_text=_("Only these groups, the business unit and your own agency see it."),
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one group")},
    )

    def offer_groups(self):
        rows = groups_to_tell(self.user, self.board)
        self.fields["shared_with"].queryset = rows


class FilingForm(ScreenedForm, SharedForm, ScopedForm):
    """What both kinds of item ask: what it was, what came out, who may read it."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Your agency"), empty_label=_("Choose")
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("A few words. No names or initials."),
    )
    summary = forms.CharField(
        label=_("What was looked at"), widget=lines(4), help_text=NO_NAMES
    )
    methodology = forms.CharField(
        label=_("How it was looked at"),
        widget=lines(3),
        help_text=_("The method, as your agency or the body that came chose it"),
    )
    strand = forms.ChoiceField(label=_("For whom"), choices=AreaOfWork.choices)
    kind = forms.ChoiceField(label=_("What kind of finding is it?"), required=False)
    finding_title = forms.CharField(
        label=_("In one line"), max_length=200, required=False
    )
    finding_text = forms.CharField(
        label=_("What was learnt"), widget=lines(4), required=False
    )
    what_will_be_done = forms.CharField(
        label=_("What you will do about it, and when your action plan comes"),
        widget=lines(3),
        required=False,
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)
    days: dict = {}
    told_with = ""  # the day that says an outcome is known

    def __init__(self, *args, board, kind, **kwargs):
        self.board, self.kind = board, kind
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())
        choices = [("", _now("Choose")), *FindingKind.choices]
        self.fields["kind"].choices = choices
        agencies = own_agencies(self.user, board)
        self.fields["agency"].queryset = agencies
        self.own = list(agencies)
        if len(self.own) == 1:
            del self.fields["agency"]
        if kind.strand != AreaOfWork.BOTH:
            del self.fields["strand"]
        self.offer_groups()
        self._say_when()
        self.helper = form_helper(self, *self._layout())

    def _say_when(self):
        limit = plan_limit(self.board, self.kind, timezone.localdate())
        if limit:
            words = _now("The board asks for the plan %s the outcome.")
            said_so = words % span(limit.count, limit.unit)
            self.fields["what_will_be_done"].help_text = said_so

    def _layout(self):
        first = ("agency", "title", "inspectorate", "strand")
        head = [n for n in first if n in self.fields]
        finding = Group(
            _("The main finding"),
            "kind",
            "finding_title",
            "finding_text",
            hint=_("Good practice counts. You can add more findings afterwards."),
        )
        return [
            *head,
            "summary",
            "methodology",
            Group(_("Days"), *self.days, hint=_("Time limits run from these.")),
            *self.middle(),
            finding,
            "what_will_be_done",
            Shown("shared_with", small=True),
            "sent_once",
        ]

    def middle(self) -> list:
        return []

    def clean(self):
        data = super().clean() or self.cleaned_data
        for name in self.days:
            if data.get(name) and data[name] > timezone.localdate():
                self.add_error(name, _("Enter a date that is today or in the past."))
        in_order(self, self.days)
        self._need_a_finding(data)
        return data

    def _need_a_finding(self, data):
        names = {"kind": _("Choose the kind"), "finding_title": _("Enter it")}
        names["finding_text"] = _("Enter what was learnt")
        begun = any(data.get(name) for name in names)
        if begun or data.get(self.told_with):
            for name, words in names.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)

    @property
    def owner(self):
        """The agency whose item it is."""
        return self.cleaned_data.get("agency") or self.own[0]

    @property
    def values(self) -> dict:
        """What the service takes of the source and the review."""
        names = ("title", "summary", "methodology", "what_will_be_done")
        chosen = {name: self.cleaned_data[name] for name in names}
        strand = self.cleaned_data.get("strand") or self.kind.strand.value
        return {**chosen, "strand": strand}

    @property
    def dates(self) -> dict:
        return {clock: self.cleaned_data[name] for name, clock in self.days.items()}

    @property
    def finding(self) -> dict | None:
        data = self.cleaned_data
        given = (data["kind"], data["finding_title"], data["finding_text"])
        return dict(zip(FINDING, given, strict=True)) if data["kind"] else None

    @property
    def inspection(self) -> dict | None:
        return None


class InspectionFilingForm(FilingForm):
    """An inspection of the agency: notice, outcome, plan within set days (HAR-30)."""

    days = {
        "notice_on": Clock.NOTICE_RECEIVED,
        "visit_ended_on": Clock.VISIT_ENDED,
        "outcome_on": Clock.OUTCOME_RECEIVED,
        "plan_sent_on": Clock.PLAN_SENT,
    }
    told_with = "outcome_on"
    inspectorate = forms.CharField(label=_("Inspectorate or body"), max_length=120)
    judgement = forms.CharField(
        label=_("Overall judgement"), max_length=200, required=False
    )
    strengths = forms.CharField(label=_("Strengths"), widget=lines(4), required=False)
    challenges = forms.CharField(
        label=_("Challenges"), widget=lines(4), required=False, help_text=NO_NAMES
    )
    notice_on = DateField(label=_("Notice received on"))
    visit_ended_on = DateField(label=_("Visit ended on"), required=False)
    outcome_on = DateField(
        label=_("Outcome received on"),
        required=False,
        help_text=_("Leave it empty until you have it; add it later."),
    )
    plan_sent_on = DateField(
        label=_("Action plan sent to the inspectorate on"), required=False
    )
    screened = (
        "title", "summary", "methodology", "judgement", "strengths", "challenges",
        "finding_title", "finding_text", "what_will_be_done",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        usual = said(self.kind.commissioner).split(",")[0]
        self.initial.setdefault("inspectorate", usual)

    def middle(self) -> list:
        hint = _("Once you have it, with its main finding below.")
        names = ("judgement", "strengths", "challenges")
        return [Group(_("Outcome"), *names, hint=hint)]

    def clean(self):
        data = super().clean()
        if data.get("outcome_on") and not (
            data.get("strengths") or data.get("challenges")
        ):
            self.add_error("strengths", _("Say what the outcome was: strengths first"))
        return data

    @property
    def inspection(self) -> dict:
        names = ("inspectorate", "judgement", "strengths", "challenges")
        return {name: self.cleaned_data[name] for name in names}


class OwnReviewFilingForm(FilingForm):
    """The agency's own review or audit: method and sharing are its own (CTM-36)."""

    days = {
        "began_on": Clock.COMMISSIONED,
        "finished_on": Clock.REPORT_RECEIVED,
    }
    told_with = "finished_on"
    began_on = DateField(label=_("Began on"))
    finished_on = DateField(
        label=_("Finished on"),
        required=False,
        help_text=_("Leave it empty while it is under way."),
    )


class FiledForm(ScreenedForm, SharedForm, VersionedForm):
    """What a filed item says, and which groups may read it."""

    screened = ("title", "summary", "methodology")

    class Meta:
        model = LearningSource
        fields = ["title", "summary", "methodology", "shared_with"]
        labels = {
            "summary": _("What was looked at"),
            "methodology": _("How it was looked at"),
        }
        widgets = {"summary": lines(5), "methodology": lines(3)}
        help_texts = {"summary": NO_NAMES}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.board = self.instance.board
        self.fields["summary"].required = True
        self.fields["methodology"].required = True
        self.offer_groups()
        told = set(self.instance.shared_with.values_list("pk", flat=True))
        offered = self.fields["shared_with"].queryset
        self.initial["shared_with"] = list(offered.filter(pk__in=told))
        self.helper = form_helper(
            self, "title", "summary", "methodology", Shown("shared_with", small=True)
        )


class ProgressForm(ScreenedForm, ScopedModelForm):
    """How it goes on, told to one of the groups that read it."""

    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = ProgressNote
        fields = ["group", "text"]
        widgets = {"text": lines(6)}
        help_texts = {"text": NO_NAMES}

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups
        self.fields["group"].empty_label = _("Choose a group")
        self.initial.setdefault("sent_once", uuid.uuid4())
        if len(groups) == 1:
            self.initial.setdefault("group", groups[0])
        self.helper = form_helper(self, "group", "text", "sent_once")

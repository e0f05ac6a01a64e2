"""Forms of requests to agencies: writing, whom to ask, another day, filters."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.choices import SectorChoices
from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import HeldMixin, ScopedForm
from boards.forms.words import lines
from boards.models import Agency, Group
from boards.widgets import Checkbox, Checkboxes, Radios
from dissemination.choices import RequestState
from dissemination.forms.team import LONGEST_WEEKS
from dissemination.models import Briefing, DisseminationPlan, LearningRequest
from dissemination.themes import REQUESTS, narrowed, offer_theme
from learning.choices import FindingKind
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm
from learning.models import Finding, LearningSource

MOST, LONGEST = 30, 500  # learning points, letters of each


class RequestForm(ScreenedForm, AddsOnce, HeldMixin, VersionedBoardForm):
    """What agencies are asked, before anybody is."""

    points = forms.CharField(
        label=_("Learning points, one a line"),
        widget=lines(8),
        required=False,
        help_text=_("Each agency says of each whether it applies, and what it does."),
    )
    take_findings = forms.BooleanField(
        label=_("Add what the source taught, one point for each finding"),
        widget=Checkbox,
        required=False,
    )

    field_order = [
        "title", "group", "message", "source", "take_findings", "points", "due_on",
        "briefing", "plan", "recall_weeks",
    ]  # fmt: skip

    class Meta:
        model = LearningRequest
        fields = [
            "title", "group", "message", "source", "due_on", "briefing", "plan",
            "recall_weeks",
        ]  # fmt: skip
        field_classes = {"due_on": DateField}
        widgets = {"message": lines(6)}
        help_texts = {
            "title": _(
                "Agencies read this. No names, nothing of an unpublished review."
            ),
            "source": _("Agencies see the points below, not the source."),
            "briefing": _("Agencies and their teams read it once it is shared."),
            "recall_weeks": _(
                "Counted from the day an agency signs that it was passed on. Leave "
                "empty for the board's usual number. 0 is never."
            ),
        }

    def __init__(self, *args, groups, **kwargs):
        self.groups = groups
        super().__init__(*args, **kwargs)
        user, board = self.user, self.board
        offered = {
            "group": groups,
            "source": open_sources(user, board),
            "briefing": Briefing.objects.visible_to(user).filter(board=board),
            "plan": DisseminationPlan.objects.visible_to(user).filter(board=board),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows
            self.fields[name].empty_label = _("None")
            if self.instance.pk:
                self.hold(name, getattr(self.instance, name))
        self.fields["group"].empty_label = _("Choose a group")
        if self.instance.pk:
            points = self.instance.points.values_list("text", flat=True)
            self.initial["points"] = "\n".join(points)
        self.helper = form_helper(self)

    def _same(self):
        return {**super()._same(), "groups": self.groups}

    @property
    def compared(self):
        return [*super().compared, "points"]

    def clean_points(self):
        """The lines that say something, as a list."""
        found = [one.strip() for one in self.cleaned_data["points"].splitlines()]
        found = list(dict.fromkeys(filter(None, found)))
        if len(found) > MOST:
            raise forms.ValidationError(_("Write at most %d points") % MOST)
        if any(len(one) > LONGEST for one in found):
            raise forms.ValidationError(_("Keep each point below %d letters") % LONGEST)
        return found

    def clean_due_on(self):
        return from_today(self.cleaned_data["due_on"])

    def clean_recall_weeks(self):
        weeks = self.cleaned_data["recall_weeks"]
        if weeks is not None and weeks > LONGEST_WEEKS:
            raise forms.ValidationError(_("Choose at most two years: 104 weeks"))
        return weeks

    def _found(self, data):
        texts = "\n".join(data.get("points") or [])
        return super()._found(data | {"points": texts})

    def clean(self):
        data = super().clean() or self.cleaned_data
        nothing = not data.get("points") and not self.findings
        if nothing and "points" not in self.errors:
            said = _("Write at least one point, or take them from a source")
            self.add_error("points", said)
        return data

    @property
    def findings(self) -> list[Finding]:
        """What the chosen source taught, where that was asked for."""
        source = self.cleaned_data.get("source")
        if not source or not self.cleaned_data.get("take_findings"):
            return []
        seen = Finding.objects.visible_to(self.user).filter(source=source)
        return list(seen.exclude(kind=FindingKind.GOOD_PRACTICE))


def open_sources(user, board):
    """Sources a request may come from: none of a restricted group."""
    free = Q(lead_group__isnull=True) | Q(lead_group__restricted=False)
    rows = LearningSource.objects.visible_to(user).filter(free, board=board)
    return rows.order_by("-opened_on", "title")


def from_today(day):
    """A day agencies can still answer by."""
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("Choose today or a later day"))
    return day


class AskForm(RevealingForm, ScopedForm):
    """Which agencies are asked."""

    to = forms.ChoiceField(
        label=_("Which agencies are asked?"),
        choices=[
            ("all", _("All agencies of the board")),
            ("sector", _("All of some sectors")),
            ("chosen", _("Some agencies")),
        ],
        widget=Radios(reveals={"sector": "sectors", "chosen": "agencies"}),
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"), required=False, widget=Checkboxes
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(), label=_("Agencies"), required=False, widget=Checkboxes
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.every = Agency.objects.visible_to(self.user).serving(board)
        self.fields["agencies"].queryset = self.every
        held = set(self.every.order_by().values_list("sector", flat=True))
        there = [(key, label) for key, label in SectorChoices.choices if key in held]
        self.fields["sectors"].choices = there
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("to") == "chosen" and not data.get("agencies"):
            self.add_error("agencies", _("Choose at least one agency"))
        return data

    @property
    def asked(self) -> list[Agency]:
        """The agencies meant, by name."""
        said = self.cleaned_data
        if said.get("to") == "chosen":
            return list(said.get("agencies") or [])
        if said.get("to") == "sector":
            return list(self.every.filter(sector__in=said.get("sectors") or []))
        return list(self.every) if said.get("to") == "all" else []


class DueForm(VersionedForm):
    """Another day for everybody who was asked."""

    class Meta:
        model = LearningRequest
        fields = ["due_on"]
        field_classes = {"due_on": DateField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_due_on(self):
        return from_today(self.cleaned_data["due_on"])


class RequestFilterForm(ScopedForm):
    """Narrow the list of requests."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *RequestState.choices],
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("From"),
        required=False,
        empty_label=_("All groups"),
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.visible_to(self.user).of(board)
        offer_theme(self, board)

    def apply(self, rows):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        rows = narrowed(rows, self, REQUESTS)
        if words := said.get("q"):
            rows = rows.search(words)
        if state := said.get("state"):
            rows = rows.filter(state=state)
        if group := said.get("group"):
            rows = rows.filter(group=group)
        return rows

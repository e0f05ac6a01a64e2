"""Forms of voice activities: the list, the record, telling back, escalation, rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.days import DayField
from boards.forms.words import lines
from boards.widgets import Radios
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from voices.facts import media, methods, rung_choices
from voices.forms.owned import NO_NAMES, OwnedForm
from voices.models import BoardVoiceRules, Escalation, VoiceActivity
from voices.rules import agencies_on, open_groups

ALL = ("", _("All"))
NONE_NAMED = "board"  # the choice of what the board itself did


class ActivityForm(OwnedForm):
    """What was done, with whom, on which rung, and what they said."""

    screened = ("title", "group_heard", "heard", "changed")
    others = ("ladder", "rung")
    rung = forms.ChoiceField(
        label=_("Rung on a ladder of participation"),
        required=False,
        help_text=_("Judge what they could decide. The lowest are no participation."),
    )

    class Meta:
        model = VoiceActivity
        fields = [
            "method", "medium", "group_heard", "number", "held_on", "heard", "changed",
            "tell_back_by",
        ]  # fmt: skip
        field_classes = {"held_on": DateField, "tell_back_by": DateField}
        widgets = {"heard": lines(5), "changed": lines(4)}
        help_texts = {
            "heard": NO_NAMES,
            "changed": _("Leave it empty until something did."),
            "tell_back_by": _("Left empty, the board's usual number of weeks."),
            "number": _("Leave it empty where nobody counted."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = forms.ChoiceField(
            label=_("Method"), choices=methods(self.board), widget=Radios
        )
        self.fields["method"] = chosen
        self.fields["medium"] = forms.ChoiceField(
            label=_("Medium"),
            choices=[("", _("Not said")), *media(self.board)],
            required=False,
        )
        self.fields["rung"].choices = [
            ("", _("Not judged yet")), *rung_choices(self.board)
        ]  # fmt: skip
        if self.instance.rung:
            self.initial["rung"] = f"{self.instance.ladder}:{self.instance.rung}"
        first = ["title", "owner_agency", "method", "medium", "group_heard", "number"]
        then = ["held_on", "strand", "heard", "rung", "changed", "tell_back_by"]
        last = ["lead_group", "audience", "sent_once", "version"]
        named = [n for n in [*first, *then, *last] if n in self.fields]
        self.helper = form_helper(self, *named)

    def clean(self):
        data = super().clean() or self.cleaned_data
        ladder, _colon, rung = (data.get("rung") or "").partition(":")
        data["ladder"], data["rung"] = ladder, rung
        return data


class ActivityFilterForm(ScopedForm):
    """Narrow the list of activities."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    method = forms.ChoiceField(label=_("Method"), required=False)
    rung = forms.ChoiceField(label=_("Rung"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    told = forms.ChoiceField(
        label=_("Told back"),
        required=False,
        choices=[
            ALL, ("late", _("Late")), ("waiting", _("Waiting")), ("told", _("Told")),
            ("unchanged", _("Nothing changed yet")),
        ],
    )  # fmt: skip
    escalated = forms.ChoiceField(
        label=_("Escalated"),
        required=False,
        choices=[
            ALL, ("open", _("No outcome yet")), ("yes", _("Escalated")),
        ],
    )  # fmt: skip
    since = DayField(label=_("Since"), required=False)

    def __init__(self, *args, board, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.board = board
        agencies = [(str(a.pk), str(a)) for a in agencies_on(self.user, board)]
        itself = (NONE_NAMED, _("The board itself"))
        self.fields["agency"].choices = [ALL, itself, *agencies]
        self.fields["method"].choices = [ALL, *methods(board)]
        self.fields["rung"].choices = [
            ALL, ("low", _("No participation")), ("none", _("Not judged yet")),
            *rung_choices(board),
        ]  # fmt: skip
        self.fields["year"].choices = [ALL, *years]

    def apply(self, rows):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        asked = self.cleaned_data
        rows = rows.search(asked.get("q", ""))
        if agency := asked.get("agency"):
            none = agency == NONE_NAMED
            rows = rows.filter(source__owner_agency=None if none else agency)
        if asked.get("method"):
            rows = rows.filter(method=asked["method"])
        if asked.get("year"):
            rows = rows.filter(year=asked["year"])
        if asked.get("since"):
            rows = rows.filter(held_on__gte=asked["since"])
        rows = self._by_rung(rows, asked.get("rung"))
        rows = self._by_telling(rows, asked.get("told"))
        return self._by_escalation(rows, asked.get("escalated"))

    def _by_rung(self, rows, chosen):
        if not chosen:
            return rows
        if chosen == "none":
            return rows.filter(rung="")
        if chosen == "low":
            return rows.filter(is_low=True)
        ladder, _colon, rung = chosen.partition(":")
        return rows.filter(ladder=ladder, rung=rung)

    def _by_telling(self, rows, chosen):
        if chosen == "late":
            return rows.late()
        if chosen == "waiting":
            return rows.untold()
        if chosen == "told":
            return rows.filter(told_back_on__isnull=False)
        return rows.filter(changed="") if chosen == "unchanged" else rows

    def _by_escalation(self, rows, chosen):
        if not chosen:
            return rows
        held = Escalation.objects.visible_to(self.user)
        held = held.open() if chosen == "open" else held
        return rows.filter(pk__in=held.values("activity"))


class TellBackForm(ScreenedForm, VersionedBoardForm):
    """What changed, and how the people who spoke were told."""

    screened = ("changed", "told_back_how")

    class Meta:
        model = VoiceActivity
        fields = ["changed", "told_back_on", "told_back_how"]
        field_classes = {"told_back_on": DateField}
        widgets = {"changed": lines(5)}
        help_texts = {
            "changed": _("If nothing did, say so and why: that is an answer too."),
            "told_back_how": _("Such as a letter, a visit to the group, a film."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].required = True
        self.helper = form_helper(self)


class EscalateForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """To which group, and what it should know."""

    screened = ("reason",)

    class Meta:
        model = Escalation
        fields = ["to_group", "reason", "escalated_on"]
        field_classes = {"escalated_on": DateField}
        widgets = {"reason": lines(4)}
        help_texts = {"reason": NO_NAMES}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_group"].queryset = open_groups(self.user, self.board)
        self.fields["to_group"].empty_label = _("Choose a group")
        self.helper = form_helper(self)


class DecideForm(ScreenedForm, VersionedBoardForm):
    """What the group decided."""

    screened = ("outcome",)

    class Meta:
        model = Escalation
        fields = ["outcome", "decided_on"]
        field_classes = {"decided_on": DateField}
        widgets = {"outcome": lines(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].required = True
        self.helper = form_helper(self)


class RulesForm(VersionedBoardForm):
    """What is kept back, and when people are told."""

    class Meta:
        model = BoardVoiceRules
        fields = ["suppress_below", "tell_back_weeks"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class MapFilterForm(ScopedForm):
    """What stands along the top of the map, and which agencies."""

    across = forms.ChoiceField(
        label=_("Across the top"),
        required=False,
        choices=[("method", _("Methods")), ("year", _("Years"))],
    )
    q = forms.CharField(label=_("Agency"), required=False, max_length=100)
    gaps = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[ALL, ("none", _("Agencies with nothing recorded"))],
    )

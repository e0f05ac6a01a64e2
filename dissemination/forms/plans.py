"""Forms of a dissemination plan and of its lines."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import HeldMixin, ScopedForm
from boards.forms.words import lines
from boards.models import Group
from boards.widgets import Checkboxes
from dissemination.audiences import channels_of
from dissemination.choices import PlanState
from dissemination.headings import PLAN, headings_of
from dissemination.models import DisseminationPlan, PlanLine
from dissemination.people import agencies_on, open_groups, own_groups, owners_on
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm


class PlanForm(ScreenedForm, AddsOnce, HeldMixin, VersionedBoardForm):
    """What the plan is called and which group keeps it."""

    class Meta:
        model = DisseminationPlan
        fields = ["title", "group"]
        help_texts = {
            "title": _(
                "A few words. Everybody on the board reads them once the plan is "
                "agreed: no names, and no title of a review that is not published."
            )
        }

    def __init__(self, *args, only=None, **kwargs):
        self.only = only
        super().__init__(*args, **kwargs)
        groups = own_groups(self.user, self.board)
        rule = {"pk": only.pk} if only else {"restricted": False}
        self.fields["group"].queryset = groups.filter(**rule)
        self.fields["group"].empty_label = _("Choose a group")
        self.hold("group", self.instance.pk and self.instance.group)
        self.helper = form_helper(self)

    def _same(self):
        return {**super()._same(), "only": self.only}


class LineForm(ScreenedForm, HeldMixin, VersionedBoardForm):
    """One audience: what for, how, who, by when, and how success is told."""

    class Meta:
        model = PlanLine
        fields = [
            "purpose", "methods", "methods_note", "measure", "agency", "owner",
            "due_on",
        ]  # fmt: skip
        field_classes = {"due_on": DateField}
        widgets = {
            "purpose": lines(5),
            "methods": Checkboxes,
            "methods_note": lines(2),
            "measure": lines(3),
        }
        help_texts = {
            "measure": _(
                "For example: eight of ten practitioners asked in three months can "
                "say what they do differently."
            ),
            "owner": _("Who says when it is done"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = headings_of(self.board, self.user, PLAN).words
        for name in ("purpose", "methods", "measure"):
            self.fields[name].label = words[name]
        self.fields["methods"].queryset = channels_of(self.board, self.user)
        self.fields["agency"].queryset = agencies_on(self.board, self.user)
        self.fields["owner"].queryset = owners_on(self.board, self.user)
        for name in ("agency", "owner"):
            self.fields[name].empty_label = _("None")
            self.hold(name, getattr(self.instance, name))
        self.helper = form_helper(self)


class DeliverForm(ScreenedForm, VersionedBoardForm):
    """It reached its audience: when, how, how many, with what result."""

    class Meta:
        model = PlanLine
        fields = ["delivered_on", "methods", "reach", "result"]
        field_classes = {"delivered_on": DateField}
        widgets = {"methods": Checkboxes, "result": lines(4)}
        labels = {"methods": _("Which channels were used?")}
        help_texts = {
            "methods": _("Each enters the log of sharing."),
            "reach": _("As many as you know. Leave empty if nobody counted."),
            "result": _("You can come back and write it later."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["methods"].queryset = channels_of(self.board, self.user)
        self.fields["delivered_on"].required = True
        self.initial["delivered_on"] = (
            self.instance.delivered_on or timezone.localdate()
        )
        self.helper = form_helper(self)

    def clean_delivered_on(self):
        day = self.cleaned_data["delivered_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Enter a date that is not in the future."))
        return day


class PlanFilterForm(ScopedForm):
    """Narrow the dissemination plans."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Kept by"),
        required=False,
        empty_label=_("All groups"),
    )
    late = forms.ChoiceField(
        label=_("Lines"),
        required=False,
        choices=[("", _("All")), ("yes", _("Some are late"))],
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), *PlanState.choices]
        self.fields["group"].queryset = open_groups(self.user, board)

    def apply(self, rows):
        """Plans that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(Q(title__icontains=word) | Q(reference__iexact=word))
        for name in ("state", "group"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("late"):
            late = PlanLine.objects.visible_to(self.user).outstanding()
            late = late.filter(due_on__lt=timezone.localdate())
            rows = rows.filter(state=PlanState.AGREED, pk__in=late.values("plan"))
        return rows

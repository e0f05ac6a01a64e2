"""Forms that join actions, make one of two, or several of one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.choices import Direction, NoteKind
from actionplans.forms.updates import OnceForm
from actionplans.models import Action, ActionPlan
from boards.crispy import form_helper
from boards.fields import RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency, Group
from boards.widgets import Checkboxes, Radios
from learning.forms.screening import ScreenedForm

REFERENCE = _("Its reference, as it stands on the action's page: ACT- and 7 signs")


class OtherForm(ScopedForm):
    """Another action of the board, by its reference."""

    other = forms.CharField(
        label=_("Reference of the other action"), max_length=30, help_text=REFERENCE
    )

    def __init__(self, *args, action, **kwargs):
        self.action = action
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_other(self):
        rows = Action.objects.visible_to(self.user).filter(board=self.action.board)
        asked = self.cleaned_data["other"].strip().upper()
        found = rows.filter(reference=asked).exclude(pk=self.action.pk).first()
        if found is None:
            raise forms.ValidationError(_("You see no other action of this reference."))
        return found


class LinkForm(OtherForm):
    """How this action bears on another (HAR-34)."""

    direction = forms.ChoiceField(
        label=_("How do they belong together?"),
        choices=Direction,
        widget=Radios(
            hints={
                Direction.TAKES_FROM: _("The other one asked for this one"),
                Direction.FEEDS_INTO: _("This one helps the other one along"),
            }
        ),
    )


class MergeForm(ScreenedForm, OtherForm):
    """The action that stays."""

    screened = ("reason",)

    reason = forms.CharField(label=_("Why"), widget=lines(2), required=False)


class SplitForm(ScopedForm):
    """Agencies that each get an action of their own."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(), label=_("Agencies"), widget=Checkboxes()
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Agency.objects.visible_to(self.user).serving(action.board)
        self.fields["agencies"].queryset = rows
        self.helper = form_helper(self)


class OfferForm(ScreenedForm, ScopedForm):
    """Which group is asked to take an own action in."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Group whose plan it could join"),
        empty_label=_("Choose a group"),
    )
    note = forms.CharField(
        label=_("Why the group should take it in"), widget=lines(3), required=False
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Group.objects.visible_to(self.user).of(action.board)
        self.fields["group"].queryset = groups.filter(restricted=False)
        self.helper = form_helper(self)


TAKE, DECLINE = "take", "decline"


class OfferAnswerForm(RevealingForm, ScreenedForm, ScopedForm):
    """Take it into a plan, or say why not."""

    decision = forms.ChoiceField(
        label=_("What does the group do?"),
        choices=[(TAKE, _("Take it in")), (DECLINE, _("Leave it with the agency"))],
        widget=Radios(reveals={TAKE: "plan"}),
    )
    plan = forms.ModelChoiceField(
        ActionPlan.objects.none(), label=_("Plan"), empty_label=_("Choose a plan")
    )
    answer = forms.CharField(
        label=_("Answer to the agency"),
        widget=lines(3),
        required=False,
        help_text=_("Needed where it is not taken in"),
    )

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean()
        if data.get("decision") == DECLINE and not data.get("answer"):
            self.add_error("answer", _("Tell the agency why."))
        return data


class NoteForm(OnceForm):
    """What a member says of a progress report (HAR-43)."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=NoteKind,
        widget=Radios(
            hints={
                NoteKind.CHALLENGE: _("You doubt it, or expect more"),
                NoteKind.SUPPORT: _("You offer help"),
                NoteKind.ASSURANCE: _("You ask how impact is known, or say it is"),
            }
        ),
    )
    text = forms.CharField(label=_("What you want to record"), widget=lines(4))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

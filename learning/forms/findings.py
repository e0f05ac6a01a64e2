"""Forms of findings: what a source teaches, and good practice in a few words."""

import uuid

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from boards.choices import AreaOfWork
from boards.crispy import Group, Shown, form_helper
from boards.fields import RevealingForm
from boards.forms import HeldMixin, ScopedForm
from boards.models import Agency
from boards.models import Group as BoardGroup
from boards.widgets import Checkboxes, Radios
from learning.choices import FindingKind, FindingLevel, ImpactStrand
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from learning.models import Finding
from learning.rules import agencies_to_file_for
from learning.standards import choices_of

NO_NAMES = _(
    "Write about systems and practice. A role, never a name; no initials, dates of "
    "birth or addresses."
)
KEY_WORDS = _(
    "A few words each, with commas between them. They help to suggest themes of the "
    "board's list."
)
KIND_HINTS = {
    FindingKind.LESSON: _("Something to do differently"),
    FindingKind.GOOD_PRACTICE: _("Something that worked and others can use"),
    FindingKind.GAP: _("Something that is missing"),
    FindingKind.EMERGING_ISSUE: _("Something new to keep an eye on"),
    FindingKind.SYSTEM_FACTOR: _("Something about the system people work in"),
}


class WordsField(forms.CharField):
    """Several short texts in one line, with commas between them."""

    def __init__(self, *args, most=12, longest=60, **kwargs):
        self.most, self.longest = most, longest
        super().__init__(*args, **kwargs)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        typed = self.prepare_value(value) or ""
        words = [" ".join(word.split()) for word in str(typed).split(",")]
        return list(dict.fromkeys(filter(None, words)))

    def validate(self, value):
        super().validate(value)
        ProhibitNullCharactersValidator()(" ".join(value))
        if len(value) > self.most:
            raise forms.ValidationError(_("Give at most %(n)s") % {"n": self.most})
        if any(len(word) > self.longest for word in value):
            words = _("Keep each within %(n)s characters") % {"n": self.longest}
            raise forms.ValidationError(words)

    def run_validators(self, value):
        """The rules are those of `validate`: the value is a list."""


class FindingForm(ScreenedForm, AddsOnce, HeldMixin, RevealingForm, VersionedBoardForm):
    """One thing learnt. Good practice has the same place and size as a lesson.

    There is no field for an individual, and none may be added (WOL-16).
    """

    kind = forms.ChoiceField(
        label=_("What kind of finding is it?"),
        choices=FindingKind,
        widget=Radios(hints=KIND_HINTS, reveals={"good_practice": "worked_where"}),
    )
    level = forms.ChoiceField(
        label=_("Whom does it concern?"),
        choices=FindingLevel,
        widget=Radios(reveals={"single_agency": "agency"}),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Which agency?"), required=False
    )
    themes = WordsField(
        label=_("Key words"),
        required=False,
        help_text=KEY_WORDS,
    )
    standard = forms.ChoiceField(
        label=_("Standard of a self-assessment it bears on"), required=False
    )
    impact_strands = forms.MultipleChoiceField(
        label=_("How will you see whether it made a difference?"),
        choices=ImpactStrand,
        required=False,
        widget=Checkboxes,
    )

    class Meta:
        model = Finding
        fields = [
            "kind", "title", "text", "worked_where", "level", "agency",
            "system_factor", "system_level", "themes", "standard",
            "impact_strands", "no_action_reason",
        ]  # fmt: skip
        help_texts = {
            "text": NO_NAMES,
            "no_action_reason": _("Only where nothing needs to follow"),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "no_action_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.visible_to(self.user).serving(self.board)
        self.fields["agency"].queryset = agencies
        self.fields["agency"].empty_label = _("Choose an agency")
        self.hold("agency", self.instance.agency)
        self._offer_standards()
        self.fields["system_factor"].choices = self._plain("system_factor")
        self.fields["system_level"].choices = self._plain("system_level")
        self.helper = form_helper(self, *self._layout())

    def _plain(self, name):
        choices = [pair for pair in self.fields[name].choices if pair[0]]
        return [("", _("None")), *choices]

    def _offer_standards(self):
        kept = self.instance.standard
        choices = choices_of(self.user, self.board)
        if kept and kept not in dict(choices):
            choices = [(kept, kept), *choices]  # no longer asked
        self.fields["standard"].choices = [("", _("None")), *choices]

    def _layout(self):
        system = Group(
            _("The system behind it"),
            "system_factor",
            "system_level",
            hint=_("Systems, processes and culture rather than individuals"),
        )
        end = ["themes", "standard", Shown("impact_strands", small=True)]
        token = "sent_once" if self.instance.pk is None else "version"
        start = ["kind", "title", "text", "level"]
        return [token, *start, system, *end, "no_action_reason"]

    def clean(self):
        data = super().clean()
        if data.get("kind") == FindingKind.SYSTEM_FACTOR:
            if not data.get("system_factor") and "system_factor" not in self.errors:
                self.add_error("system_factor", _("Choose the system factor"))
        return data


class GoodPracticeForm(ScreenedForm, ScopedForm):
    """Something that works, told by whoever saw it (WOL-1)."""

    title = forms.CharField(label=_("What works, in one line"), max_length=200)
    text = forms.CharField(
        label=_("What was done, and what difference it made"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=NO_NAMES,
    )
    worked_where = forms.CharField(
        label=_("Where it worked"),
        max_length=250,
        help_text=_("A team or service, never a person"),
    )
    strand = forms.ChoiceField(label=_("For whom"), choices=AreaOfWork, widget=Radios)
    filed_for = forms.ChoiceField(label=_("You file it for"))
    themes = WordsField(
        label=_("Key words"),
        required=False,
        help_text=KEY_WORDS,
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, board, for_board: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = Agency.objects.visible_to(self.user).filter(
            pk__in=agencies_to_file_for(self.user, board)
        )
        self.groups = BoardGroup.objects.visible_to(self.user).of(board)
        self.groups = self.groups.filter(pk__in=self.user.scope.group_ids)
        self.owners = {f"agency-{one.pk}": one for one in self.agencies}
        self.owners |= {f"group-{one.pk}": one for one in self.groups}
        choices = [(key, str(one)) for key, one in self.owners.items()]
        choices += [("board", _("The board as a whole"))] if for_board else []
        self.fields["filed_for"].choices = choices
        self.initial.setdefault("sent_once", uuid.uuid4())
        self.helper = form_helper(self)

    def clean_filed_for(self):
        """The group or the agency; None for the board as a whole."""
        return self.owners.get(self.cleaned_data["filed_for"])

"""Forms of the pool and of agencies' single points."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency, Membership, User
from boards.widgets import Checkboxes
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from reviews.choices import PanelRole
from reviews.models import PoolPerson

LONGEST_SKILL = 60  # characters
WHAT_THEY_DO = {
    PanelRole.CHAIR: _("Leads the panel; independent of every agency reviewed"),
    PanelRole.REVIEWER: _("Writes the review; independent of every agency reviewed"),
    PanelRole.MEMBER: _("Brings an agency's knowledge; may work for one reviewed"),
}


class SkillsField(forms.CharField):
    """Skills, one to a line; kept once each."""

    widget = lines(4)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value):
        found = [line.strip() for line in super().clean(value).splitlines()]
        if any(len(skill) > LONGEST_SKILL for skill in found):
            said = _("Keep each skill to 60 characters, one to a line.")
            raise forms.ValidationError(said, code="too_long")
        return list(dict.fromkeys(filter(None, found)))


class PoolForm(ScreenedForm, VersionedBoardForm):
    """Somebody of the pool, as an officer or their agency describes them."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Person"), empty_label=_("Choose a person")
    )
    employer = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Employed by"),
        required=False,
        empty_label=_("No agency of the board"),
    )
    roles = forms.MultipleChoiceField(
        label=_("Can serve as"),
        choices=PanelRole,
        widget=Checkboxes(hints=WHAT_THEY_DO),
    )
    skills = SkillsField(
        label=_("Skills"), required=False, help_text=_("One to a line")
    )

    class Meta:
        model = PoolPerson
        fields = ["user", "employer", "roles", "skills", "available", "at_most"]

    def __init__(self, *args, manages, **kwargs):
        self.manages = manages
        super().__init__(*args, **kwargs)
        seen = Agency.objects.visible_to(self.user).serving(self.board)
        if not manages:
            own = self.user.scope.agencies.get(self.board.pk, ())
            seen = seen.filter(pk__in=own)
            self.fields["employer"].required = True
            self.fields["employer"].empty_label = _("Choose your agency")
        self.fields["employer"].queryset = seen
        if self.instance.pk:
            del self.fields["user"], self.fields["employer"]
        else:
            del self.fields["version"]
            self._offer_people(None if manages else own)
        self.helper = form_helper(self)

    def _offer_people(self, agencies):
        roles = Membership.objects.visible_to(self.user).live()
        roles = roles.filter(board=self.board, user__is_active=True)
        if agencies is not None:
            roles = roles.filter(agency__in=agencies)
            if len(agencies) == 1:
                self.initial["employer"] = next(iter(agencies))
        placed = PoolPerson.objects.visible_to(self.user).filter(board=self.board)
        people = User.objects.visible_to(self.user).filter(pk__in=roles.values("user"))
        self.fields["user"].queryset = people.exclude(pk__in=placed.values("user"))

    def _same(self):
        return super()._same() | {"manages": self.manages}


class PoolFilterForm(ScopedForm):
    """Narrow the pool."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Can serve as"), required=False)
    skill = forms.ChoiceField(label=_("Skill"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, skills, states=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("All")), *PanelRole.choices]
        self.fields["skill"].choices = [("", _("All")), *((s, s) for s in skills)]
        self.fields["state"].choices = [
            ("", _("All")),
            ("available", _("Available")),
            ("away", _("Not available")),
            ("offered", _("Offered, not confirmed")),
        ]
        if not states:
            del self.fields["state"]

    def apply(self, people):
        """Those who match; a value nobody understands narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        if words := said.get("q"):
            people = people.filter(user__full_name__icontains=words)
        if role := said.get("role"):
            people = people.filter(roles__contains=[role])
        if skill := said.get("skill"):
            people = people.filter(skills__contains=[skill])
        if state := said.get("state"):
            people = people.filter(
                available=state != "away", offered=state == "offered"
            )
        return people


class SinglePointForm(ScopedForm):
    """Who an agency is asked through: somebody who answers for it."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Single point of contact"),
        empty_label=_("Choose a person"),
        help_text=_("Requests go to them. The agency's leads are told as well."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        seen = User.objects.visible_to(self.user)
        self.fields["person"].queryset = seen.filter(pk__in=people)
        self.helper = form_helper(self)

"""Forms by which an agency answers, passes on, confirms."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group, form_helper
from boards.fields import DateField
from boards.forms import ScopedForm, ScopedModelForm
from boards.forms.words import lines
from boards.widgets import Checkboxes, Radios
from dissemination.choices import Applies, Confirmation, PartState
from dissemination.models import AgencyPart, Cascade
from learning.forms.screening import ScreenedForm, names_of_bodies
from learning.forms.versions import VersionedForm
from learning.identifiers import found_in
from learning.models import SharingMethod

NO_NAMES = _("Teams, services and roles. Never a name.")


def methods_for(user, board, *purposes):
    """Ways of the board's framework in use, for any of the purposes."""
    rows = SharingMethod.objects.visible_to(user).filter(
        board=board, retired_on__isnull=True
    )
    return rows.filter(purposes__overlap=list(purposes))


class PartForm(VersionedForm):
    """An agency's answers. A draft may be as short as it is."""

    class Meta:
        model = AgencyPart
        fields = [
            "where_embedded", "mechanism", "methods", "evaluation", "evaluate_on"
        ]  # fmt: skip
        field_classes = {"evaluate_on": DateField}
        widgets = {
            "where_embedded": lines(4),
            "mechanism": lines(4),
            "methods": Checkboxes,
            "evaluation": lines(4),
        }

    def __init__(self, *args, points, **kwargs):
        self.points = points
        super().__init__(*args, **kwargs)
        methods = methods_for(self.user, self.instance.board, "embed")
        self.fields["methods"].queryset = methods
        said = {row.point_id: row for row in self.instance.answers.all()}
        groups = [
            self._add_point(number, point, said.get(point.pk))
            for number, point in enumerate(points, start=1)
        ]
        self.mark_optional = False
        questions = Group(
            _("Where, how, and how you will know"),
            *self._meta.fields,
            hint=_("Asked where at least one point applies to you."),
        )
        self.helper = form_helper(self, "version", *groups, questions)

    def _add_point(self, number, point, answer):
        applies, action = f"applies_{point.pk}", f"action_{point.pk}"
        self.fields[applies] = forms.ChoiceField(
            label=_("Does it apply?"),
            choices=[choice for choice in Applies.choices if choice[0]],
            required=False,
            widget=Radios,
        )
        self.fields[action] = forms.CharField(
            label=_("What you do, or why it does not apply"),
            required=False,
            widget=lines(3),
            help_text=NO_NAMES,
        )
        self.initial[applies] = answer.applies if answer else ""
        self.initial[action] = answer.action if answer else ""
        words = {"number": number, "text": point.text}
        return Group(_("%(number)d. %(text)s") % words, applies, action)

    def _same(self):
        return {"points": self.points}

    @property
    def compared(self):
        asked = [
            f"{part}_{p.pk}" for p in self.points for part in ("applies", "action")
        ]
        return [*asked, *super().compared]

    @property
    def answers(self) -> dict:
        """What is said of each point, as far as it could be read."""
        said = self.cleaned_data
        return {
            point.pk: {
                part: said[f"{part}_{point.pk}"]
                for part in ("applies", "action")
                if f"{part}_{point.pk}" in said
            }
            for point in self.points
        }


class HandInForm(ScreenedForm, ScopedForm):
    """The version that was read is the one handed in; its words are screened now."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, part, words, **kwargs):
        self.words = words
        super().__init__(*args, initial={"version": part.version}, **kwargs)
        self.helper = form_helper(self)

    def _found(self, data):
        hits = found_in(self.words, names_of_bodies(self.user))
        return {None: hits} if hits else {}


class CascadeForm(ScreenedForm, ScopedModelForm):
    """How learning was passed on (HAR-38)."""

    reach = forms.IntegerField(
        label=_("People reached"), required=False, min_value=0, max_value=100_000
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Cascade
        fields = ["method", "audience", "on", "reach", "changed"]
        field_classes = {"on": DateField}
        widgets = {"changed": lines(4)}
        help_texts = {
            "audience": NO_NAMES,
            "changed": _("A policy, training, a form, the agenda of a meeting"),
        }

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        methods = methods_for(self.user, board, "share", "embed")
        self.fields["method"].queryset = methods
        self.fields["method"].empty_label = _("Choose")
        self.initial.setdefault("sent_once", uuid.uuid4())
        self.helper = form_helper(self)

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class ConfirmForm(ScreenedForm, ScopedForm):
    """What a confirmation rests on (HAR-39)."""

    evidence = forms.CharField(
        label=_("What it rests on"),
        widget=lines(5),
        help_text=_("Minutes, an audit, figures, feedback. A role, never a name."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


LACKS = {
    f"no_{kind.value}": kind for kind in Confirmation
}  # what the coverage still lacks
STATES = [
    ("", _("All")),
    ("late", _("Late")),
    ("open", _("Not handed in")),
    (PartState.ANSWERED.value, _("Handed in")),
    ("no_disseminated", _("Not confirmed as disseminated")),
    ("no_embedded", _("Not confirmed as embedded")),
    ("no_assured", _("Not confirmed as assured")),
]


class PartFilterForm(ScopedForm):
    """Narrow the agencies of one request."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def apply(self, parts):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        said = self.cleaned_data
        for word in said.get("q", "").split():
            parts = parts.filter(agency__name_en__icontains=word)
        state = said.get("state")
        if state == "late":
            return parts.late()
        if state == "open":
            return parts.exclude(state=PartState.ANSWERED)
        if state in LACKS:
            return parts.exclude(confirmations__kind=LACKS[state])
        return parts.filter(state=state) if state else parts

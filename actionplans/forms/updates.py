"""Forms with which people say how an action goes, and whether it worked."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.choices import (
    OPEN_STATUSES,
    ActionStatus,
    Difference,
    FeedbackFrom,
    RevisitKind,
)
from actionplans.levels import LEVELS
from actionplans.meanings import written_meaning
from actionplans.models import Action
from actionplans.services.progress import THREE_QUESTIONS
from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm, UploadField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Checkbox, Radios
from learning.choices import ImpactStrand
from learning.forms.evidence import link_field
from learning.forms.screening import ScreenedForm
from learning.models import Evidence
from learning.services.documents import judge_all
from learning.uploads import EVIDENCE
from learning.uploads.kinds import endings

ROLES = _("Roles, never names. Nobody can change it afterwards; you can add more.")


class OnceForm(ScreenedForm, ScopedForm):
    """A form that, sent twice, is one thing said; its words are looked through."""

    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())


class UpdateForm(RevealingForm, OnceForm):
    """How it goes. Reported done, it answers the three questions (SOL-2)."""

    text = forms.CharField(
        label=_("What has happened since the last update?"),
        widget=lines(5),
        help_text=ROLES,
    )
    status = forms.ChoiceField(label=_("Where does it stand?"), widget=Radios())
    how_much = forms.CharField(label=_("How much did we do?"), widget=lines(2))
    how_well = forms.CharField(label=_("How well did we do it?"), widget=lines(2))
    difference = forms.CharField(
        label=_("What difference did it make?"),
        widget=lines(3),
        help_text=_(
            "Too early to say is an answer: write what you see so far and how you "
            "will know."
        ),
    )

    def __init__(self, *args, action, **kwargs):
        self.action = action
        kept = {name: getattr(action, name) for name in THREE_QUESTIONS}
        kwargs["initial"] = {"status": action.status} | kept
        super().__init__(*args, **kwargs)
        self._offer_statuses()
        self.helper = form_helper(self)

    def _offer_statuses(self):
        done = self.action.status == ActionStatus.DONE
        offered = [] if done else [ActionStatus(one) for one in OPEN_STATUSES]
        offered.append(ActionStatus.DONE)
        board, status = self.action.board, self.fields["status"]
        status.choices = [(one.value, LEVELS[one].lettered) for one in offered]
        status.widget.hints = {one: written_meaning(board, one) for one in offered}
        status.widget.reveals = {ActionStatus.DONE.value: THREE_QUESTIONS}

    @property
    def answers(self) -> dict:
        return {name: self.cleaned_data.get(name) or "" for name in THREE_QUESTIONS}


class ReasonForm(OnceForm):
    """A reason, kept for good."""

    reason = forms.CharField(label=_("Reason"), widget=lines(3), help_text=ROLES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class ExtendForm(ReasonForm):
    """More time. The group sees how often that was asked."""

    new_due_on = DateField(label=_("New due date"))
    field_order = ["new_due_on", "reason"]


class ReopenForm(ReasonForm):
    """Work on it goes on after all."""

    status = forms.ChoiceField(
        label=_("Where does it stand now?"),
        choices=[(one.value, LEVELS[one].lettered) for one in OPEN_STATUSES],
        widget=Radios(),
    )
    new_due_on = DateField(
        label=_("New due date"),
        required=False,
        help_text=_("Only where it needs one. It counts as an extension."),
    )


class LookAgainForm(ScopedForm):
    """When the group looks again, and how (CTM-51)."""

    review_on = DateField(label=_("Look again on"))
    review_kind = forms.ChoiceField(
        label=_("How"),
        choices=RevisitKind,
        widget=Radios(
            hints={
                RevisitKind.REVISIT: _("Come back to it and ask what changed"),
                RevisitKind.RE_AUDIT: _("Audit the same thing again and compare"),
            }
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class ImpactForm(RevealingForm, OnceForm):
    """A look back: what changed, how is it known, was the measure tested again."""

    held_on = DateField(label=_("Looked at on"), initial=timezone.localdate)
    what_changed = forms.CharField(
        label=_("What changed for children, adults or families?"),
        widget=lines(4),
        help_text=ROLES,
    )
    strands = forms.MultipleChoiceField(
        label=_("What shows it?"),
        choices=ImpactStrand,
        widget=forms.CheckboxSelectMultiple,
    )
    measure_retested = forms.BooleanField(
        label=_("The measure was tested again"),
        required=False,
        widget=Checkbox(reveals="measure_result"),
    )
    measure_result = forms.CharField(
        label=_("What does the measure show now?"), widget=lines(3)
    )
    difference = forms.ChoiceField(
        label=_("What did you find?"),
        choices=Difference,
        widget=Radios(
            hints={
                Difference.EMBEDDED: _(
                    "The action turns Blue. Only where the measure was tested again."
                ),
                Difference.SOME: _("It stays done, with a new date to look again."),
                Difference.NONE: _(
                    "It stays done; open it again or write another action."
                ),
            }
        ),
    )
    next_on = DateField(
        label=_("Look again on"),
        required=False,
        help_text=_("Left empty, the date rolls on from the one intended."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean_next_on(self):
        day = self.cleaned_data["next_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Enter a date in the future."))
        return day


class EvidenceForm(OnceForm):
    """What shows that it was done, or what people say of it (HAR-41)."""

    title = forms.CharField(
        label=_("What is it?"),
        max_length=200,
        help_text=_("For example: re-audit of discharge plans, or feedback of parents"),
    )
    summary = forms.CharField(
        label=_("What does it show?"), widget=lines(4), required=False
    )
    file = UploadField(label=_("File"), kinds=sorted(endings(EVIDENCE)), required=False)
    link = link_field()
    item = forms.ModelChoiceField(
        Evidence.objects.none(),
        label=_("From your agency's library"),
        required=False,
        empty_label=_("None"),
    )
    feedback_from = forms.ChoiceField(
        label=_("Is it feedback? From whom?"),
        choices=[("", _("It is not feedback")), *FeedbackFrom.choices],
        required=False,
    )
    impact = forms.CharField(
        label=_("What does it say about the difference made?"),
        widget=lines(3),
        required=False,
        help_text=_("Needed for feedback"),
    )

    def __init__(self, *args, action: Action, **kwargs):
        super().__init__(*args, **kwargs)
        items = Evidence.objects.visible_to(self.user)
        items = items.in_library_of(self.user, action.board)
        self.fields["item"].queryset = items
        if not items.exists():
            del self.fields["item"]
        self.helper = form_helper(self)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file:
            judge_all([file])
        return file

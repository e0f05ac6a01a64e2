"""Forms that open a review and correct what was said then."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.choices import AreaOfWork
from boards.crispy import Group, Shown, form_helper
from boards.fields import DateField
from boards.forms import ScopedForm, ScopedModelForm
from boards.models import Agency, Area
from boards.models import Group as BoardGroup
from frameworks.vocabulary import Clock, LegalType
from learning.forms.screening import ScreenedForm
from learning.forms.sources import NO_NAMES
from learning.forms.versions import VersionedForm
from learning.models import LearningSource
from reviews.clocks import clocks_to_open
from reviews.type_groups import groups_to_lead, says_why_chosen
from reviews.type_words import CLOCKS

CLOCK_HINTS = {
    Clock.AWARE: _("The day it became aware, not the day of the incident"),
    Clock.NOTIFIED: _("Leave empty if it is not notified yet"),
    Clock.REFERRED: _("Leave empty for today"),
}


def about_fields(form) -> None:
    """Boxes of the review that its source row has not."""
    form.fields["title"].help_text = _(
        "What it is about in a few words. No names or initials."
    )
    form.fields["summary"].label = _("Why it is referred")
    form.fields["summary"].help_text = NO_NAMES
    agencies = Agency.objects.visible_to(form.user).serving(form.board)
    form.fields["lead_agency"].queryset = agencies
    form.fields["agencies"].queryset = agencies
    if not says_why_chosen(form.kind):
        del form.fields["reason_chosen"]
    if form.kind.legal_type != LegalType.REVIEW_OF_ANOTHER_BOARD:
        del form.fields["owning_board"]


class AboutReview(ScopedForm):
    """Boxes shared by both forms. Needs `kind` and `board` on the form."""

    reason_chosen = forms.CharField(
        label=_("Why this kind of review"),
        help_text=_("What makes it worth learning from, below the threshold"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    owning_board = forms.CharField(
        label=_("Board that owns the review"), max_length=200
    )
    lead_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Referred or led by"),
        required=False,
        empty_label=_("Not said"),
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=_("Agencies involved"),
        help_text=_("They learn nothing of the review until you send a request"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class OpeningForm(ScreenedForm, AboutReview, ScopedModelForm):
    """A referral: what the board looks at, why, who leads, when the clocks began."""

    lead_group = forms.ModelChoiceField(
        BoardGroup.objects.none(), label=_("Led by"), empty_label=_("Choose a group")
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = LearningSource
        fields = ["title", "summary", "strand", "area"]

    def __init__(self, *args, board, kind, **kwargs):
        self.board, self.kind = board, kind
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())
        about_fields(self)
        self.fields["summary"].required = True
        self.clocks = {f"on_{c}": c for c in clocks_to_open(board, kind)}
        self._who_leads()
        self._where()
        self._when()
        self.helper = self._layout()

    def _who_leads(self):
        groups = groups_to_lead(self.user, self.board, self.kind)
        self.fields["lead_group"].queryset = groups
        named = list(groups)
        usual = [group for group in named if group.key == self.kind.lead_group]
        if chosen := usual or (named if len(named) == 1 else []):
            self.initial.setdefault("lead_group", chosen[0].pk)

    def _where(self):
        if self.kind.strand != AreaOfWork.BOTH:
            del self.fields["strand"]
        areas = Area.objects.visible_to(self.user).filter(board=self.board)
        self.fields["area"].queryset = areas
        self.fields["area"].empty_label = _("The whole region")
        if not areas.exists():
            del self.fields["area"]

    def _when(self):
        for name, clock in self.clocks.items():
            self.fields[name] = DateField(
                label=CLOCKS[clock],
                help_text=CLOCK_HINTS.get(clock, ""),
                required=False,
            )

    def _layout(self):
        rest = [n for n in self.fields if n not in {*self.clocks, "sent_once"}]
        last = [n for n in ("lead_agency", "agencies") if n in rest]
        first = [n for n in rest if n not in last]
        ahead = ["owning_board", "title", "summary", "reason_chosen", "lead_group"]
        first.sort(key=lambda n: ahead.index(n) if n in ahead else len(ahead))
        days = Group(_("Days"), *self.clocks, hint=_("Time limits run from these."))
        parts = [*first, *([days] if self.clocks else []), *last]
        return form_helper(self, *(self._shown(part) for part in parts), "sent_once")

    def _shown(self, part):
        return Shown(part, small=True) if part == "agencies" else part

    def clean(self):
        data = super().clean()
        days = [(name, data.get(name)) for name in self.clocks]
        for name, day in days:
            if day and day > timezone.localdate():
                self.add_error(name, _("Enter a date that is today or in the past."))
        aware, told = data.get("on_aware"), data.get("on_notified")
        if aware and told and told < aware:
            self.add_error(
                "on_notified", _("It cannot be notified before anybody was aware.")
            )
        return data

    @property
    def values(self) -> dict:
        """What the service takes: fields of the source and of the review."""
        left_out = {"sent_once", *self.clocks}
        found = {k: v for k, v in self.cleaned_data.items() if k not in left_out}
        return {"strand": self.kind.strand.value} | found

    @property
    def dates(self) -> dict:
        return {clock: self.cleaned_data[name] for name, clock in self.clocks.items()}


class ReviewForm(ScreenedForm, AboutReview, VersionedForm):
    """What was said of a review when it was opened, to correct."""

    class Meta:
        model = LearningSource
        fields = ["title", "summary"]

    def __init__(self, *args, review, kind, **kwargs):
        self.review, self.kind, self.board = review, kind, review.board
        kwargs.setdefault("instance", review.source)
        super().__init__(*args, **kwargs)
        about_fields(self)
        for name in AboutReview.base_fields.keys() & self.fields.keys():
            many = name == "agencies"
            held = list(review.agencies.all()) if many else getattr(review, name)
            self.initial.setdefault(name, held)
        self.helper = form_helper(self, *self._order())

    def _order(self):
        ahead = ["owning_board", "title", "summary", "reason_chosen"]
        names = [name for name in ahead if name in self.fields]
        return [*names, "lead_agency", Shown("agencies", small=True), "version"]

    @property
    def compared(self) -> list[str]:
        return [name for name in self.fields if name != "version"]

    @property
    def values(self) -> dict:
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}

    def _same(self) -> dict:
        fresh = type(self.review).objects.visible_to(self.user).get(pk=self.review.pk)
        return {"review": fresh, "kind": self.kind}

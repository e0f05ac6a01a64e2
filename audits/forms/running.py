"""Forms that run an issued round: chasing, more time, one agency more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.choices import ANSWERING_WHEN_CLOSED, RoundState
from audits.forms.rounds import MOST_TICKS
from audits.models import AgencyReturn
from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency
from boards.widgets import Checkboxes, Radios

OUTSTANDING, OVERDUE, CHOSEN = "outstanding", "overdue", "chosen"


class ReturnTicks(forms.ModelMultipleChoiceField):
    """Returns by their agency."""

    widget = Checkboxes

    def label_from_instance(self, row):
        day = row.due_on.strftime("%-d %B %Y")
        words = {"agency": row.agency, "state": row.get_state_display(), "day": day}
        return _("%(agency)s: %(state)s, due %(day)s") % words

    def clean(self, value):
        return list(super().clean(value))  # so that nothing chosen is seen as nothing


class ChooseReturnsForm(RevealingForm, ScopedForm):
    """All agencies that owe a return, the overdue ones, or some."""

    who = forms.ChoiceField(
        label=_("Which agencies?"),
        choices=[
            (OUTSTANDING, _("Every agency that has not handed in")),
            (OVERDUE, _("Only those that are overdue")),
            (CHOSEN, _("Some of them")),
        ],
        widget=Radios(reveals={CHOSEN: "returns"}),
        initial=OUTSTANDING,
    )
    returns = ReturnTicks(
        AgencyReturn.objects.none(), label=_("Agencies"), required=False
    )

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        owed = AgencyReturn.objects.visible_to(self.user).filter(round=round)
        owed = owed.outstanding().select_related("agency")
        if round.state == RoundState.CLOSED:
            owed = owed.filter(state__in=ANSWERING_WHEN_CLOSED)
        self.owed = owed.order_by("agency__name_en", "pk")
        self._offer(self.owed)
        self.helper = form_helper(self)

    def _offer(self, owed):
        self.fields["returns"].queryset = owed
        if owed.count() > MOST_TICKS:
            self.fields["who"].choices = self.fields["who"].choices[:2]
            self.fields["who"].widget.reveals = {}
            del self.fields["returns"]

    @property
    def chosen(self) -> list[AgencyReturn]:
        """The returns meant."""
        who = self.cleaned_data["who"]
        if who == CHOSEN:
            return self.cleaned_data["returns"]
        return list(self.owed.overdue() if who == OVERDUE else self.owed)


class ExtendForm(ScopedForm):
    """More time for one agency."""

    new_due_on = DateField(label=_("New due date"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The agency reads this."),
        max_length=2000,
        widget=lines(),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class ExtendManyForm(ChooseReturnsForm):
    """More time for several agencies."""

    new_due_on = DateField(label=_("New due date"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Each agency reads this."),
        max_length=2000,
        widget=lines(),
    )


class ReopenForForm(ExtendForm):
    """Lets one agency still answer a closed round."""

    new_due_on = DateField(label=_("Answers are due on"))


class AskForm(ScopedForm):
    """One more agency to ask."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), empty_label=_("Choose an agency")
    )
    due_on = DateField(label=_("Due on"))

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        present = Agency.objects.visible_to(self.user).serving(round.board)
        asked = AgencyReturn.objects.visible_to(self.user).filter(round=round)
        others = present.exclude(pk__in=asked.values("agency"))
        self.fields["agency"].queryset = others.order_by("name_en")
        if not others.exists():
            self.fields["agency"].empty_label = _("Every agency is asked already")
        self.helper = form_helper(self)

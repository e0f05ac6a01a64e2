"""What an inspection or a peer review said, and who answers for its findings."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group, Shown, form_helper
from boards.fields import DateField
from boards.forms.words import lines
from boards.models import Agency
from boards.widgets import Radios
from frameworks.vocabulary import LegalType
from learning.models import Priority
from learning.process import review_type_of, said
from reviews.choices import ActedOn
from reviews.forms.merging import MergingForm, not_to_come
from reviews.models import FindingOwner, Inspection
from reviews.people import people_known
from reviews.services.inspecting import DAYS

NO_NAMES = _("Write of services and practice, never of a person.")
WORDS = ("judgement", "strengths", "challenges")
# What the board says of an inspection, and not the agency that was inspected.
OF_THE_BOARD = {
    "provider", "of_the_board", "contribution", "assurance", "priority",
    "intended_outcome",
}  # fmt: skip
ORDER = _("It cannot come before the day above it.")


def in_order(form, names) -> None:
    """Each day typed now comes on or after those before it. A day that moving on
    recorded by itself may differ: it is no reason to refuse what was typed since."""
    last, typed = None, set(form.changed_data)
    for name in names:
        day = form.cleaned_data.get(name)
        if day and last and day < last[1] and {name, last[0]} & typed:
            form.add_error(name, ORDER)
        last = (name, day) if day else last


class InspectionForm(MergingForm):
    """Who inspected whom, when, what they found, and how the board is assured."""

    notice_on = DateField(label=_("Notice received on"), required=False)
    visit_ended_on = DateField(label=_("Visit ended on"), required=False)
    outcome_on = DateField(label=_("Outcome received on"), required=False)
    plan_sent_on = DateField(
        label=_("Action plan sent to the inspectorate on"), required=False
    )

    class Meta:
        model = Inspection
        fields = [
            "inspectorate", "provider", "of_the_board", "judgement", "strengths",
            "challenges", "contribution", "assurance", "priority", "intended_outcome",
        ]  # fmt: skip
        widgets = {
            name: lines(5)
            for name in ("strengths", "challenges", "contribution", "assurance")
        } | {"intended_outcome": lines(3)}
        help_texts = {
            "inspectorate": _("As it signs its reports, such as Ofsted or CQC"),
            "provider": _("Its agency lead can then record days and outcome too."),
            "judgement": _("In the inspectorate's own words"),
            "strengths": _("To be shared with others as well. Services, not people."),
            "challenges": NO_NAMES,
            "contribution": _(
                "What the board gave: its audits, its data, people who met inspectors"
            ),
            "assurance": _(
                "What the board asks of the local authority or provider, how often, "
                "and what it has seen so far"
            ),
            "intended_outcome": _(
                "What will be better for children or adults, and how you will see it"
            ),
        }

    def __init__(self, *args, for_board: bool, **kwargs):
        self.for_board = for_board
        super().__init__(*args, **kwargs)
        review = self.instance.review
        self.kind, self.board = review_type_of(review.source), review.board
        self._known_days(review)
        self._known_bodies()
        rows = Priority.objects.visible_to(self.user).filter(board=self.board)
        self.fields["priority"].queryset = rows
        self.fields["priority"].empty_label = _("None")
        if not for_board:
            for name in OF_THE_BOARD & self.fields.keys():
                del self.fields[name]
        self.helper = form_helper(self, *self._layout())

    def _same(self):
        return {"for_board": self.for_board}

    def _known_days(self, review):
        known = dict(review.source.dates.values_list("clock", "on"))
        for name, clock in DAYS.items():
            self.initial.setdefault(name, known.get(clock.value))

    def _known_bodies(self):
        usual = said(self.kind.commissioner).split(",")[0]
        if not self.instance.inspectorate:
            self.initial["inspectorate"] = usual
        agencies = Agency.objects.visible_to(self.user).serving(self.board)
        self.fields["provider"].queryset = agencies
        self.fields["provider"].empty_label = _("None")
        if self.kind.legal_type == LegalType.INSPECTION_OF_THE_BOARD:
            del self.fields["provider"], self.fields["of_the_board"]

    def _layout(self):
        bodies = [n for n in ("provider", "of_the_board") if n in self.fields]
        outcome = [
            Shown("judgement", width="two-thirds"),
            *(Shown(n, optional=False) for n in ("strengths", "challenges")),
        ]
        shared = [
            Shown("inspectorate", width="two-thirds"),
            *bodies,
            Group(_("Days"), *DAYS, hint=_("Time limits run from these.")),
            Group(_("Outcome"), *outcome),
        ]
        return [*shared, *(self._of_the_board() if self.for_board else ())]

    def _of_the_board(self):
        hint = _("A peer review feeds a priority of the board and leads to an outcome.")
        feeds = ("priority", "intended_outcome")
        return [
            Group(_("The board's part"), "contribution", "assurance"),
            Group(_("What it feeds"), *feeds, hint=hint),
        ]

    def clean_notice_on(self):
        return not_to_come(self.cleaned_data["notice_on"])

    def clean_visit_ended_on(self):
        return not_to_come(self.cleaned_data["visit_ended_on"])

    def clean_outcome_on(self):
        return not_to_come(self.cleaned_data["outcome_on"])

    def clean_plan_sent_on(self):
        return not_to_come(self.cleaned_data["plan_sent_on"])

    def _fields_to_screen(self):
        """The inspectorate is a body, whatever it is called."""
        return [n for n in super()._fields_to_screen() if n != "inspectorate"]

    def clean(self):
        data = super().clean() or self.cleaned_data
        in_order(self, DAYS)
        if "of_the_board" in self.fields:
            self._one_inspected(data)
        return data

    def _one_inspected(self, data):
        chosen = [data.get("provider"), data.get("of_the_board")]
        if all(chosen):
            self.add_error("provider", _("Choose the provider or the board, not both."))
        elif not any(chosen) and "provider" not in self.errors:
            self.add_error(
                "provider", _("Choose the provider, or tick that it was the board.")
            )

    @property
    def values(self) -> dict:
        """What was said: only what the form asked this person."""
        if self.kind.legal_type == LegalType.INSPECTION_OF_THE_BOARD:
            return super().values | {"of_the_board": True}
        return super().values

    @property
    def days(self) -> dict:
        return {name: self.cleaned_data.get(name) for name in DAYS}


class AnswerForForm(MergingForm):
    """Who on the board answers for a finding about it, and how far it is (WOL-24)."""

    owner = forms.TypedChoiceField(label=_("Who answers for it?"), coerce=int)

    class Meta:
        model = FindingOwner
        fields = ["status", "note"]
        widgets = {"status": Radios(choices=ActedOn.choices), "note": lines(4)}
        help_texts = {"note": NO_NAMES}

    def __init__(self, *args, board, **kwargs):
        self.board = board
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people_known(self.user, board)}
        if held := self.instance.owner_id and self.instance.owner:
            self.people.setdefault(held.pk, held)
        self.fields["owner"].choices = [
            ("", _now("Choose a person")),
            *((pk, _with_post(person)) for pk, person in self.people.items()),
        ]
        self.initial["owner"] = self.instance.owner_id
        self.helper = form_helper(self, "owner", "status", "note")

    def _same(self):
        return {"board": self.board}

    @property
    def values(self) -> dict:
        return super().values | {"owner": self.people[self.cleaned_data["owner"]]}


def _with_post(person) -> str:
    return f"{person}, {person.post}" if person.post else str(person)

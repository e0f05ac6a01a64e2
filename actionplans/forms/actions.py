"""The form of one action: the eight fields of the board's form, and what shows
whether it worked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.choices import STRENGTH_HINTS, PlanState, Strength
from actionplans.forms.owners import OffersOwners
from actionplans.models import Action
from actionplans.people import people_of
from boards.crispy import Group, Shown, form_helper
from boards.fields import DateField
from boards.forms import HeldMixin
from boards.models import Agency
from boards.models import Group as BoardGroup
from boards.widgets import Radios
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm
from learning.models import Finding, Priority, Recommendation

CHOSEN = (
    "recommendation", "finding", "agency", "owner", "lead_member",
    "monitoring_group", "priority",
)  # fmt: skip
BOXES = {
    "recommendation_text": 3, "rationale": 3, "text": 4, "intended_outcome": 3,
    "measure": 3, "baseline": 2, "how_much": 2, "how_well": 2, "difference": 2,
}  # fmt: skip


class ActionForm(OffersOwners, ScreenedForm, AddsOnce, HeldMixin, VersionedForm):
    """What is offered follows from the plan: its source, its group or its agency."""

    strength = forms.ChoiceField(
        label=_("How strong is it?"),
        choices=Strength,
        widget=Radios(hints=STRENGTH_HINTS),
        required=False,
    )

    class Meta:
        model = Action
        fields = [
            "recommendation", "finding", "recommendation_text", "rationale", "text",
            "due_on", "responsible", "agency", "owner", "lead_member",
            "intended_outcome", "measure", "baseline", "evidence_expected",
            "strength", "how_much", "how_well", "difference", "monitoring_group",
            "priority", "sustained_by", "review_on", "review_kind",
        ]  # fmt: skip
        field_classes = {
            "due_on": DateField, "sustained_by": DateField, "review_on": DateField
        }  # fmt: skip
        widgets = {
            **{name: forms.Textarea(attrs={"rows": n}) for name, n in BOXES.items()},
            "review_kind": Radios(),
        }
        labels = {
            "recommendation": _("From this recommendation"),
            "finding": _("From this finding"),
            "review_on": _("Look again on"),
            "review_kind": _("How to look again"),
        }
        help_texts = {
            "recommendation_text": _(
                "Leave empty to take the words of the recommendation chosen above."
            ),
            "responsible": _("A post or team, never a name"),
            "intended_outcome": _(
                "What will be different for children, adults or families"
            ),
            "measure": _(
                "For example: re-audit of 20 plans in six months, 18 with a review. "
                "An action without a measure can be saved; it stays flagged."
            ),
            "baseline": _("What the measure shows today"),
            "lead_member": _("Member of the board who leads on it, each quarter"),
            "sustained_by": _("How long the change should at least last"),
        }

    def __init__(self, *args, plan, reviews: bool, **kwargs):
        self.plan, self.reviews = plan, reviews
        super().__init__(*args, **kwargs)
        self._offer()
        for name in CHOSEN:
            self.fields[name].empty_label = _("None")
            self.hold(name, getattr(self.instance, name))
        self._leave_out()
        self.helper = form_helper(self, *self._layout())

    def _same(self):
        return {"plan": self.plan, "reviews": self.reviews}

    def _offer(self):
        user, board, source = self.user, self.plan.board, self.plan.source_id
        groups = BoardGroup.objects.visible_to(user).of(board)
        offered = {
            "recommendation": Recommendation.objects.visible_to(user).filter(
                source=source
            ),
            "finding": Finding.objects.visible_to(user).filter(source=source),
            "agency": Agency.objects.visible_to(user).serving(board),
            "lead_member": people_of(user, board),
            "monitoring_group": groups.filter(
                restricted=False
            ) | groups.filter(pk=self.plan.confined_to_id),
            "priority": Priority.objects.visible_to(user).filter(board=board),
        }  # fmt: skip
        for name, rows in offered.items():
            self.fields[name].queryset = rows
        self.offer_owners()
        self.fields["recommendation"].label_from_instance = _numbered
        if self.plan.confined_to_id:
            own = groups.filter(pk=self.plan.confined_to_id)
            self.fields["monitoring_group"].queryset = own

    def _leave_out(self):
        """What the plan decides, and what was agreed already."""
        gone = []
        if self.plan.source_id is None:
            gone += ["recommendation", "finding"]
        if self.plan.agency_id:
            gone += ["agency", "monitoring_group", "lead_member"]
        if self.instance.pk and self.plan.state != PlanState.DRAFT:
            gone.append("due_on")
        if self.instance.pk is None:
            gone += ["how_much", "how_well", "difference"]
        if not self.reviews:
            gone += ["review_on", "review_kind"]
        for name in gone:
            del self.fields[name]

    def _layout(self):
        token = "sent_once" if self.instance.pk is None else "version"
        groups = (
            (_("What it answers"), "recommendation", "finding",
             "recommendation_text", "rationale"),
            (_("The action"), "text", "due_on", "responsible", "agency", "owner",
             "lead_member"),
            (_("What it is for"), "intended_outcome", "measure", "baseline",
             "evidence_expected"),
            (_("What came of it"), "how_much", "how_well", "difference"),
            (_("Following it up"), "monitoring_group", "priority", "review_on",
             "review_kind", "sustained_by"),
        )  # fmt: skip
        rows = [token]
        for legend, *names in groups:
            held = [name for name in names if name in self.fields]
            rows += [Group(legend, *held)] if held else []
        rows.insert(4 if len(rows) > 4 else len(rows), Shown("strength", small=True))
        return rows

    def clean(self):
        data = super().clean()
        chosen = data.get("recommendation")
        if chosen and not data.get("recommendation_text"):
            data["recommendation_text"] = chosen.text
            data["rationale"] = data.get("rationale") or chosen.rationale
        due, look = data.get("due_on") or self.instance.due_on, data.get("review_on")
        if look and due and look <= due and "review_on" not in self.errors:
            self.add_error("review_on", _("Enter a date after the timescale."))
        return data


def _numbered(recommendation):
    words = recommendation.text
    short = words if len(words) < 90 else words[:88].rstrip() + "…"
    return f"{recommendation.number}. {short}"

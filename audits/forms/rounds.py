"""Forms that prepare a round."""

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audits.models import Edition, Questionnaire
from boards.choices import SectorChoices
from boards.crispy import Group as Fieldset
from boards.crispy import Shown, form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import HeldMixin, ScopedForm
from boards.models import Agency, Group
from boards.widgets import Checkbox, Checkboxes, Radios

# A page of more ticks would be refused by the server, and read by nobody.
MOST_TICKS = 1500
SECTORS, ONE_BY_ONE = "sectors", "agencies"


class QuestionnaireForm(ScopedForm):
    """Which questionnaire a round is to ask."""

    questionnaire = forms.ModelChoiceField(
        Questionnaire.objects.none(),
        label=_("Which questionnaire?"),
        widget=Radios,
        empty_label=None,
        to_field_name="key",
        error_messages={"required": _("Choose a questionnaire")},
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        known = Questionnaire.objects.visible_to(self.user).filter(board=board)
        self.fields["questionnaire"].queryset = known
        self.helper = form_helper(self)


class AgencyTicks(forms.ModelMultipleChoiceField):
    """Agencies by name, with their sector."""

    widget = Checkboxes

    def label_from_instance(self, agency):
        return f"{agency} ({agency.get_sector_display()})"

    def clean(self, value):
        return list(super().clean(value))  # so that nothing chosen is seen as nothing


class RoundForm(HeldMixin, RevealingForm, ScopedForm):
    """A round: what, when, who."""

    edition = forms.ModelChoiceField(
        Edition.objects.none(), label=_("Edition"), empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    period = forms.CharField(
        label=_("Year or period"),
        max_length=30,
        help_text=_(
            "For example 2026-27. The year's priorities and published reviews "
            "follow from it."
        ),
    )
    opens_on = DateField(label=_("Opens on"))
    due_on = DateField(label=_("Due on"))
    event_on = DateField(
        label=_("Day of the event"),
        required=False,
        help_text=_("Where the returns are presented or published"),
    )
    moderator = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Moderated by"),
        required=False,
        empty_label=_("The business unit only"),
    )
    executive_sign_off = forms.BooleanField(
        label=_("An executive of the agency signs it off"),
        required=False,
        widget=Checkbox,
    )
    how = forms.ChoiceField(
        label=_("Which agencies are asked?"),
        choices=[
            (SECTORS, _("Every agency of some sectors")),
            (ONE_BY_ONE, _("Agencies one by one")),
        ],
        widget=Radios(reveals={SECTORS: "sectors", ONE_BY_ONE: "agencies"}),
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"), widget=Checkboxes, required=False
    )
    agencies = AgencyTicks(Agency.objects.none(), label=_("Agencies"), required=False)

    def __init__(self, *args, questionnaire, issued=False, moderator=None, **kwargs):
        """`moderator`: who moderates now, kept where the person may not see it."""
        super().__init__(*args, **kwargs)
        self.board = questionnaire.board
        groups = Group.objects.visible_to(self.user).filter(board=self.board)
        self.fields["moderator"].queryset = groups
        self.hold("moderator", moderator)
        if issued:
            self._show_only("title", "event_on", "moderator")
            self.helper = form_helper(self)
            return
        editions = Edition.objects.visible_to(self.user)
        editions = editions.filter(questionnaire=questionnaire).order_by("-number")
        self.fields["edition"].queryset = editions
        self.fields["edition"].label_from_instance = _edition_words
        self._offer_agencies()
        self.helper = form_helper(self, *self._layout())

    def _show_only(self, *names):
        for name in [name for name in self.fields if name not in names]:
            del self.fields[name]

    def _offer_agencies(self):
        present = Agency.objects.visible_to(self.user).serving(self.board)
        found = present.order_by("sector").values_list("sector")
        counted = dict(found.annotate(count=Count("pk", distinct=True)))
        self.fields["sectors"].choices = [
            (sector, _sector_words(sector, count)) for sector, count in counted.items()
        ]
        if sum(counted.values()) > MOST_TICKS:
            del self.fields["agencies"], self.fields["how"]
            return
        self.fields["agencies"].queryset = present.order_by("name_en")

    def _layout(self):
        who = "how" if "how" in self.fields else "sectors"
        return [
            Shown("edition", width="one-half"),
            "title",
            Shown("period", width="10"),
            Fieldset(_("Dates"), "opens_on", "due_on", "event_on"),
            Fieldset(_("Moderation"), "moderator", "executive_sign_off"),
            Fieldset(_("Agencies"), who),
        ]

    def clean(self):
        data = super().clean()
        ticked = data.get("how") == ONE_BY_ONE
        data["agencies"] = data.get("agencies") or [] if ticked else []
        data["sectors"] = [] if ticked else data.get("sectors") or []
        return data

    @property
    def values(self) -> dict:
        """What services take."""
        return {k: v for k, v in self.cleaned_data.items() if k != "how"}


def _edition_words(edition):
    state = edition.get_state_display().lower()
    return f"{edition.label} ({state})"


def _sector_words(sector, count):
    words = ngettext("%(count)s agency", "%(count)s agencies", count)
    return f"{SectorChoices(sector).label} ({words % {'count': count}})"


class ReviewBlockForm(ScopedForm):
    """A published review the portal does not hold."""

    reference = forms.CharField(
        label=_("Reference of the review"),
        max_length=60,
        help_text=_("As it was published. Never a name or initials of a person."),
    )
    month = DateField(
        label=_("Published in"), help_text=_("Any day of the month, such as 1 5 2026")
    )
    title = forms.CharField(label=_("Published title"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

"""Forms for questionnaires and the life of their editions."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audits.choices import EditionState, ReturnKindChoices
from audits.differences import Change
from audits.models import Questionnaire
from audits.rewording import facts_of, left_behind, seen
from boards.choices import SectorChoices
from boards.crispy import Group as Fieldset
from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms import HeldMixin, ScopedForm, ScopedModelForm
from boards.forms.words import WelshMixin, lines
from boards.models import Group


class QuestionnaireFilterForm(ScopedForm):
    """Narrow the list of questionnaires."""

    q = forms.CharField(label=_("Name or legal basis"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All")), *ReturnKindChoices.choices],
    )
    state = forms.ChoiceField(
        label=_("Newest edition"),
        required=False,
        choices=[("", _("All")), *EditionState.choices],
    )

    def apply(self, questionnaires):
        """Those that match; they are annotated with their newest edition's state."""
        data = self.cleaned_data if self.is_valid() else {}
        if words := data.get("q"):
            questionnaires = questionnaires.filter(
                Q(name_en__icontains=words)
                | Q(name_cy__icontains=words)
                | Q(legal_basis__icontains=words)
            )
        if kind := data.get("kind"):
            questionnaires = questionnaires.filter(return_kind=kind)
        if state := data.get("state"):
            questionnaires = questionnaires.filter(newest_state=state)
        return questionnaires


class SeenForm:
    """A form that notices when somebody saved since it was shown."""

    def show_conflict(self, problem, changes):
        """Keep what was typed, show both, and let the next save go through."""
        self.add_error(None, problem.message)
        self.differences = changes
        self.data = self.data.copy()
        self.data["seen"] = seen(problem.current)

    @property
    def welsh_left_behind(self) -> list:
        """Labels of what a valid form changes in English only, though it has Welsh."""
        names = left_behind(self.initial, self.cleaned_data)
        return [self.fields[f"{name}_en"].label for name in names]


class QuestionnaireForm(HeldMixin, SeenForm, WelshMixin, ScopedModelForm):
    """Who agrees, who is consulted, who moderates, how often it is asked."""

    seen = forms.CharField(widget=forms.HiddenInput)
    consulted_on = DateField(label=_("Consulted on"), required=False)
    approver = forms.ModelChoiceField(
        Group.objects.none(), label=_("Agreed by"), required=False
    )
    moderator = forms.ModelChoiceField(
        Group.objects.none(), label=_("Moderated by"), required=False
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors it is sent to"),
        choices=SectorChoices.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("These agencies are offered first when a round is prepared."),
    )

    class Meta:
        model = Questionnaire
        fields = [
            "name_en",
            "name_cy",
            "legal_basis",
            "cycle_months",
            "cycle_unverified",
            "consulted_with",
            "consulted_on",
            "approver",
            "moderator",
            "analysed_at",
            "executive_sign_off",
            "sectors",
        ]
        labels = {
            "cycle_unverified": _("This cycle still has to be verified"),
            "consulted_with": _("Consulted with"),
        }
        help_texts = {
            "consulted_with": _("A group or forum, for example head teachers"),
            "analysed_at": _("A meeting or event, for example a development day"),
            "cycle_months": _("12 is every year, 24 every second year"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Group.objects.visible_to(self.user).of(self.board)
        for name in ("approver", "moderator"):
            self._offer(name, groups)
        self.initial["seen"] = seen(facts_of(self.instance, self.fields))
        self.helper = form_helper(self, *self._layout())

    def _offer(self, name, groups):
        """Groups of the board; a hidden one keeps its place without being named."""
        self.fields[name].queryset = groups
        self.hold(name, getattr(self.instance, name))

    def _layout(self):
        shown = [
            name for name in self.fields if name not in {"cycle_months", "sectors"}
        ]
        return [
            *(name for name in shown if name in {"name_en", "name_cy", "legal_basis"}),
            Shown("cycle_months", width="3", suffix=_("months")),
            *(
                name
                for name in shown
                if name not in {"name_en", "name_cy", "legal_basis"}
            ),
            Shown("sectors", small=True),
        ]

    def clean_cycle_months(self):
        months = self.cleaned_data["cycle_months"]
        if not 1 <= months <= 120:
            raise forms.ValidationError(_("Enter months between 1 and 120."))
        return months

    def clean_consulted_on(self):
        return not_to_come(self.cleaned_data["consulted_on"])

    @property
    def values(self) -> dict:
        return {k: v for k, v in self.cleaned_data.items() if k != "seen"}

    def against(self, theirs: dict) -> list[Change]:
        """Where another person's facts differ from those typed here."""
        yours = {n: getattr(v, "pk", None) or str(v) for n, v in self.values.items()}
        return [
            Change(self.fields[n].label, self._said(n, theirs[n]), self._said(n, v))
            for n, v in yours.items()
            if theirs[n] != v
        ]

    def _said(self, name, value) -> str:
        field = self.fields[name]
        if not hasattr(field, "queryset"):
            return str(value)
        known = {one.pk: str(one) for one in field.queryset}
        return known.get(value, "")


def not_to_come(day):
    """A day that is not in the future."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("This day is still to come."))
    return day


class ApprovalForm(ScopedForm):
    """Whom the board consulted on an edition, and which group agreed it."""

    consulted_with = forms.CharField(
        label=_("Consulted with"),
        max_length=250,
        required=False,
        help_text=_("A group or forum, for example head teachers"),
    )
    consulted_on = DateField(label=_("Consulted on"), required=False)
    group = forms.ModelChoiceField(
        Group.objects.none(), label=_("Agreed by"), empty_label=_("Choose a group")
    )
    approved_on = DateField(label=_("Agreed on"))

    def __init__(self, *args, edition, **kwargs):
        self.edition = edition
        super().__init__(*args, initial=self._known(), **kwargs)
        board = edition.questionnaire.board
        self.fields["group"].queryset = Group.objects.visible_to(self.user).of(board)
        self.helper = form_helper(
            self,
            Fieldset(_("Consultation"), "consulted_with", "consulted_on"),
            Fieldset(_("Agreement"), "group", "approved_on"),
        )

    def _known(self):
        questionnaire = self.edition.questionnaire
        return {
            "consulted_with": questionnaire.consulted_with,
            "consulted_on": questionnaire.consulted_on,
            "group": self.edition.approved_by_group_id or questionnaire.approver_id,
            "approved_on": self.edition.approved_on,
        }

    def clean_consulted_on(self):
        return not_to_come(self.cleaned_data["consulted_on"])

    def clean(self):
        data = super().clean()
        consulted, agreed = data.get("consulted_on"), data.get("approved_on")
        if consulted and agreed and consulted > agreed:
            self.add_error(
                "approved_on", _("It was agreed before it was consulted on.")
            )
        return data


class EditionCopyForm(ScopedForm):
    """The name of the next edition."""

    label = forms.CharField(
        label=_("Name of the new edition"),
        max_length=60,
        help_text=_("Most boards use the year, for example 2027"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self, Shown("label", width="20"))


class IntroductionForm(SeenForm, WelshMixin, ScopedForm):
    """The name of a draft edition and what it says to agencies first."""

    label = forms.CharField(label=_("Name of the edition"), max_length=60)
    introduction_en = forms.CharField(
        label=_("Introduction"), widget=lines(6), required=False
    )
    introduction_cy = forms.CharField(
        label=_("Introduction in Welsh"), widget=lines(6), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.names:
            self.initial[name] = getattr(edition, name)
        self.initial["seen"] = seen({name: self.initial[name] for name in self.names})

    @property
    def names(self):
        return [name for name in self.fields if name != "seen"]

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.names}

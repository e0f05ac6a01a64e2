"""Forms of recommendations: writing one, issuing them, answering one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import HeldMixin, ScopedForm
from boards.models import Agency
from boards.widgets import Checkboxes, Radios
from learning.choices import ResponseState
from learning.forms.alike import AlikeForm
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm, VersionedForm
from learning.models import Finding, Recommendation

FIXED = ("text", "addressee_agency", "addressee")


class RecommendationForm(
    ScreenedForm, AddsOnce, HeldMixin, AlikeForm, VersionedBoardForm
):
    """What a source asks of somebody. Once issued, what was asked stays as it was."""

    addressee_agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Addressed to"), required=False
    )

    class Meta:
        model = Recommendation
        fields = [
            "text", "rationale", "findings", "addressee_agency", "addressee",
            "response_due_on",
        ]  # fmt: skip
        field_classes = {"response_due_on": DateField}
        help_texts = {
            "text": _("One thing for one addressee. A role, never a name."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "rationale": forms.Textarea(attrs={"rows": 4}),
            "findings": Checkboxes,
        }

    def __init__(self, *args, source, **kwargs):
        self.source = source
        super().__init__(*args, **kwargs)
        findings = Finding.objects.visible_to(self.user).filter(source=source)
        if findings.exists():
            self.fields["findings"].queryset = findings
        else:
            del self.fields["findings"]
        agencies = Agency.objects.visible_to(self.user).serving(self.board)
        self.fields["addressee_agency"].queryset = agencies
        self.fields["addressee_agency"].empty_label = _("No agency of the board")
        self.hold("addressee_agency", self.instance.addressee_agency)
        if self.instance.is_issued:
            for name in FIXED:
                del self.fields[name]
        self.helper = form_helper(self)

    def _same(self):
        return {"board": self.board, "source": self.source}

    @property
    def values(self) -> dict:
        return {name: v for name, v in super().values.items() if name in self.fields}

    def clean(self):
        data = super().clean()
        if data.get("addressee_agency") and data.get("addressee"):
            self.add_error(
                "addressee",
                _("Choose an agency or name another body, not both"),
            )
        return data


class IssueForm(ScopedForm):
    """Which recommendations to send out."""

    chosen = forms.ModelMultipleChoiceField(
        Recommendation.objects.none(),
        label=_("Recommendations to issue"),
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one recommendation")},
    )

    def __init__(self, *args, ready, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = ready
        self.fields["chosen"].label_from_instance = _label
        self.initial.setdefault("chosen", list(ready))
        self.helper = form_helper(self)


def _label(recommendation) -> str:
    to = recommendation.addressed_to
    return f"{recommendation.number}. {recommendation.text} ({to})"


class ReplyForm(ScreenedForm, VersionedForm):
    """What the addressee says. Not to accept needs a reason that can be published."""

    response = forms.ChoiceField(
        label=_("Do you accept it?"),
        choices=[pair for pair in ResponseState.choices if pair[0] != "awaited"],
        widget=Radios,
    )

    class Meta:
        model = Recommendation
        fields = ["response", "response_reason"]
        labels = {"response_reason": _("What you will do, or why not")}
        widgets = {"response_reason": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("response") == ResponseState.AWAITED:
            self.initial["response"] = None
        said = _("Needed where it is not accepted, or only in part.")
        if self.instance.board.jurisdiction == "england":
            said = _(
                "Needed where it is not accepted, or only in part: the board's yearly "
                "report must give the reason (Care Act 2014, schedule 2)."
            )
        self.fields["response_reason"].help_text = said
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean()
        needs = (ResponseState.PARTLY, ResponseState.REFUSED)
        if (
            data.get("response") in needs
            and not data.get("response_reason", "").strip()
        ):
            self.add_error("response_reason", _("Give the reason"))
        return data

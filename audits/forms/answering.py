"""Forms of one answer. Half-filled answers are fine; half dates are not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.choices import Carried
from audits.values import AnswerValues
from boards.fields import DateField
from boards.forms import ScopedForm
from learning.forms.evidence import LifeMixin, SeveralFilesField, link_field
from learning.models import Evidence

LONGEST = 20_000  # characters of one written answer
TYPED = list(AnswerValues().as_typed())


def typed_in(post) -> dict[str, str]:
    """What was typed, field by field, whether or not it makes sense."""
    return {name: _kept(post.get(name, "")) for name in TYPED}


def _kept(text) -> str:
    """Text as the database takes it: it keeps no NUL."""
    return text.replace("\r\n", "\n").replace("\0", "")[: LONGEST * 2]


class DraftedDateField(DateField):
    """A date whose boxes are named by number, as kept drafts name them."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.MultiWidget([forms.TextInput] * 3), **kwargs)


class WordsField(forms.CharField):
    """Long text: kept as typed, line ends made the same everywhere."""

    def __init__(self, **kwargs):
        super().__init__(required=False, strip=False, **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").rstrip()

    def validate(self, value):
        super().validate(value)
        if len(value) > LONGEST:
            said = {"label": self.label, "most": f"{LONGEST:,}"}
            raise forms.ValidationError(
                _("%(label)s: write up to %(most)s characters") % said
            )


class AnswerForm(forms.Form):
    """Everything a person can say in answer to one question."""

    text = WordsField(label=_("Answer"))
    yes = forms.ChoiceField(
        label=_("Answer"), required=False, choices=[("yes", _("Yes")), ("no", _("No"))]
    )
    number = forms.DecimalField(
        label=_("Answer"),
        required=False,
        max_digits=14,
        decimal_places=2,
        error_messages={
            "invalid": _("Enter a number, for example 12 or 12.5"),
            "max_digits": _("Enter a number of at most 14 digits"),
            "max_whole_digits": _("Enter a number below 1,000,000,000,000"),
            "max_decimal_places": _("Enter a number with at most 2 decimal places"),
        },
    )
    day = DraftedDateField(label=_("Answer"), required=False)
    level = forms.ChoiceField(label=_("Rating"), required=False)
    position = WordsField(label=_("Summary of current position"))
    improvement = WordsField(label=_("Improvement action"))
    not_applicable = forms.BooleanField(
        label=_("This does not apply to us"), required=False
    )
    not_applicable_reason = WordsField(label=_("Why it does not apply"))
    carried = forms.ChoiceField(
        label=_("Last round's answer"), required=False, choices=Carried
    )

    def __init__(self, data, *, question, levels):
        self.question = question
        self.levels = {level.key: level for level in levels}
        super().__init__(data)
        self.fields["level"].choices = [(key, key) for key in self.levels]

    def clean_not_applicable(self):
        wanted = self.cleaned_data["not_applicable"]
        return wanted and self.question.not_applicable_allowed

    def values(self) -> AnswerValues:
        """What the person says, once the form is valid."""
        said = self.cleaned_data
        return AnswerValues(
            level=self.levels.get(said["level"]),
            yes={"yes": True, "no": False}.get(said["yes"]),
            **{
                name: said[name]
                for name in (
                    "text",
                    "number",
                    "day",
                    "position",
                    "improvement",
                    "not_applicable",
                    "not_applicable_reason",
                    "carried",
                )
            },
        )


class EvidenceForm(LifeMixin, ScopedForm):
    """Evidence added beside an answer: files, a link, or items kept already."""

    library = forms.ModelMultipleChoiceField(
        label=_("From your agency's evidence"),
        queryset=Evidence.objects.none(),
        required=False,
    )
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    files = SeveralFilesField(label=_("Files"), required=False)
    link = link_field()
    effective_on = DraftedDateField(label=_("In force from"), required=False)
    expires_on = DraftedDateField(label=_("Expires on"), required=False)

    def __init__(self, *args, agency, **kwargs):
        super().__init__(*args, **kwargs)
        kept = Evidence.objects.visible_to(self.user).filter(agency=agency)
        self.fields["library"].queryset = kept

    def clean(self):
        said = super().clean()
        if said.get("link") and not said.get("title"):
            self.add_error("title", _("Give the link a title."))
        alone = [n for n in ("title", "effective_on", "expires_on") if said.get(n)]
        if alone and not self.errors and not self.has_new:
            self.add_error("files", _("Choose a file or give a link."))
        return said

    @property
    def has_new(self) -> bool:
        """Whether it brings something the library does not hold yet."""
        return bool(self.cleaned_data.get("files") or self.cleaned_data.get("link"))

"""Forms around a return: finding, giving away, sending back, acting on gaps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.forms.answering import WordsField
from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import User
from boards.widgets import Radios
from frameworks.vocabulary import QuestionTag

LONGEST = 4_000  # characters of a message, a note or a reason

TAGS = {
    QuestionTag.VOICE_OF_THE_CHILD: _("Voice of the child"),
    QuestionTag.PRE_VERBAL: _("Children who do not speak yet"),
    QuestionTag.COMMUNICATION: _("Communication difficulty"),
    QuestionTag.VOICE_OF_THE_ADULT: _("Voice of the adult"),
    QuestionTag.GOOD_PRACTICE: _("Good practice"),
    QuestionTag.IMPROVEMENT: _("Improvement"),
}


class ReturnsFilter(forms.Form):
    """Narrows the list of an agency's returns."""

    STATES = [("", _("All")), ("owed", _("Not handed in")), ("sent", _("Handed in"))]
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    year = forms.CharField(
        label=_("Year or period"), required=False, max_length=30, widget=forms.Select
    )
    words = forms.CharField(label=_("Search"), required=False, max_length=80)

    def __init__(self, *args, periods, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [("", _("All")), *((period, period) for period in periods)]
        self.fields["year"].widget.choices = offered

    def apply(self, returns):
        """The returns the reader asked for."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if wanted.get("state") == "owed":
            returns = returns.outstanding()
        if wanted.get("state") == "sent":
            returns = returns.exclude(pk__in=returns.outstanding().values("pk"))
        if wanted.get("year"):
            returns = returns.filter(round__period=wanted["year"])
        if wanted.get("words"):
            returns = returns.filter(round__source__title__icontains=wanted["words"])
        return returns


class TaskFilter(forms.Form):
    """Narrows the questions of one return."""

    show = forms.ChoiceField(
        required=False,
        choices=[("", _("All questions")), ("unanswered", _("Unanswered only"))],
    )
    tag = forms.ChoiceField(required=False, choices=[("", _("Any")), *TAGS.items()])
    words = forms.CharField(required=False, max_length=80)


class PersonField(forms.ModelChoiceField):
    """A colleague, with their post."""

    def label_from_instance(self, user):
        return f"{user} ({user.post})" if user.post else str(user)


class DelegateForm(ScopedForm):
    """A section for a colleague."""

    to = PersonField(
        label=_("Colleague"),
        queryset=User.objects.none(),
        error_messages={
            "required": _("Choose a colleague"),
            "invalid_choice": _("Choose a colleague from the list"),
        },
    )
    note = forms.CharField(label=_("Note to them"), max_length=300, required=False)

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues


class WordsForm(forms.Form):
    """One text that says why, or what. Errors name it, as `label` does."""

    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), required=False)

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label

    def clean_words(self):
        words, said = self.cleaned_data["words"], {"label": self.fields["words"].label}
        if not words:
            raise forms.ValidationError(_("%(label)s: write something") % said)
        if len(words) > LONGEST:
            said["most"] = f"{LONGEST:,}"
            raise forms.ValidationError(
                _("%(label)s: write up to %(most)s characters") % said
            )
        return words


CONFIRM, DECLINE = "confirm", "decline"


class ImprovementForm(RevealingForm, ScopedForm):
    """What a gap leads to: an action with a post and a date, or why none."""

    decision = forms.ChoiceField(
        label=_("What does your agency do?"),
        choices=[
            (CONFIRM, _("Confirm the action")),
            (DECLINE, _("Decline it: no action is needed")),
        ],
        widget=Radios(
            reveals={CONFIRM: ("text", "owner", "due_on"), DECLINE: "reason"}
        ),
        initial=CONFIRM,
    )
    text = WordsField(label=_("What will be done"), widget=lines())
    owner = forms.CharField(label=_("Who (post)"), max_length=120, required=False)
    due_on = DateField(label=_("By when"), required=False)
    reason = WordsField(label=_("Why no action is needed"), widget=lines())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Label and words of every box somebody typed in."""
        day = " ".join(filter(None, self["due_on"].value() or []))
        said = [(self[n].label, self[n].value()) for n in ("text", "owner", "reason")]
        return [
            (label, words) for label, words in [*said, (_("By when"), day)] if words
        ]

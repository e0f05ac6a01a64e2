"""A form with every kind of field, for the gallery of components."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import Group, Shown, Words, form_helper
from boards.fields import DateField, RevealingForm, UploadField
from boards.widgets import Checkbox, Checkboxes, Radios

LEARNT = [("review", _("A review")), ("audit", _("An audit")), ("other", _("Other"))]
SHARED = [("briefing", _("A briefing")), ("event", _("An event"))]
RATINGS = [("r", _("Red")), ("a", _("Amber")), ("g", _("Green")), ("n", _("Not used"))]
RATING_HINTS = {"r": _("Little is in place"), "a": _("Some is in place")}


class EveryKindForm(RevealingForm, forms.Form):
    """Every kind of field the template pack draws."""

    title = forms.CharField(label=_("Title"), max_length=100, help_text=_("In short"))
    summary = forms.CharField(
        label=_("Summary"), max_length=200, widget=forms.Textarea(attrs={"rows": 4})
    )
    notes = forms.CharField(label=_("Notes"), widget=forms.Textarea, required=False)
    email = forms.EmailField(label=_("E-mail address"))
    reached = forms.IntegerField(label=_("Staff reached"), min_value=0, max_value=100)
    cost = forms.DecimalField(label=_("Cost"), decimal_places=2, max_digits=8)
    agreed = forms.TypedChoiceField(
        label=_("Was it agreed?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=Radios,
    )
    rating = forms.ChoiceField(
        label=_("How far are you?"),
        choices=RATINGS,
        widget=Radios(hints=RATING_HINTS, reveals={"n": "why_not"}),
    )
    why_not = forms.CharField(label=_("Why is it not used?"), required=False)
    learnt_from = forms.MultipleChoiceField(
        label=_("What did it come from?"),
        choices=LEARNT,
        widget=Checkboxes(reveals={"other": "other_origin"}),
    )
    other_origin = forms.CharField(label=_("What else?"), required=False)
    shared_by = forms.ChoiceField(
        label=_("How was it shared?"), choices=[("", _("Choose")), *SHARED]
    )
    due_on = DateField(label=_("Due"))
    paper = UploadField(label=_("Paper"), kinds=["pdf", "docx"])
    secret = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    confirmed = forms.BooleanField(label=_("I read it"), help_text=_("All of it"))
    told = forms.BooleanField(
        label=_("Somebody else was told"),
        required=False,
        widget=Checkbox(reveals="who_was_told"),
    )
    who_was_told = forms.CharField(label=_("Which agency?"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            self,
            Group(_("Words"), "title", "summary", Shown("notes", rows=2), "email"),
            Group(
                _("Numbers"),
                Shown("reached", width=3, suffix="%"),
                Shown("cost", width=5, prefix="£"),
                hint=_("Whole numbers or pence"),
            ),
            Group(_("Choices"), "agreed", "rating", "learnt_from", "shared_by"),
            Words(_("A paragraph may stand between fields.")),
            Group(_("Other kinds"), "due_on", "paper", "secret", "confirmed", "told"),
        )


class StepForm(forms.Form):
    """One row of several alike."""

    step = forms.CharField(label=_("Step"), max_length=60)
    by_when = DateField(label=_("By when"), required=False)


Steps = forms.formset_factory(StepForm, extra=0, min_num=2)

# What the page with errors was sent: one thing wrong with every field.
WRONG = {
    "title": "",
    "summary": "Too long. " * 25,
    "email": "not an address",
    "reached": "many",
    "cost": "1.234",
    "agreed": "",
    "rating": "n",
    "learnt_from": ["other"],
    "shared_by": "",
    "due_on_day": "31",
    "due_on_month": "2",
    "due_on_year": "2026",
    "told": "on",
    "form-TOTAL_FORMS": "2",
    "form-INITIAL_FORMS": "0",
    "form-0-step": "",
    "form-0-by_when_day": "1",
    "form-1-step": "Tell every team",
    "form-1-by_when_month": "Smarch",
}

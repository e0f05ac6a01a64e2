"""Forms of reading a draft: a comment, an answer, filters of the queue."""

import uuid

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Radios
from learning.forms.screening import ScreenedForm
from reporting.choices import CommentState

LONGEST = 5000


class CommentForm(ScreenedForm, ScopedForm):
    """What somebody says of the whole report, a section or a paragraph."""

    text = forms.CharField(label=_("Your comment"), max_length=LONGEST, widget=lines(5))
    section = forms.IntegerField(required=False, widget=forms.HiddenInput)
    block = forms.IntegerField(required=False, widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31 - 1)
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())
        self.helper = form_helper(self)


class AnswerForm(ScreenedForm, ScopedForm):
    """Taken in or not, and why."""

    state = forms.ChoiceField(
        label=_("What came of it"), choices=CommentState.choices, widget=Radios
    )
    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=LONGEST,
        widget=lines(5),
        help_text=_("Whoever commented reads it. Needed where it is not taken in."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class CommentFilterForm(ScopedForm):
    """Narrow the queue of comments."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Every state")), *CommentState.choices],
    )
    section = forms.ChoiceField(label=_("Section"), required=False)

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), str(one)) for one in sections]
        whole = ("0", _("The whole report"))
        self.fields["section"].choices = [("", _("Every section")), whole, *named]

    def apply(self, rows):
        """Comments that match."""
        self.is_valid()
        data = self.cleaned_data
        if words := data.get("q"):
            said = Q(text__icontains=words) | Q(answer__icontains=words)
            rows = rows.filter(
                said | Q(by__full_name__icontains=words) | Q(about__icontains=words)
            )
        if state := data.get("state"):
            rows = rows.filter(state=state)
        if section := data.get("section"):
            rows = rows.filter(section=section if section != "0" else None)
        return rows

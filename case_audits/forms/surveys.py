"""Forms of practitioners' questionnaires: writing them, and answering one."""

import re
import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.crispy import Group as Fields
from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Radios
from case_audits.choices import SURVEY_ANSWERS, SurveyKind, SurveyState
from case_audits.forms.parts import agencies_of, from_today
from case_audits.models import CaseAudit, Survey
from case_audits.rules import groups_run_by
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm

MARKS = {"agree": SurveyKind.SCALE, "yes": SurveyKind.YES_NO, "words": SurveyKind.WORDS}
MARK = re.compile(r"\s*\[(\w+)\]$")
MOST, LONGEST, MOST_PEOPLE = 30, 500, 20_000


class SurveyForm(ScreenedForm, AddsOnce, VersionedBoardForm):
    """What practitioners are asked, and how many of which agency."""

    screened = ("title", "message")
    asked = forms.CharField(
        label=gettext_lazy("Questions, one a line"),
        widget=lines(8),
        help_text=gettext_lazy(
            "End a line with [agree], [yes] or [words] to say how it is answered; "
            "without it: agree or disagree."
        ),
    )

    class Meta:
        model = Survey
        fields = ["title", "message", "group", "audit", "closes_on"]
        field_classes = {"closes_on": DateField}
        widgets = {"message": lines(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = groups_run_by(self.user, self.board).filter(restricted=False)
        self.fields["group"].queryset = rows
        self.fields["group"].empty_label = _("Choose a group")
        audits = CaseAudit.objects.visible_to(self.user).filter(board=self.board)
        self.fields["audit"].queryset = audits.select_related("source")
        self.fields["audit"].empty_label = _("None")
        self.agencies = list(agencies_of(self.user, self.board))
        numbers = self._numbers()
        if self.instance.pk:
            marks = {kind: mark for mark, kind in MARKS.items()}
            self.initial["asked"] = "\n".join(
                f"{one.text} [{marks[one.kind]}]"
                for one in self.instance.questions.all()
            )
        names = [self._add_agency(one, numbers.get(one.pk)) for one in self.agencies]
        hidden = [n for n in ("version", "sent_once") if n in self.fields]
        shown = ["title", "message", "group", "audit", "closes_on", "asked"]
        people = Fields(
            _("How many people are asked"),
            *names,
            hint=_("Leave empty where nobody is asked"),
        )
        self.helper = form_helper(self, *hidden, *shown, people)

    def _numbers(self):
        if not self.instance.pk:
            return {}
        return dict(self.instance.invited.values_list("agency", "number"))

    def _add_agency(self, agency, number) -> str:
        name = f"people_{agency.pk}"
        self.fields[name] = forms.IntegerField(
            label=str(agency), required=False, min_value=1, max_value=MOST_PEOPLE
        )
        self.initial[name] = number
        return name

    @property
    def compared(self):
        return [n for n in self.fields if n not in ("version", "sent_once")]

    @property
    def numbers(self) -> dict:
        """People asked, agency by agency."""
        said = {one: self.cleaned_data.get(f"people_{one.pk}") for one in self.agencies}
        return {agency: number for agency, number in said.items() if number}

    def clean_closes_on(self):
        return from_today(self.cleaned_data["closes_on"])

    def clean_asked(self):
        """The questions as rows."""
        typed = map(str.strip, self.cleaned_data["asked"].splitlines())
        found = [_question(line) for line in filter(None, typed)]
        if not 0 < len(found) <= MOST:
            said = _("Write between 1 and %d questions") % MOST
            raise forms.ValidationError(said)
        return found


def _question(line) -> dict:
    mark = MARK.search(line)
    kind = MARKS.get(mark[1].lower()) if mark else SurveyKind.SCALE
    text = MARK.sub("", line)
    if kind is None:
        said = _("Nobody knows this way to answer: %s") % mark[0].strip()
        raise forms.ValidationError(said)
    if not text or len(text) > LONGEST:
        said = _("Keep each question below %d letters") % LONGEST
        raise forms.ValidationError(said)
    return {"text": text, "kind": kind}


class AnswerForm(ScreenedForm, ScopedForm):
    """What one practitioner says, without an account or a name."""

    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, questions, **kwargs):
        self.questions = questions
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_once", uuid.uuid4())
        for number, one in enumerate(questions, start=1):
            self.fields[f"q{one.pk}"] = self._box(f"{number}. {one.text}", one.kind)
        self.mark_optional = False
        self.helper = form_helper(self)

    def _box(self, label, kind):
        if kind == SurveyKind.WORDS:
            return forms.CharField(
                label=label,
                required=False,
                widget=lines(4),
                max_length=5_000,
                help_text=_("No names of children, adults, families or colleagues."),
            )
        return forms.ChoiceField(
            label=label, required=False, widget=Radios, choices=SURVEY_ANSWERS[kind]
        )

    @property
    def answers(self) -> dict:
        """What was said, by question."""
        data = self.cleaned_data
        return {one: data.get(f"q{one.pk}", "") for one in self.questions}


class SurveyFilterForm(ScopedForm):
    """Narrow the list of questionnaires."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), *SurveyState.choices],
    )

    def apply(self, rows):
        """Those that match; a value nobody understands narrows nothing."""
        self.full_clean()
        for word in self.cleaned_data.get("q", "").split():
            rows = rows.filter(title__icontains=word)
        if state := self.cleaned_data.get("state"):
            rows = rows.filter(state=state)
        return rows

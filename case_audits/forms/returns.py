"""Forms by which an agency answers, and by which cases are looked at together."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.crispy import Group as Fields
from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Checkbox, Radios
from case_audits.choices import AnswerKind, Said, VoiceOf
from case_audits.forms.parts import NO_NAMES, WithVersion, in_the_past
from case_audits.models import AuditCase, CaseReturn, Grade, JointMeeting
from learning.forms.screening import ScreenedForm, names_of_bodies
from learning.forms.versions import VersionedForm
from learning.identifiers import found_in

VOICE_BOXES = (
    ("heard", gettext_lazy("What they told us"), 3),
    ("heard_by", gettext_lazy("Heard by (role)"), 0),
    ("acted_on", gettext_lazy("What was done with it"), 2),
    ("absent", gettext_lazy("If nobody asked: why"), 2),
)
ROLE_AND_NUMBER = re.compile(r"^(?P<role>.*?)[\s:,x-]*(?P<number>\d{1,3})?$")
MOST_OF_ROLE = 99


class AnswerAskForm(ScreenedForm, RevealingForm, ScopedForm):
    """Whether the agency takes part."""

    to = forms.ChoiceField(
        label=gettext_lazy("Does your agency take part?"),
        choices=[
            ("accept", gettext_lazy("Yes, we read the cases and return the tool")),
            ("decline", gettext_lazy("No")),
        ],
        widget=Radios(reveals={"decline": "reason"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why not"), widget=lines(3), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)


class Voices:
    """Boxes for the three voices. `voices_of` gives the rows kept before."""

    def add_voices(self, rows) -> list:
        known = {row.voice: row for row in rows}
        return [self._add_voice(voice, known.get(voice)) for voice in VoiceOf]

    def _add_voice(self, voice, row):
        names = []
        for part, label, height in VOICE_BOXES:
            name = f"{part}_{voice}"
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=20_000 if height else 120,
                widget=lines(height) if height else forms.TextInput,
            )
            self.initial[name] = getattr(row, part) if row else ""
            names.append(name)
        return Fields(voice.label, *names, hint=NO_NAMES, size="s")

    @property
    def voices(self) -> dict:
        """What was typed of each voice."""
        data = self.cleaned_data
        return {
            voice.value: {
                part: data.get(f"{part}_{voice}", "") for part, _l, _h in VOICE_BOXES
            }
            for voice in VoiceOf
        }


class ReturnForm(Voices, VersionedForm):
    """An agency's part of one case. A draft may be as short as it is."""

    class Meta:
        model = CaseReturn
        fields = ["unknown", "grade", "went_well", "to_improve", "impact"]
        widgets = {
            "unknown": Checkbox,
            "grade": Radios,
            "went_well": lines(4),
            "to_improve": lines(4),
            "impact": lines(3),
        }

    def __init__(self, *args, questions, grades, **kwargs):
        self.questions, self.grades = questions, grades
        super().__init__(*args, **kwargs)
        said = {row.question_id: row for row in self.instance.answers.all()}
        parts = self._add_questions(said)
        voices = self.add_voices(self.instance.voices.all())
        self.fields["grade"].queryset = Grade.objects.visible_to(self.user).filter(
            edition=self.instance.audit.edition_id
        )
        self.fields["grade"].empty_label = None
        self.fields["grade"].widget.hints = {str(g.pk): g.meaning for g in grades}
        self.mark_optional = False
        self.helper = form_helper(
            self,
            "version",
            "unknown",
            *parts,
            Fields(_("Your part in all"), "went_well", "to_improve", "impact", "grade"),
            *voices,
        )

    def _add_questions(self, said) -> list:
        sections: dict[str, list] = {}
        for number, question in enumerate(self.questions, start=1):
            names = self._add_question(number, question, said.get(question.pk))
            sections.setdefault(question.section or _("Questions"), []).extend(names)
        return [Fields(title, *names) for title, names in sections.items()]

    def _add_question(self, number, question, answer) -> list[str]:
        choice, words = f"choice_{question.pk}", f"words_{question.pk}"
        label = f"{number}. {question.text}"
        if question.kind != AnswerKind.WORDS:
            self.fields[choice] = forms.ChoiceField(
                label=label, choices=self._choices(question), required=False,
                widget=Radios,
            )  # fmt: skip
            self.initial[choice] = str(answer.level or "") if answer else ""
            label = _("What shows it")
        self.fields[words] = forms.CharField(
            label=label, required=False, widget=lines(2), max_length=20_000
        )
        self.initial[words] = answer.words if answer else ""
        return [name for name in (choice, words) if name in self.fields]

    def _choices(self, question):
        if question.kind == AnswerKind.GRADE:
            return [(str(one.pk), one.word) for one in self.grades]
        return Said.choices

    def _same(self):
        return {"questions": self.questions, "grades": self.grades}

    @property
    def compared(self):
        own = set(self._meta.fields)
        return [n for n in self.fields if n in own or n.split("_")[0] in COMPARED]

    @property
    def values(self):
        return {n: v for n, v in self.cleaned_data.items() if n in self._meta.fields}

    @property
    def answers(self) -> dict:
        """What was typed, by question; what could not be read is left as it was."""
        grades = {str(one.pk): one for one in self.grades}
        return {one.pk: self._answer(one, grades) for one in self.questions}

    def _answer(self, question, grades) -> dict:
        data = self.cleaned_data
        chosen = data.get(f"choice_{question.pk}", "")
        graded = question.kind == AnswerKind.GRADE
        return {
            "grade_id": grades[chosen].pk if graded and chosen else None,
            "said": "" if graded else chosen,
            "words": data.get(f"words_{question.pk}", ""),
        }


COMPARED = {"choice", "words", "heard", "acted", "absent"}


class HandInForm(ScreenedForm, ScopedForm):
    """Read once more; words that could identify somebody are asked about."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, case_return, words, **kwargs):
        self.words = words
        initial = {"version": case_return.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = form_helper(self)

    def _found(self, data):
        hits = found_in(self.words, names_of_bodies(self.user))
        return {None: hits} if hits else {}


class MeetingForm(ScreenedForm, VersionedForm):
    """When people met, and how many of which role from each agency."""

    class Meta:
        model = JointMeeting
        fields = ["on", "notes"]
        field_classes = {"on": DateField}
        widgets = {"notes": lines(6)}

    def __init__(self, *args, agencies, people, **kwargs):
        self.agencies, self.people = agencies, people
        super().__init__(*args, **kwargs)
        for agency in agencies:
            own = [one for one in people if one.agency_id == agency.pk]
            self.fields[f"people_{agency.pk}"] = forms.CharField(
                label=str(agency),
                required=False,
                widget=lines(2),
                help_text=_("Roles and numbers, one a line: Social worker 2"),
            )
            self.initial[f"people_{agency.pk}"] = "\n".join(
                f"{one.role} {one.number}" for one in own
            )
        names = [f"people_{agency.pk}" for agency in agencies]
        who = Fields(_("Who took part, by role"), *names, hint=NO_NAMES)
        self.helper = form_helper(self, "version", "on", who, "notes")

    def _same(self):
        people = list(self.instance.audit.participants.all())
        return {"agencies": self.agencies, "people": people}

    @property
    def compared(self):
        return [name for name in self.fields if name != "version"]

    def clean_on(self):
        return in_the_past(self.cleaned_data["on"])

    def clean(self):
        data = super().clean() or self.cleaned_data
        self.present = []
        for agency in self.agencies:
            name = f"people_{agency.pk}"
            rows = filter(None, map(str.strip, data.get(name, "").splitlines()))
            for row in rows:
                self._add(agency, name, row)
        return data

    def _add(self, agency, name, row):
        said = ROLE_AND_NUMBER.match(row)
        role, number = said["role"].strip(" :,-"), int(said["number"] or 1)
        if not role or len(role) > 120 or not 0 < number <= MOST_OF_ROLE:
            words = _("Write a role and a number up to %(most)d: “%(row)s”")
            said = words % {"most": MOST_OF_ROLE, "row": row[:40]}
            self.add_error(name, said)
            return
        self.present.append({"agency": agency, "role": role, "number": number})


class JointForm(Voices, ScreenedForm, VersionedForm):
    """What the meeting says of one case."""

    class Meta:
        model = AuditCase
        fields = ["together", "impact", "learnt"]
        widgets = {name: lines(4) for name in ("together", "impact", "learnt")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        voices = self.instance.voices.filter(of__isnull=True)
        parts = self.add_voices(voices)
        self.helper = form_helper(self, "version", *self._meta.fields, *parts)

    @property
    def compared(self):
        return [name for name in self.fields if name != "version"]


class GradeForm(ScreenedForm, WithVersion):
    """The one grade of a case, and why."""

    screened = ("grade_reason",)
    grade = forms.ModelChoiceField(
        Grade.objects.none(),
        label=gettext_lazy("Moderated grade"),
        widget=Radios,
        empty_label=None,
    )
    grade_reason = forms.CharField(
        label=gettext_lazy("Why this grade"),
        widget=lines(4),
        help_text=gettext_lazy("Where agencies graded differently, say what decided"),
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        grades = Grade.objects.visible_to(self.user).filter(
            edition=case.audit.edition_id
        )
        self.fields["grade"].queryset = grades
        self.initial.setdefault("version", case.version)
        self.helper = form_helper(self)

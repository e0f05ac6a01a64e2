"""Forms of surveys: the list, the survey, a year, results pasted or typed."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Radios
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from voices.choices import Given
from voices.facts import phases
from voices.forms.owned import OwnedForm
from voices.models import Survey, SurveyEdition, SurveyQuestion, SurveyResult
from voices.pasting import LARGEST, LONGEST, read
from voices.rules import agencies_on

ALL = ("", _("All"))
NEW = "new"


class SurveyFilterForm(ScopedForm):
    """Narrow the list of surveys."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    year = forms.CharField(label=_("Year"), required=False, max_length=20)

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = [(str(a.pk), str(a)) for a in agencies_on(self.user, board)]
        self.fields["agency"].choices = [ALL, *agencies]

    def apply(self, rows):
        self.full_clean()
        asked = self.cleaned_data
        rows = rows.search(asked.get("q", ""))
        if asked.get("agency"):
            rows = rows.filter(source__owner_agency=asked["agency"])
        if asked.get("year"):
            held = SurveyEdition.objects.visible_to(self.user)
            held = held.filter(year__icontains=asked["year"])
            rows = rows.filter(pk__in=held.values("survey"))
        return rows


class SurveyForm(OwnedForm):
    """What is asked of whom."""

    screened = ("title", "population")
    of_source = (
        "title", "strand", "owner_agency", "lead_group", "audience",
    )  # fmt: skip

    class Meta:
        model = Survey
        fields = ["asked_by", "population"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        order = ["title", "asked_by", "population", "owner_agency", "strand"]
        order += ["lead_group", "audience", "sent_once", "version"]
        named = [name for name in order if name in self.fields]
        self.helper = form_helper(self, *named)


class YearForm(ScreenedForm, VersionedBoardForm):
    """One year of a survey."""

    screened = ("note",)

    class Meta:
        model = SurveyEdition
        fields = ["year", "asked_on", "note"]
        field_classes = {"asked_on": DateField}
        widgets = {"note": lines(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["version"]
        self.helper = form_helper(self)


class PasteForm(ScopedForm):
    """Rows of a spreadsheet; words nobody knows yet are asked about before saving."""

    given = forms.ChoiceField(
        label=_("The last column is"),
        choices=Given.choices,
        initial=Given.PERCENTAGE,
        widget=Radios,
    )
    rows = forms.CharField(
        label=_("Rows"),
        widget=lines(12),
        max_length=200_000,
        help_text=_(
            "Four columns: who answered, the question, how many answered, the result. "
            "Copy them from Excel, or type them with semicolons between."
        ),
    )

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition, self.board = edition, edition.survey.board
        self.pasted, self.unknown = None, {}
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if "rows" not in data or "given" not in data:
            return data
        self.pasted = read(data["rows"], data["given"], self.board)
        for problem in self.pasted.problems[:20]:
            self.add_error("rows", problem)
        if not self.pasted.problems:
            self._ask_about_new_words()
        return data

    def _ask_about_new_words(self):
        """Each text that is no wording yet: a new question, or another's new words?"""
        wordings = {
            one.text.casefold(): one.question_id
            for question in self.questions
            for one in question.wordings.all()
        }
        texts = [t for t in self.pasted.texts if t.casefold() not in wordings]
        if not wordings:
            return  # the first year: every question is new
        for at, text in enumerate(texts):
            name = f"words_{at}"
            self.fields[name] = self._choice(text)
            self.helper.layout.append(name)
            chosen = self.data.get(self.add_prefix(name), "")
            known = {str(question.pk) for question in self.questions} | {NEW}
            if chosen in known:
                self.unknown[text] = chosen
            else:
                self.add_error(name, _now("Say whether these words are new"))

    def _choice(self, text):
        older = [
            (str(q.pk), _now("Other words for: %s") % _last(q)) for q in self.questions
        ]
        return forms.ChoiceField(
            label=_now("“%s”") % text,
            choices=[(NEW, _now("A new question")), *older],
            widget=Radios,
            required=False,
            help_text=_now("Answers to other words are shown apart."),
        )

    @property
    def questions(self):
        if not hasattr(self, "_questions"):
            rows = SurveyQuestion.objects.visible_to(self.user)
            rows = rows.filter(survey=self.edition.survey)
            self._questions = list(rows.prefetch_related("wordings"))
        return self._questions

    @property
    def results(self) -> list[dict]:
        """What the service puts."""
        known = {str(question.pk): question for question in self.questions}
        return [
            row | {"question": known.get(self.unknown.get(row["text"]))}
            for row in self.pasted.rows
        ]


def _last(question) -> str:
    texts = [str(wording) for wording in question.wordings.all()]
    return texts[-1] if texts else str(question.number)


class NumberForm(VersionedBoardForm):
    """One result, typed or corrected."""

    number = forms.DecimalField(
        label=_("The result"),
        min_value=0,
        max_value=LARGEST,
        decimal_places=2,
        max_digits=10,
    )

    class Meta:
        model = SurveyResult
        fields = ["answered", "given"]
        widgets = {"given": Radios}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["given"].choices = Given.choices
        self.fields["answered"].max_value = LARGEST
        if self.instance.pk:
            counted = self.instance.given == Given.COUNT
            held = self.instance.said if counted else self.instance.percentage
            self.initial["number"] = held
        self.helper = form_helper(self)

    @property
    def values(self) -> dict:
        names = ("answered", "given", "number")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def compared(self):
        return ["answered", "given", "number"]


class TypeForm(ScreenedForm, ScopedForm):
    """One result typed by hand: an old question, or new words."""

    screened = ("text",)

    phase = forms.ChoiceField(label=_("Who answered"), required=False)
    wording = forms.ChoiceField(label=_("Question"), required=False)
    text = forms.CharField(
        label=_("Or the words of a new one"), required=False, max_length=LONGEST
    )
    answered = forms.IntegerField(
        label=_("How many answered"), min_value=0, max_value=LARGEST
    )
    given = forms.ChoiceField(
        label=_("The result is"),
        choices=Given.choices,
        initial=Given.PERCENTAGE,
        widget=Radios,
    )
    number = forms.DecimalField(
        label=_("The result"),
        min_value=0,
        max_value=LARGEST,
        decimal_places=2,
        max_digits=10,
    )

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        rows = SurveyQuestion.objects.visible_to(self.user)
        rows = rows.filter(survey=edition.survey).prefetch_related("wordings")
        texts = [str(one) for question in rows for one in question.wordings.all()]
        self.fields["phase"].choices = [
            ("", _("Everybody who answered")), *phases(edition.survey.board)
        ]  # fmt: skip
        self.fields["wording"].choices = [
            ("", _("A new question")), *((text, text) for text in texts)
        ]  # fmt: skip
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if not data.get("wording") and not (data.get("text") or "").strip():
            self.add_error("text", _("Choose a question or write a new one"))
        return data

    @property
    def row(self) -> dict:
        """What the service puts."""
        said = self.cleaned_data
        names = ("phase", "answered", "given", "number")
        text = said["wording"] or said["text"]
        return {name: said[name] for name in names} | {"text": text}

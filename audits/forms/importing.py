"""Forms of imports: what to upload, what its columns are, what its words mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from audits.choices import ReturnKindChoices
from audits.importing.columns import Column
from audits.importing.reading import KINDS, KINDS_WITH_TEXT
from audits.importing.results import LEAVE_OUT
from audits.importing.scales import FOUND, WRITTEN, YES_NO
from audits.models import Questionnaire
from boards.choices import AreaOfWork
from boards.crispy import Shown, form_helper
from boards.fields import RevealingForm, UploadField
from boards.forms import ScopedForm
from boards.widgets import Radios

NEW, AGAIN = "new", "again"
LARGEST_COPY = 2 * 1024 * 1024  # bytes: read while the person waits


def scale_choices(scales) -> list[tuple[str, str]]:
    """Ways of rating offered for an import."""
    named = [
        (key, f"{scale.name.en} ({', '.join(level.letter for level in scale.levels)})")
        for key, scale in scales.items()
    ]
    return [
        (FOUND, _("As the file shows it: its rating columns or headings")),
        *named,
        (YES_NO, _("Yes or no")),
        (WRITTEN, _("Written answers, no rating")),
    ]


class QuestionnaireUploadForm(RevealingForm, ScopedForm):
    """A workbook of questions: for a new questionnaire, or a new edition of one."""

    makes = forms.ChoiceField(
        label=_("What does the file hold?"),
        choices=[
            (NEW, _("A new questionnaire")),
            (AGAIN, _("A new edition of a questionnaire you have")),
        ],
        widget=Radios(
            reveals={NEW: ("name", "return_kind", "strand"), AGAIN: "questionnaire"}
        ),
        initial=NEW,
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    return_kind = forms.ChoiceField(
        label=_("Kind"), choices=ReturnKindChoices, required=False
    )
    strand = forms.ChoiceField(
        label=_("Strand"), choices=AreaOfWork, required=False, widget=Radios
    )
    questionnaire = forms.ModelChoiceField(
        label=_("Questionnaire"), queryset=Questionnaire.objects.none(), required=False
    )
    label = forms.CharField(
        label=_("Edition"), max_length=60, help_text=_("For example 2026-27")
    )
    rates = forms.ChoiceField(label=_("How do agencies rate themselves?"))
    file = UploadField(label=_("File"), kinds=KINDS_WITH_TEXT)

    def __init__(self, *args, board, scales, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Questionnaire.objects.visible_to(self.user).filter(board=board)
        self.fields["questionnaire"].queryset = mine
        self.fields["rates"].choices = scale_choices(scales)
        self.helper = form_helper(self, *FIRST)

    @property
    def target(self) -> str:
        """The key of the questionnaire it goes to; nothing for a new one."""
        chosen = self.cleaned_data.get("questionnaire")
        return chosen.key if chosen else ""

    def settings(self) -> dict:
        """What is kept with the upload."""
        names = ("name", "return_kind", "strand", "label", "rates")
        return {name: self.cleaned_data.get(name) or "" for name in names}


# The rest is drawn inside the choice that reveals it.
FIRST = ("makes", "label", "rates", "file")


class FileForm(ScopedForm):
    """One spreadsheet."""

    file = UploadField(label=_("File"), kinds=KINDS)


class OfflineFileForm(ScopedForm):
    """One filled-in copy."""

    file = UploadField(
        label=_("Filled-in copy"), kinds=["xlsx"], max_bytes=LARGEST_COPY
    )


RESULT_COLUMNS = [
    Column.SKIP,
    Column.AGENCY,
    Column.NUMBER,
    Column.QUESTION,
    Column.RATING,
    Column.POSITION,
]
QUESTION_COLUMNS = [
    one
    for one in Column
    if one not in {Column.AGENCY, Column.POSITION, Column.IMPROVEMENT}
]


class ColumnsForm(forms.Form):
    """What each column of each sheet holds; several sheets on one page."""

    def __init__(self, *args, sheets, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheets = sheets
        for at, (sheet, mapping) in enumerate(sheets):
            self._add_sheet(at, sheet, mapping)
            for column in range(sheet.width):
                field = forms.ChoiceField(
                    choices=[(one.value, one.label) for one in offered],
                    initial=mapping.columns.get(column, Column.SKIP),
                    required=False,
                )
                self.fields[f"column_{at}_{column}"] = field

    def _add_sheet(self, at, sheet, mapping) -> None:
        self.fields[f"use_{at}"] = forms.BooleanField(
            label=_("Bring this sheet in"),
            required=False,
            initial=not mapping.skip and bool(mapping.columns),
        )
        row = mapping.heading_row
        self.fields[f"row_{at}"] = forms.IntegerField(
            label=_("The headings stand in row"),
            min_value=1,
            max_value=max(len(sheet.rows), 1),
            initial=None if row is None else row + 1,
            required=False,
            error_messages={"min_value": ROW_ERROR, "max_value": ROW_ERROR},
        )

    def clean(self):
        said = super().clean()
        for at, (_sheet, _mapping) in enumerate(self.sheets):
            wanted = said.get(f"use_{at}") and f"row_{at}" not in self.errors
            if wanted and not said.get(f"row_{at}"):
                self.add_error(f"row_{at}", _("Say in which row the headings stand"))
        return said

    def chosen(self) -> dict:
        """The reading of every sheet, as it is kept."""
        return {
            sheet.name: self._chosen(at, sheet)
            for at, (sheet, _mapping) in enumerate(self.sheets)
        }

    def _chosen(self, at, sheet) -> dict:
        said = self.cleaned_data
        if not said.get(f"use_{at}"):
            return {"skip": True}
        columns = {
            str(column): said[f"column_{at}_{column}"]
            for column in range(sheet.width)
            if said.get(f"column_{at}_{column}") not in ("", Column.SKIP)
        }
        return {"heading_row": said[f"row_{at}"] - 1, "columns": columns}


ROW_ERROR = _("Write the number of a row of this sheet")


class MeaningForm(forms.Form):
    """What words that nobody here goes by stand for: nearest names first."""

    def __init__(self, *args, unknown, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = {}
        for kind, rows in unknown.items():
            for at, one in enumerate(rows.values()):
                self._add(f"{kind}_{at}", kind, one, names[kind])
        shown = [Shown(name, optional=False) for name in self.fields]
        self.helper = form_helper(self, *shown)

    def _add(self, name, kind, one, names) -> None:
        rest = [key for key in names if key not in one.nearest]
        offered = [(key, names[key]) for key in [*one.nearest, *rest] if key in names]
        self.words[name] = (kind, one.word)
        self.fields[name] = forms.ChoiceField(
            label=f"{one.word[:120]} ({one.where})",
            choices=[("", _("Choose")), *offered, (LEAVE_OUT, _("Leave it out"))],
            required=False,
        )

    def chosen(self) -> dict[str, dict[str, str]]:
        """Word -> what it means, by kind; only what was said."""
        found: dict[str, dict[str, str]] = {"agency": {}, "question": {}, "rating": {}}
        for name, (kind, word) in self.words.items():
            if value := self.cleaned_data.get(name):
                found[kind][word] = value
        return found

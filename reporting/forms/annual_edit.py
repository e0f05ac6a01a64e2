"""Forms of the editor of an annual report: begin it, its sections and its blocks."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.models import Agency
from boards.widgets import Checkbox, Radios
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from reporting.choices import AnnualReportState, BlockKind
from reporting.models import AnnualBlock, AnnualMilestone, AnnualReport, AnnualSection

LONGEST = 20000  # letters of one block
MARKDOWN = _(
    "Leave an empty line between paragraphs. A line that begins with - is a point of "
    "a list, ## is a heading, **two stars** make bold."
)


class WelshBoardForm(VersionedBoardForm):
    """A versioned form whose Welsh boxes are there where the board writes Welsh."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name.endswith("_cy")]:
            if "cy" in self.board.languages:
                self.fields[name].widget.attrs["lang"] = "cy"
            else:
                del self.fields[name]
        self.helper = form_helper(self)


class StartForm(AddsOnce, WelshBoardForm):
    """The year and the day it is due, as the board's framework has them."""

    class Meta:
        model = AnnualReport
        fields = ["title_en", "title_cy", "first_day", "last_day", "due_on"]
        field_classes = dict.fromkeys(["first_day", "last_day", "due_on"], DateField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is after the first."))
        if last and data.get("due_on") and data["due_on"] <= last:
            self.add_error("due_on", _("It is due after the year has ended."))
        if first and last and self._begun_before(first, last):
            self.add_error("first_day", _("There is a report on this year already."))
        return data

    def _begun_before(self, first, last) -> bool:
        rows = AnnualReport.objects.visible_to(self.user).filter(board=self.board)
        rows = rows.exclude(sent_once=self.cleaned_data.get("sent_once"))
        return rows.filter(first_day=first, last_day=last).exists()


class ReportForm(WelshBoardForm):
    """What the report is called, and when it is due."""

    class Meta:
        model = AnnualReport
        fields = ["title_en", "title_cy", "due_on"]
        field_classes = {"due_on": DateField}


class SectionForm(ScreenedForm, WelshBoardForm):
    """A section's heading, why it may have nothing to say, whether it is ready."""

    class Meta:
        model = AnnualSection
        fields = ["title_en", "title_cy", "nothing_because", "ready"]
        widgets = {"nothing_because": lines(3), "ready": Checkbox}
        help_texts = {
            "nothing_because": _(
                "Fill this where the law asks for something and there was nothing in "
                "the year. Readers see it in place of the section."
            )
        }


class BlockForm(ScreenedForm, WelshBoardForm):
    """The words of one block."""

    class Meta:
        model = AnnualBlock
        fields = ["text_en", "text_cy"]
        widgets = {"text_en": lines(14), "text_cy": lines(14)}
        help_texts = {"text_en": MARKDOWN}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & {"text_en", "text_cy"}:
            self.fields[name].max_length = LONGEST
        self.fields["text_en"].required = True


class NewBlockForm(AddsOnce, BlockForm):
    """Words of one's own, or words of an agency."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (BlockKind.WORDS, _("Words of the board")),
            (BlockKind.QUOTE, _("Words of an agency, as it wrote them")),
        ],
        widget=Radios,
        initial=BlockKind.WORDS,
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Agency"),
        required=False,
        empty_label=_("Choose an agency"),
        help_text=_("Only for words of an agency"),
    )
    field_order = ["kind", "agency", "text_en", "text_cy"]

    def __init__(self, *args, agencies, **kwargs):
        self.agencies = agencies
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("kind") == BlockKind.QUOTE and not data.get("agency"):
            self.add_error("agency", _("Choose whose words they are."))
        return data


class MilestoneForm(WelshBoardForm):
    """One step of the timetable."""

    class Meta:
        model = AnnualMilestone
        fields = ["title", "due_on", "done_on"]
        field_classes = {"due_on": DateField, "done_on": DateField}


class ReportFilterForm(ScopedForm):
    """Narrow the annual reports."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), *AnnualReportState.choices]

    def apply(self, rows):
        """Reports that match."""
        self.full_clean()
        for word in self.cleaned_data.get("q", "").split():
            rows = rows.filter(
                Q(title_en__icontains=word)
                | Q(title_cy__icontains=word)
                | Q(reference__iexact=word)
            )
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows

"""Forms by which an agency answers a request."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import ScopedForm
from boards.forms.words import lines
from boards.widgets import Radios
from learning.forms.evidence import SeveralFilesField
from learning.forms.screening import ScreenedForm, names_of_bodies
from learning.forms.versions import VersionedForm
from learning.identifiers import found_in
from reviews.forms.files import ScreenedFiles
from reviews.models import RequestDraft


class AnswerForm(VersionedForm):
    """The words of an answer. A draft may be as short as it is."""

    class Meta:
        model = RequestDraft
        fields = ["answer", "staff_level", "knowledge_transfer"]
        widgets = {
            "answer": lines(14),
            "staff_level": Radios,
            "knowledge_transfer": lines(5),
        }
        help_texts = {
            "answer": _(
                "Analyse, do not only list events. A role, never the name of a child, "
                "adult, family or practitioner."
            ),
            "staff_level": _("Whose knowledge is in this answer?"),
            "knowledge_transfer": _("What your agency already does differently"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        levels = self.fields["staff_level"]
        levels.choices = [choice for choice in levels.choices if choice[0]]
        self.mark_optional = False
        self.helper = form_helper(self)


class FilesForm(ScreenedFiles, ScopedForm):
    """Files beside the answer."""

    files = SeveralFilesField(label=_("Add files"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mark_optional = False
        self.helper = form_helper(self)


class HandInForm(ScreenedForm, ScopedForm):
    """The version that was read is the one handed in; what it says is screened now.

    A draft is kept whatever it says: no word is lost while somebody writes.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, draft, **kwargs):
        self.draft = draft
        super().__init__(*args, initial={"version": draft.version}, **kwargs)
        self.helper = form_helper(self)

    def _found(self, data):
        known = names_of_bodies(self.user)
        words = f"{self.draft.answer}\n{self.draft.knowledge_transfer}"
        hits = found_in(words, known)
        return {None: hits} if hits else {}

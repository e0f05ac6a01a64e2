"""Another process on the same events, and an output ticked off."""

from django.utils.translation import gettext_lazy as _

from boards.crispy import Shown, form_helper
from boards.fields import DateField
from boards.forms.words import lines
from boards.widgets import Radios
from reviews.choices import Waits
from reviews.forms.merging import MergingForm, not_to_come
from reviews.models import OutputDone, ParallelProcess


class ParallelForm(MergingForm):
    """What runs beside the review, and who waits for whom."""

    expected_on = DateField(label=_("Expected to end"), required=False)
    ended_on = DateField(label=_("Ended on"), required=False)

    class Meta:
        model = ParallelProcess
        fields = ["kind", "body", "waits", "expected_on", "ended_on", "note"]
        widgets = {"note": lines(4), "waits": Radios(choices=Waits.choices)}
        help_texts = {
            "body": _("The court, force or body, never a person"),
            "expected_on": _("As far as anybody knows"),
            "note": _("No names, and nothing that could harm a trial"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        layout = [
            Shown(name, width="two-thirds") if name == "body" else Shown(name)
            for name in self.Meta.fields
        ]
        self.helper = form_helper(self, *layout)

    def clean_ended_on(self):
        return not_to_come(self.cleaned_data["ended_on"])


class OutputForm(MergingForm):
    """When an output was done, and where it is (CTM-32)."""

    done_on = DateField(label=_("Done on"))

    class Meta:
        model = OutputDone
        fields = ["done_on", "note"]
        help_texts = {"note": _("A page, a folder, a meeting: so that others find it")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self, *self.Meta.fields)

    def clean_done_on(self):
        return not_to_come(self.cleaned_data["done_on"])

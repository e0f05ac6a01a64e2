"""Forms of the group that reviews suicides."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.crispy import form_helper
from boards.forms.words import lines
from boards.models import Agency
from boards.widgets import Checkboxes
from deaths.facts import facts_of, said
from deaths.models import Analysis
from frameworks.deaths import FactorKind
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedForm
from learning.models import LearningSource

KINDS = {
    FactorKind.THEME: gettext_lazy("Theme"),
    FactorKind.TRIGGER: gettext_lazy("Trigger"),
}


class AnalysisForm(ScreenedForm, AddsOnce, VersionedForm):
    """What one agency, or all together, saw in one review."""

    screened = ("note",)

    class Meta:
        model = Analysis
        fields = ["source", "agency", "factors", "note"]
        widgets = {"note": lines(4)}

    def __init__(self, *args, panel, **kwargs):
        self.panel = panel
        super().__init__(*args, **kwargs)
        own = LearningSource.objects.visible_to(self.user)
        self.fields["source"].queryset = own.filter(
            lead_group=panel.group_id, death_year__isnull=True
        )
        self.fields["source"].label = _("Which review")
        self.fields["source"].empty_label = _("Choose a review")
        serving = Agency.objects.visible_to(self.user).serving(panel.board)
        self.fields["agency"].queryset = serving
        self.fields["agency"].empty_label = _("All together: the joint analysis")
        self.fields["factors"] = forms.MultipleChoiceField(
            label=_("Themes and triggers seen"),
            choices=[
                (one.key, f"{KINDS[one.kind]}: {said(one.name)}")
                for one in facts_of(panel.board).factors
            ],
            widget=Checkboxes,
        )
        if self.instance.pk:
            del self.fields["source"], self.fields["agency"]
        self.helper = form_helper(self)

    def _get_validation_exclusions(self):
        """That there is one of each is left to the service: the same form sent twice
        is no second analysis."""
        return super()._get_validation_exclusions() | {"agency"}

    def _same(self):
        return {"panel": self.panel}

"""Finding a document again."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.forms import ScopedForm
from learning.choices import JobState
from reporting.kinds import KINDS


class DocumentFilterForm(ScopedForm):
    """Narrow the list of one's documents."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Every state")),
            ("ready", _("Ready")),
            ("building", _("Being built")),
            ("failed", _("Not built")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(kind.key, kind.title) for kind in KINDS.values()]
        self.fields["kind"].choices = [("", _("Every kind")), *kinds]

    def apply(self, rows):
        """Documents that match."""
        self.is_valid()
        data = self.cleaned_data
        if words := data.get("q"):
            rows = rows.filter(Q(title__icontains=words) | Q(subject__icontains=words))
        if kind := data.get("kind"):
            rows = rows.filter(kind=kind)
        failed = Q(job__state=JobState.FAILED)
        ready = Q(built_at__isnull=False)
        rule = {"ready": ready, "failed": failed, "building": ~ready & ~failed}
        return rows.filter(rule.get(data.get("state"), Q()))

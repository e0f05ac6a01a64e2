"""Narrowing the coverage map."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.choices import SectorChoices
from boards.forms import ScopedForm
from dissemination.choices import RequestState
from dissemination.models import LearningRequest


def asked_requests(user, board):
    """Requests that were issued, newest first, as far as the person may know."""
    rows = LearningRequest.objects.visible_to(user).filter(board=board)
    rows = rows.exclude(state=RequestState.DRAFT).select_related("board", "group")
    return rows.order_by("-issued_at", "-pk")


class CoverageFilterForm(ScopedForm):
    """One request or the latest; a sector; gaps only."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    request = forms.ModelChoiceField(
        LearningRequest.objects.none(),
        label=_("Request"),
        required=False,
        empty_label=_("The latest"),
        to_field_name="reference",
    )
    sector = forms.ChoiceField(
        label=_("Sector"),
        required=False,
        choices=[("", _("All")), *SectorChoices.choices],
    )
    gaps = forms.ChoiceField(
        label=_("Gaps"),
        required=False,
        choices=[
            ("", _("All")),
            ("gaps", _("With gaps")),
            ("late", _("Late")),
            ("recall", _("Nobody asked what is remembered")),
        ],
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["request"].queryset = asked_requests(self.user, board)

    def narrow(self, parts):
        """Parts of agencies that match; what nobody understands narrows nothing."""
        said = self.cleaned_data
        for word in said.get("q", "").split():
            parts = parts.filter(agency__name_en__icontains=word)
        if sector := said.get("sector"):
            parts = parts.filter(agency__sector=sector)
        return parts

    def keeps(self, line) -> bool:
        asked = self.cleaned_data.get("gaps")
        counted = {"gaps": line.gaps, "late": line.late, "recall": line.unasked}
        return counted.get(asked, 1) > 0

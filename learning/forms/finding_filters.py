"""What the lists of findings and recommendations are narrowed by."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.forms import ScopedForm
from boards.models import Agency
from learning.choices import (
    FindingKind,
    ResponseState,
    SourceKindChoices,
    SystemFactor,
)
from learning.follow_up import settled
from learning.models import LearningSource, Theme, ThemeTag

WITHOUT_ACTION = "without"
LATE, NOT_ISSUED = "late", "not_issued"


def all_of(text, choices):
    return [("", text), *choices]


class ListFilterForm(ScopedForm):
    """A filter every part of which may be left out; nonsense narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), required=False
    )
    source = forms.ChoiceField(
        label=_("Kind of source"),
        required=False,
        choices=all_of(_("All kinds of source"), SourceKindChoices.choices),
    )

    def __init__(self, *args, board, **kwargs):
        self.board = board
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.visible_to(self.user).serving(board)
        self.fields["agency"].queryset = agencies
        self.fields["agency"].empty_label = _("All agencies")

    def asked(self, name):
        """What was chosen; nothing where that is no choice."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


class FindingFilterForm(ListFilterForm):
    """Findings by kind, agency, source, system factor, and what followed them."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=all_of(_("All kinds"), FindingKind.choices),
    )
    factor = forms.ChoiceField(
        label=_("System factor"),
        required=False,
        choices=all_of(_("All system factors"), SystemFactor.choices),
    )
    action = forms.ChoiceField(
        label=_("Action"),
        required=False,
        choices=[
            ("", _("With and without action")),
            (WITHOUT_ACTION, _("Without an action or a reason")),
        ],
    )

    theme = forms.ChoiceField(label=_("Theme"), required=False)

    field_order = ["q", "kind", "theme", "agency", "source", "factor", "action"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = Theme.objects.visible_to(self.user).filter(
            board=self.board, merged_into__isnull=True
        )
        choices = [(str(theme.pk), theme.name) for theme in themes.order_by("name_en")]
        self.fields["theme"].choices = all_of(_("All themes"), choices)

    def apply(self, findings):
        """Only what was asked for."""
        paths = {"kind": "kind", "factor": "system_factor", "source": "source__kind"}
        for name, path in paths.items():
            if chosen := self.asked(name):
                findings = findings.filter(**{path: chosen})
        if agency := self.asked("agency"):
            owned = Q(agency__isnull=True, source__owner_agency=agency)
            findings = findings.filter(Q(agency=agency) | owned)
        if self.asked("action") == WITHOUT_ACTION:
            findings = findings.exclude(settled(self.user))
        if theme := self.asked("theme"):
            tags = ThemeTag.objects.visible_to(self.user).confirmed()
            findings = findings.filter(
                pk__in=tags.filter(theme=theme).values("finding")
            )
        return findings.search(self.asked("q"))


class RecommendationFilterForm(ListFilterForm):
    """Recommendations by reply, addressee and source."""

    reply = forms.ChoiceField(
        label=_("Reply"),
        required=False,
        choices=[
            ("", _("All replies")),
            (LATE, _("Reply late")),
            *ResponseState.choices,
            (NOT_ISSUED, _("Not issued yet")),
        ],
    )

    field_order = ["q", "reply", "agency", "source"]

    def apply(self, rows):
        """Only what was asked for. A source the person may not see is not told of."""
        if agency := self.asked("agency"):
            rows = rows.filter(addressee_agency=agency)
        if kind := self.asked("source"):
            seen = LearningSource.objects.visible_to(self.user).filter(kind=kind)
            rows = rows.filter(source__in=seen.values("pk"))
        reply = self.asked("reply")
        if reply == LATE:
            rows = rows.reply_overdue()
        elif reply == NOT_ISSUED:
            rows = rows.filter(issued_at__isnull=True)
        elif reply:
            rows = rows.filter(response=reply, issued_at__isnull=False)
        return rows.search(self.asked("q"))

"""Forms of a Summary of Learning: writing it, answering it, finding it."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.forms import HeldMixin, ScopedForm
from boards.forms.words import lines
from boards.models import Group
from boards.widgets import Checkboxes, Radios
from dissemination.audiences import audiences_of
from dissemination.choices import LearningKind, SummaryState
from dissemination.headings import SUMMARY, headings_of
from dissemination.models import LearningSummary
from dissemination.people import open_groups, own_groups, sharing_groups
from learning.forms.once import AddsOnce
from learning.forms.screening import ScreenedForm
from learning.forms.versions import VersionedBoardForm
from learning.models import SourceType


class SummaryForm(ScreenedForm, AddsOnce, HeldMixin, VersionedBoardForm):
    """Under exactly the headings of the board's own form (SOL-59)."""

    class Meta:
        model = LearningSummary
        fields = [
            "group", "activity_type", "description", "kind", "summary", "messages",
            "audiences", "audience_note", "to_group",
        ]  # fmt: skip
        widgets = {
            "kind": Radios,
            "description": lines(4),
            "summary": lines(8),
            "messages": lines(8),
            "audiences": Checkboxes,
            "audience_note": lines(2),
        }
        help_texts = {
            "activity_type": _(
                "For example: audit, user feedback, complaints, rapid review, "
                "practice review, other reflective activity"
            ),
            "description": _("Two or three sentences. No names or initials."),
            "messages": _("What everybody should do differently. One to a line."),
        }

    def __init__(self, *args, source=None, **kwargs):
        self.source = source
        super().__init__(*args, **kwargs)
        self._offer_groups()
        self.fields["kind"].choices = LearningKind.choices
        chosen = self.instance.group if self.instance.group_id else None
        self.fields["audiences"].queryset = audiences_of(self.board, self.user, chosen)
        self.fields["audiences"].required = False
        for name, text in headings_of(self.board, self.user, SUMMARY).words.items():
            self.fields[name].label = text
        for name in ("group", "to_group"):
            self.hold(name, self.instance.pk and getattr(self.instance, name))
        self.helper = form_helper(self)

    def _offer_groups(self):
        """A restricted group's learning stays with the group itself."""
        own = own_groups(self.user, self.board)
        lead = self.source.lead_group if self.source else None
        if lead and lead.restricted:
            own = own.filter(pk=lead.pk)
        elif self.source:
            own = own.filter(restricted=False)
        shares = sharing_groups(self.user, self.board).filter(restricted=False)
        mine = own.filter(restricted=True)
        self.fields["group"].queryset = own
        self.fields["to_group"].queryset = Group.objects.visible_to(self.user).filter(
            Q(pk__in=shares.values("pk")) | Q(pk__in=mine.values("pk"))
        )
        for name in ("group", "to_group"):
            self.fields[name].empty_label = _("Choose a group")

    def _same(self):
        return {**super()._same(), "source": self.source}


class SummaryAnswerForm(ScreenedForm, ScopedForm):
    """Taken on for sharing, or sent back with words."""

    decision = forms.ChoiceField(
        label=_("What is your group's answer?"),
        choices=[
            ("accept", _("We take it on: next comes the plan how to share it")),
            ("return", _("We send it back: something is missing")),
        ],
        widget=Radios,
    )
    answer = forms.CharField(
        label=_("What you want to say"),
        required=False,
        widget=lines(4),
        help_text=_("Needed when you send it back."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("decision") == "return" and not data.get("answer", "").strip():
            self.add_error("answer", _("Say what is missing."))
        return data


class SummaryFilterForm(ScopedForm):
    """Narrow the summaries; by source type they are the inbox of a group (SOL-40)."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("The learning is a"), required=False)
    source_type = forms.ModelChoiceField(
        SourceType.objects.none(),
        label=_("Source of learning"),
        required=False,
        empty_label=_("All sources"),
    )
    to_group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Goes to"),
        required=False,
        empty_label=_("All groups"),
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), *SummaryState.choices]
        self.fields["kind"].choices = [("", _("All")), *LearningKind.choices]
        types = SourceType.objects.visible_to(self.user).filter(board=board)
        self.fields["source_type"].queryset = types
        self.fields["to_group"].queryset = open_groups(self.user, board)

    def apply(self, rows):
        """Summaries that match; of sources the person may not know, by no type."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(
                Q(activity_type__icontains=word)
                | Q(summary__icontains=word)
                | Q(messages__icontains=word)
                | Q(reference__iexact=word)
            )
        for name in ("state", "kind", "to_group"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("source_type"):
            rows = rows.filter(seen_type=asked["source_type"].pk)
        return rows

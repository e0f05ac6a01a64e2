"""Forms of places and comparators."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.widgets import Checkboxes
from performance.choices import OwnPlace, PlaceKind
from performance.forms.catalogue import CodesField, KeptForm
from performance.models import ComparatorGroup, Place


class PlaceForm(KeptForm):
    """What a place is called, by people and by publishers."""

    codes = CodesField(
        label=_("Codes"),
        required=False,
        help_text=_("One to a line"),
    )
    aliases = CodesField(
        label=_("Other names"), required=False, help_text=_("One to a line")
    )

    class Meta:
        model = Place
        fields = ["name_en", "name_cy", "kind", "codes", "aliases", "own",
                  "valid_from", "valid_to"]  # fmt: skip
        field_classes = {"valid_from": DateField, "valid_to": DateField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = PlaceKind.choices
        self.fields["own"].choices = [("", _("No")), *OwnPlace.choices]
        self.helper = form_helper(self)

    def clean_own(self):
        own = self.cleaned_data["own"]
        seen = Place.objects.visible_to(self.user).filter(board=self.board)
        others = seen.filter(own=OwnPlace.WHOLE).exclude(pk=self.instance.pk)
        if own == OwnPlace.WHOLE and others.exists():
            raise forms.ValidationError(_("The board already has its whole area."))
        return own


class ComparatorForm(KeptForm):
    """Whom the board compares itself with, and for how long."""

    class Meta:
        model = ComparatorGroup
        fields = ["name_en", "name_cy", "kind", "model_year", "places", "valid_from",
                  "valid_to"]  # fmt: skip
        field_classes = {"valid_from": DateField, "valid_to": DateField}
        widgets = {"places": Checkboxes}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Place.objects.visible_to(self.user).filter(board=self.board, own="")
        self.fields["places"].queryset = seen
        self.helper = form_helper(self)


class PlaceFilterForm(ScopedForm):
    """Narrow the places."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *PlaceKind.choices]

    def apply(self, rows):
        """Places that match."""
        self.full_clean()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(
                Q(name_en__icontains=word)
                | Q(name_cy__icontains=word)
                | Q(codes__icontains=word)
                | Q(aliases__icontains=word)
            )
        return rows.filter(kind=asked["kind"]) if asked.get("kind") else rows

"""What the matrix of themes, and the list of places behind it, are narrowed by."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.forms import ScopedForm
from learning.forms.finding_filters import all_of
from learning.theme_matrix import AGENCY, NO_AGENCY, PATHS, SOURCE, YEAR

BY = [
    (SOURCE, gettext_lazy("Kind of source")),
    (AGENCY, gettext_lazy("Agency")),
    (YEAR, gettext_lazy("Year")),
]


class PlacesFilterForm(ScopedForm):
    """Places by theme's name, kind of source, agency and year; nonsense narrows
    nothing. `facets` says what there is to choose from."""

    named = forms.CharField(label=gettext_lazy("Theme"), required=False, max_length=100)
    source = forms.ChoiceField(label=gettext_lazy("Kind of source"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)

    def __init__(self, *args, facets, **kwargs):
        super().__init__(*args, **kwargs)
        self.facets = facets
        offered = {
            "source": all_of(_("All kinds of source"), facets.sources),
            "agency": all_of(_("All agencies"), facets.agencies),
            "year": all_of(_("All years"), facets.years),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices

    def asked(self, name: str) -> str:
        """What was chosen; nothing where that is no choice."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    def apply(self, places):
        """Only what was asked for."""
        for axis, path in PATHS.items():
            if chosen := self.asked(axis):
                places = places.filter(self._is(axis, path, chosen))
        return _named(places, self.asked("named"), "theme__")

    def _is(self, axis, path, chosen) -> Q:
        if (axis, chosen) != (AGENCY, NO_AGENCY):
            return Q(**{path: chosen})
        known = [key for key, _name in self.facets.agencies if key != NO_AGENCY]
        return Q(about__isnull=True) | ~Q(about__in=known)

    @property
    def filters(self) -> dict:
        """What a link to the list of places must carry."""
        return {name: self.asked(name) for name in ("named", *PATHS)}

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)


class MatrixForm(PlacesFilterForm):
    """The matrix: what its columns are, and what it counts."""

    by = forms.ChoiceField(label=gettext_lazy("Columns"), required=False, choices=BY)

    field_order = ["by", "named", "source", "agency", "year"]

    @property
    def axis(self) -> str:
        return self.asked("by") or SOURCE

    def themes(self, themes):
        """Themes whose name holds the words."""
        return _named(themes, self.asked("named"), "")

    @property
    def narrowed(self) -> bool:
        return any(self.filters.values())


class SeenPlacesForm(PlacesFilterForm):
    """The list behind a number of the matrix."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    theme = forms.ChoiceField(label=gettext_lazy("One theme"), required=False)

    field_order = ["q", "theme", "named", "source", "agency", "year"]

    def __init__(self, *args, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["named"].label = _("Theme's name holds")
        choices = [(str(theme.pk), theme.name) for theme in themes]
        self.fields["theme"].choices = all_of(_("All themes"), choices)

    def apply(self, places):
        places = super().apply(places)
        if theme := self.asked("theme"):
            places = places.filter(theme=theme)
        return places.search(self.asked("q"))


def _named(rows, words: str, path: str):
    """Every word in a theme's name or its other words."""
    for word in words.split():
        rows = rows.filter(
            Q(**{f"{path}name_en__icontains": word})
            | Q(**{f"{path}name_cy__icontains": word})
            | Q(**{f"{path}synonyms__icontains": word})
        )
    return rows

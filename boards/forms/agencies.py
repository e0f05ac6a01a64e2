"""Forms for the register of agencies."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.choices import SectorChoices
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import WelshMixin
from boards.models import Agency, Area, BoardAgency

NEW = "new"


class AgencyForm(WelshMixin, ScopedForm):
    """An agency and its place on the board."""

    name_en = forms.CharField(label=_("Name"), max_length=200)
    name_cy = forms.CharField(label=_("Welsh name"), max_length=200, required=False)
    sector = forms.ChoiceField(label=_("Sector"))
    statutory = forms.BooleanField(label=_("Statutory partner"), required=False)
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Area"),
        required=False,
        empty_label=_("The whole board"),
    )
    school_duty = forms.ChoiceField(
        label=_("School's duty"),
        required=False,
        help_text=_("Education Act 2002: 175 for maintained, 157 for independent"),
        choices=[("", _("Not a school")), ("175", "175"), ("157", "157")],
    )
    active_from = DateField(label=_("From"), required=False)
    active_to = DateField(label=_("Until"), required=False)
    same_as = forms.ChoiceField(
        label=_("Is it one of these agencies of your other boards?"),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, link=None, known=(), fixed=False, **kwargs):
        if link is not None:
            kwargs["initial"] = _values(link)
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", _("Choose")), *SectorChoices.choices]
        areas = Area.objects.visible_to(self.user).filter(board=self.board)
        self.fields["area"].queryset = areas
        if not areas:
            del self.fields["area"]
        self._offer(known)
        if fixed:
            for name in {"name_en", "name_cy", "sector"} & self.fields.keys():
                del self.fields[name]

    def _offer(self, known):
        """Show agencies that look the same, only when there are any."""
        if not known:
            del self.fields["same_as"]
            return
        found = [(str(a.pk), f"{a.name} ({a.get_sector_display()})") for a in known]
        self.fields["same_as"].choices = [*found, (NEW, _("No, it is another agency"))]
        self.fields["same_as"].required = True

    def clean(self):
        data = super().clean()
        first, last = data.get("active_from"), data.get("active_to")
        if first and last and first > last:
            self.add_error("active_to", _("The last day is before the first."))
        return data


def _values(link) -> dict:
    of_link = ["statutory", "area", "school_duty", "active_from", "active_to"]
    values = {name: getattr(link, name) for name in of_link}
    agency = link.agency
    values |= {"name_en": agency.name_en, "name_cy": agency.name_cy}
    return values | {"sector": agency.sector}


class AgencyFilterForm(ScopedForm):
    """Narrow the register."""

    q = forms.CharField(label=_("Name"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    statutory = forms.ChoiceField(
        label=_("Statutory"),
        required=False,
        choices=[
            ("", _("All")),
            ("yes", _("Statutory partners")),
            ("no", _("Other partners")),
        ],
    )
    shown = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Present agencies")), ("all", _("Past ones too"))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", _("All")), *SectorChoices.choices]

    def apply(self, links):
        """Agencies' places that match."""
        self.is_valid()
        data = self.cleaned_data
        if not data.get("shown"):
            today = BoardAgency.objects.visible_to(self.user).live()
            links = links.filter(pk__in=today.values("pk"))
        if words := data.get("q"):
            links = links.filter(
                Q(agency__name_en__icontains=words)
                | Q(agency__name_cy__icontains=words)
            )
        if sector := data.get("sector"):
            links = links.filter(agency__sector=sector)
        if statutory := data.get("statutory"):
            links = links.filter(statutory=statutory == "yes")
        return links


def agency_chosen(form, known) -> Agency | None:
    """The known agency the person pointed at; None for a new one."""
    asked = form.cleaned_data.get("same_as")
    return next((agency for agency in known if str(agency.pk) == asked), None)

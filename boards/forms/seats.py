"""Forms for seats and nominations."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.choices import SeatRoleChoices
from boards.fields import DateField
from boards.forms import ScopedForm
from boards.forms.words import WelshMixin
from boards.models import Agency, Group, Seat, User

PARTNERS = [
    ("", _("None")),
    ("local_authority", _("Local authority")),
    ("health", _("Health")),
    ("police", _("Police")),
]
VOTES = [("yes", _("Yes")), ("no", _("No"))]


class SeatForm(WelshMixin, ScopedForm):
    """A place on a group, by post or by agency."""

    post_en = forms.CharField(
        label=_("Post"), max_length=200, help_text=_("Such as: Deputy senior nurse")
    )
    post_cy = forms.CharField(label=_("Post in Welsh"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=_("Place on the group"), choices=SeatRoleChoices, initial="member"
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Agency"),
        required=False,
        empty_label=_("No agency: a post of the board"),
    )
    voting = forms.ChoiceField(
        label=_("Does the seat vote?"),
        choices=VOTES,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Unless you say otherwise, officers and advisers do not"),
    )
    safeguarding_partner = forms.ChoiceField(
        label=_("Speaks for a statutory safeguarding partner"),
        choices=PARTNERS,
        required=False,
    )
    active_from = DateField(label=_("From"), required=False)
    active_to = DateField(label=_("Until"), required=False)

    def __init__(self, *args, seat=None, **kwargs):
        if seat is not None:
            kwargs["initial"] = {name: getattr(seat, name) for name in self.base_fields}
            kwargs["initial"]["voting"] = "yes" if seat.voting else "no"
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.visible_to(self.user).serving(self.board)
        self.fields["agency"].queryset = agencies

    def clean(self):
        data = super().clean()
        quiet = data.get("role") in {"officer", "adviser"}
        said = data.get("voting") or ("no" if quiet else "yes")
        data["voting"] = said == "yes"
        first, last = data.get("active_from"), data.get("active_to")
        if first and last and first > last:
            self.add_error("active_to", _("The last day is before the first."))
        return data


class NominateForm(ScopedForm):
    """Who sits from a day on."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who takes the seat?"),
        required=False,
        empty_label=_("Choose a person"),
    )
    vacant = forms.BooleanField(label=_("Nobody: leave it vacant"), required=False)
    on = DateField(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people

    def clean(self):
        data = super().clean()
        if bool(data.get("person")) == data["vacant"] and "person" not in self.errors:
            self.add_error("person", _("Choose a person, or leave the seat vacant."))
        return data


class SeatFilterForm(ScopedForm):
    """Narrow the list of seats."""

    q = forms.CharField(label=_("Post or agency"), required=False)
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All seats")),
            ("vacant", _("Vacant")),
            ("filled", _("Filled")),
        ],
    )
    group = forms.ModelChoiceField(
        Group.objects.none(), label=_("Group"), required=False
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), required=False
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.visible_to(self.user).of(board)
        self.fields["group"].empty_label = _("Every group")
        agencies = Agency.objects.visible_to(self.user).serving(board)
        self.fields["agency"].queryset = agencies
        self.fields["agency"].empty_label = _("Every agency")

    def apply(self, seats):
        """Seats that match."""
        self.is_valid()
        data = self.cleaned_data
        chosen = {key: data[key] for key in ("group", "agency") if data.get(key)}
        seats = seats.filter(**chosen)
        if words := data.get("q"):
            by_agency = Q(agency__name_en__icontains=words)
            seats = seats.filter(by_agency | Q(post_en__icontains=words))
        vacant = Seat.objects.visible_to(self.user).vacant().values("pk")
        if data.get("state") == "vacant":
            return seats.filter(pk__in=vacant)
        return seats.exclude(pk__in=vacant) if data.get("state") == "filled" else seats

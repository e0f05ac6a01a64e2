"""Forms for inviting people and ending roles."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.crispy import form_helper
from boards.fields import DateField, RevealingForm
from boards.forms import ScopedForm
from boards.forms.account import PASSWORD_HINT
from boards.models import Agency, User
from boards.roles import ROLES, RoleName
from boards.widgets import Radios


def roles_in_words():
    """Every role with what it is, to choose from."""
    return [(r.value, f"{ROLES[r].name}: {ROLES[r].description}") for r in RoleName]


class InviteForm(ScopedForm):
    """Whom to invite, as what."""

    full_name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Their own work address, not a shared mailbox"),
    )
    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    role = forms.ChoiceField(
        label=_("What may they do?"), choices=roles_in_words, widget=forms.RadioSelect
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Agency"),
        required=False,
        help_text=_("For roles that answer for an agency"),
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.visible_to(self.user).serving(board)
        self.fields["agency"].queryset = agencies

    def clean(self):
        data = super().clean()
        needs = data.get("role") in RoleName.for_an_agency()
        if needs and not data.get("agency") and "agency" not in self.errors:
            self.add_error("agency", _("Choose the agency they answer for."))
        return data


class PasswordForm(forms.Form):
    """The first password of an account."""

    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation, **kwargs):
        self.person = User(email=invitation.email, full_name=invitation.full_name)
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        validate_password(password, self.person)
        return password

    def clean(self):
        data = super().clean()
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", ValidationError(_("The passwords differ.")))
        return data


class EndMembershipForm(RevealingForm, ScopedForm):
    """When a role ends."""

    when = forms.ChoiceField(
        label=_("When does it end?"),
        choices=[("now", _("Now")), ("later", _("After a day"))],
        widget=Radios(reveals={"later": "last_day"}),
        initial="now",
    )
    last_day = DateField(label=_("Last day"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(self)

    def clean(self):
        data = super().clean()
        if data.get("last_day") and data["last_day"] < timezone.localdate():
            self.add_error("last_day", _("Choose today or a later day, or end it now."))
        return data


class PeopleFilterForm(ScopedForm):
    """Narrow the list of people."""

    q = forms.CharField(label=_("Name or e-mail address"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), required=False
    )

    def __init__(self, *args, board, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Every role")), *RoleName.choices()]
        agencies = Agency.objects.visible_to(self.user).serving(board)
        self.fields["agency"].queryset = agencies
        self.fields["agency"].empty_label = _("Every agency")

    def apply(self, rows):
        """Memberships that match."""
        self.is_valid()
        data = self.cleaned_data
        if words := data.get("q"):
            rows = rows.filter(
                Q(user__full_name__icontains=words) | Q(user__email__icontains=words)
            )
        chosen = {key: data[key] for key in ("role", "agency") if data.get(key)}
        return rows.filter(**chosen)


class InvitationFilterForm(ScopedForm):
    """Narrow the list of invitations."""

    q = forms.CharField(label=_("Name or e-mail address"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Every state")),
            ("open", _("Waiting")),
            ("accepted", _("Accepted")),
            ("expired", _("Ran out")),
            ("withdrawn", _("Withdrawn")),
        ],
    )

    def apply(self, rows):
        """Invitations that match."""
        self.is_valid()
        data = self.cleaned_data
        if words := data.get("q"):
            rows = rows.filter(
                Q(full_name__icontains=words) | Q(email__icontains=words)
            )
        unused = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
        now = timezone.now()
        rule = {
            "open": unused & Q(expires_at__gt=now),
            "expired": unused & Q(expires_at__lte=now),
            "accepted": Q(accepted_at__isnull=False),
            "withdrawn": Q(withdrawn_at__isnull=False),
        }
        return rows.filter(rule.get(data.get("state"), Q()))

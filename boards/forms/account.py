"""Forms of signing in and of one's account: allauth's, in the portal's words."""

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django.utils.translation import gettext_lazy as _


class Reworded:
    """Put before the form class: `words` is {field: (label, hint or None)}."""

    words = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            self.fields[name].label = label
            if hint is not None:
                self.fields[name].help_text = hint


EMAIL = _("E-mail address")
NEW, AGAIN = _("New password"), _("New password again")
PASSWORD_HINT = _(
    "At least 12 characters. Three words that do not belong together are good."
)
CODE = _("Code")


class LoginForm(Reworded, account.LoginForm):
    words = {"login": (EMAIL, _("The address your invitation came to"))}


class ResetPasswordForm(Reworded, account.ResetPasswordForm):
    words = {"email": (EMAIL, None)}


class ResetPasswordKeyForm(Reworded, account.ResetPasswordKeyForm):
    words = {"password1": (NEW, PASSWORD_HINT), "password2": (AGAIN, "")}


class ChangePasswordForm(Reworded, account.ChangePasswordForm):
    words = {
        "oldpassword": (_("Password you use now"), None),
        "password1": (NEW, PASSWORD_HINT),
        "password2": (AGAIN, ""),
    }


class AuthenticateForm(Reworded, codes.AuthenticateForm):
    words = {"code": (CODE, None)}


class ReauthenticateForm(Reworded, codes.ReauthenticateForm):
    words = {"code": (CODE, _("From your authenticator app, or a recovery code"))}


class ActivateTOTPForm(Reworded, totp.ActivateTOTPForm):
    words = {"code": (CODE, _("The 6 numbers the app shows after scanning"))}


class AddWebAuthnForm(Reworded, keys.AddWebAuthnForm):
    words = {
        "name": (_("Name of the key"), _("For example, work laptop")),
        "passwordless": (
            _("Sign in with this key alone, without a password"),
            _("The key then asks for a fingerprint, a face or a PIN"),
        ),
    }


class EditWebAuthnForm(Reworded, keys.EditWebAuthnForm):
    words = {"name": (_("Name of the key"), None)}

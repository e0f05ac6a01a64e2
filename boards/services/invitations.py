"""Inviting named people, and what they become when they accept."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.access import note_access
from boards.models import Invitation, Membership, User
from boards.roles import RoleName


@transaction.atomic
def invite(*, board, email, full_name, role, by, post="", agency=None) -> Invitation:
    """Ask a named person to hold a role; raises ValidationError when they do already.

    The e-mail leaves after the transaction; only the hash of its token is kept.
    """
    agency = agency if role in RoleName.for_an_agency() else None
    _refuse_twice(board, email, role, agency)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        board=board,
        email=email.strip().lower(),
        full_name=full_name,
        post=post,
        role=role,
        agency=agency,
        invited_by=by,
        token_hash=hash_of(token),
        expires_at=_end_of_life(),
    )
    note_access(by, invitation, "invited")
    transaction.on_commit(lambda: _send(invitation, token))
    return invitation


def _refuse_twice(board, email, role, agency):
    same = {"board": board, "role": role, "agency": agency}
    held = Membership.objects.live().filter(user__email__iexact=email, **same)
    if held.exists():
        raise ValidationError({"email": _("This person holds this role already.")})
    asked = Invitation.objects.filter(email__iexact=email, **same)
    if any(invitation.is_open for invitation in asked):
        raise ValidationError(
            {"email": _("This person is invited already. Send the invitation again.")}
        )


@transaction.atomic
def resend(*, invitation, by) -> Invitation:
    """A new link with a new life; the old one stops working."""
    invitation = _lock(invitation)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise ValidationError(_("This invitation was used or withdrawn."))
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.expires_at = _end_of_life()
    invitation.save()
    note_access(by, invitation, "invited again")
    transaction.on_commit(lambda: _send(invitation, token))
    return invitation


@transaction.atomic
def withdraw(*, invitation, by) -> Invitation:
    """The link stops working; raises ValidationError once it was accepted."""
    invitation = _lock(invitation)
    if invitation.accepted_at:
        raise ValidationError(_("This invitation was accepted already."))
    invitation.withdrawn_at = invitation.withdrawn_at or timezone.now()
    invitation.save()
    note_access(by, invitation, "withdrew the invitation")
    return invitation


def invitation_with(token: str) -> Invitation | None:
    """The invitation a link belongs to, whatever became of it."""
    rows = Invitation.objects.select_related("board", "agency", "invited_by")
    return rows.filter(token_hash=hash_of(token)).first()


def account_of(invitation) -> User | None:
    """The account that has the invited address, also one of a person who left."""
    return User.objects.filter(email__iexact=invitation.email).first()


@transaction.atomic
def accept_as_new(*, invitation, password: str) -> User:
    """Make the account, or open again that of a person who left, and the membership.

    Raises ValidationError when the invitation is no longer open, or when the address
    has an account in use: its owner signs in to accept.
    """
    invitation = _lock_open(invitation)
    user = account_of(invitation)
    if user and user.is_active:
        raise ValidationError(_("Sign in to accept."))
    user = user or User(email=invitation.email.lower())
    user.full_name = invitation.full_name
    user.post = invitation.post
    user.is_active = True
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    _join(invitation, user)
    return user


@transaction.atomic
def accept_as(*, invitation, by) -> User:
    """Add the role to the account of the person who is signed in."""
    invitation = _lock_open(invitation)
    if by.email.lower() != invitation.email.lower():
        raise ValidationError(_("This invitation is for another account."))
    _join(invitation, by)
    return by


def _join(invitation, user):
    today = timezone.localdate()
    same = {"board": invitation.board, "role": invitation.role}
    same["agency"] = invitation.agency
    if not Membership.objects.live().filter(user=user, **same).exists():
        Membership.objects.create(user=user, active_from=today, **same)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save()
    note_access(user, invitation, "accepted the invitation")


def _lock(invitation) -> Invitation:
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _lock_open(invitation) -> Invitation:
    """Two clicks at once make one membership."""
    locked = _lock(invitation)
    if not locked.is_open:
        raise ValidationError(_("This invitation can no longer be used."))
    return locked


def hash_of(token: str) -> str:
    """What is kept of a token. It is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def _end_of_life():
    return timezone.now() + timedelta(hours=settings.INVITATION_HOURS)


def _send(invitation, token):
    """Say that they are invited and where to go, and nothing of the board's work."""
    address = settings.SITE_ADDRESS + reverse("invitation-accept", args=[token])
    words = {"invitation": invitation, "address": address}
    send_mail(
        subject=_("You are invited to the LIF Portal"),
        message=render_to_string("mail/invitation.txt", words),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[invitation.email],
    )

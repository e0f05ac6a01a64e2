"""Inviting people, and accepting."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from boards.access import get_visible_or_404, require
from boards.forms.people import InvitationFilterForm, InviteForm, PasswordForm
from boards.lists import changed, paginate
from boards.models import Invitation
from boards.roles import Permission
from boards.services import invitations as services
from boards.views.forms import accepted, form_page


@require_GET
def invitations(request, board):
    """Everybody invited to the board and what became of it."""
    require(request.user, Permission.INVITE_PEOPLE, request.board)
    rows = Invitation.objects.visible_to(request.user).filter(board=request.board)
    form = InvitationFilterForm(request.GET, user=request.user)
    rows = form.apply(rows.select_related("agency", "invited_by"))
    context = {
        "form": form,
        "page": paginate(request, rows),
        "query": changed(request)[1:],
    }
    return render(request, "boards/invitations.html", context)


@require_http_methods(["GET", "POST"])
def person_invite(request, board):
    """Invite a named person to a role."""
    require(request.user, Permission.INVITE_PEOPLE, request.board)
    form = InviteForm(request.POST or None, board=request.board, user=request.user)
    if request.method == "POST" and _sent(request, form):
        return redirect("boards:invitations", request.board.slug)
    return form_page(
        request,
        form,
        heading=_("Invite a person"),
        back_url=reverse("boards:invitations", args=[request.board.slug]),
        submit=_("Send invitation"),
    )


def _sent(request, form) -> bool:
    def write(data):
        services.invite(board=request.board, by=request.user, **data)

    try:
        done = accepted(form, write)
    except OSError:  # the row is kept: only its mail failed
        _say_unsent(request)
        return True
    if done:
        messages.success(request, _("The invitation is on its way."))
    return done


def _say_unsent(request):
    messages.error(
        request,
        _("The invitation is kept, but its e-mail could not be sent. Send it again."),
    )


def _invitation(request, pk):
    found = get_visible_or_404(Invitation, request.user, board=request.board, pk=pk)
    require(request.user, Permission.INVITE_PEOPLE, found.board)
    return found


@require_POST
def invitation_resend(request, board, pk):
    """A new link; the old one stops working."""
    found = _invitation(request, pk)
    try:
        services.resend(invitation=found, by=request.user)
        messages.success(request, _("A new link is on its way."))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    except OSError:
        _say_unsent(request)
    return redirect("boards:invitations", request.board.slug)


@require_POST
def invitation_withdraw(request, board, pk):
    """The link stops working."""
    found = _invitation(request, pk)
    try:
        services.withdraw(invitation=found, by=request.user)
        messages.success(request, _("The invitation is withdrawn."))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("boards:invitations", request.board.slug)


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def invitation_accept(request, token):
    """Public: what one is invited to, and how to accept."""
    found = services.invitation_with(token)
    if found is None or not found.is_open:
        status = 404 if found is None else 410
        words = {"invitation": found}
        return render(request, "boards/invitation_closed.html", words, status=status)
    if request.user.is_authenticated:
        return _accept_signed_in(request, found)
    account = services.account_of(found)
    if account and account.is_active:
        return render(request, "boards/invitation_sign_in.html", {"invitation": found})
    return _accept_new(request, found, account)


def _accept_signed_in(request, found):
    theirs = request.user.email.lower() == found.email.lower()
    if request.method == "POST" and theirs:
        try:
            services.accept_as(invitation=found, by=request.user)
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
            return redirect(request.path)
        messages.success(request, _("You have joined %s.") % found.board.name)
        return redirect("boards:board", found.board.slug)
    words = {"invitation": found, "theirs": theirs}
    return render(request, "boards/invitation_join.html", words)


def _accept_new(request, found, account):
    form = PasswordForm(request.POST or None, invitation=found)
    made = []

    def write(data):
        password = data["password1"]
        made.append(services.accept_as_new(invitation=found, password=password))

    if request.method == "POST" and accepted(form, write):
        return _welcome(request, made[0], known=account is not None)
    words = {"invitation": found, "form": form}
    return render(request, "boards/invitation_accept.html", words)


def _welcome(request, user, *, known):
    """A reopened account may have a second factor, so its owner signs in."""
    messages.success(request, _("Your account is ready."))
    if known:
        return redirect("account_login")
    login(request, user, "allauth.account.auth_backends.AuthenticationBackend")
    return redirect("home")

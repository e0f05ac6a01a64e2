"""Session limits, the second factor, the board in the address, private responses."""

import time
from http import HTTPStatus

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from boards.calendars import kept_for_one_request
from boards.models import Board
from boards.navigation import navigation_for
from boards.one_record import is_closed_to
from boards.sessions import is_over
from boards.views.errors import posted_words, signed_out
from boards.views.unsaved_forms import forget_words


class SessionLimitMiddleware:
    """End a session that stood idle too long, or lived too long (security SE-1)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._check(request)
        return self.get_response(request)

    def _check(self, request):
        now = int(time.time())
        request.session.setdefault("started_at", now)
        if is_over(request.session, now):
            logout(request)
            request.session_ended = True
        elif (
            now - request.session.get("seen_at", 0)
            >= settings.SESSION_SEEN_EVERY_SECONDS
        ):
            request.session["seen_at"] = now

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Messages are open by now: say why the person must sign in again."""
        if getattr(request, "session_ended", False):
            messages.warning(
                request,
                _("Your session ended. Sign in to go on where you were."),
            )


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask strangers to sign in. Words they sent meanwhile are shown back to them."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and posted_words(request):
            return signed_out(request)
        return super().handle_no_permission(request, view_func)


class SecondFactorMiddleware:
    """Roles that need a second factor reach only the pages that set one up."""

    ALLOWED = {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "session-extend",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        request.must_enrol = self._must_enrol(request)  # the account page says why
        if request.resolver_match.url_name in self.ALLOWED or not request.must_enrol:
            return None
        return redirect(reverse("mfa_index"))

    def _must_enrol(self, request):
        if not settings.SECOND_FACTOR_ROLES or not request.user.is_authenticated:
            return False
        return needs_second_factor(request.user) and not is_mfa_enabled(request.user)


def needs_second_factor(user) -> bool:
    """Whether a role or seat of this person is listed in SECOND_FACTOR_ROLES."""
    held = {role.value for roles in user.scope.roles.values() for role in roles}
    if user.scope.group_ids:
        held.add("group_member")
    if user.scope.chaired_group_ids:
        held.add("chair")
    if user.is_operator:
        held.add("operator")
    return bool(held & set(settings.SECOND_FACTOR_ROLES))


class PlainQueryMiddleware:
    """PostgreSQL takes no NUL: nothing is found by one, in whatever part of a query."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404


class BoardMiddleware:
    """Put the board of the address on the request. A heading, not the guard:
    strangers get the same 404 as for a board that does not exist."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with kept_for_one_request():
            return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        slug = view_kwargs.get("board")
        if slug is None or not request.user.is_authenticated:
            return None
        request.my_boards = list(Board.objects.visible_to(request.user))
        mine = {board.slug: board for board in request.my_boards}
        request.board = mine.get(slug)
        if getattr(view_func, "is_public", False):
            return None
        if request.board is None:
            raise Http404
        return self._of_one_record(request)

    def _of_one_record(self, request):
        """Whoever is there for one review reaches its pages only."""
        name = request.resolver_match.view_name
        if not is_closed_to(request.user, request.board, name):
            return None
        theirs = navigation_for(request, request.board)
        if name == "boards:board" and theirs:
            return redirect(theirs[0]["url"])
        raise Http404


class SentWordsMiddleware:
    """Words kept of a form go when the form was sent: its page then leads elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            self._forget(request)
        return response

    def _forget(self, request):
        board = getattr(request, "board", None)
        if board is not None and request.user.is_authenticated:
            forget_words(request)


class PrivateResponseMiddleware:
    """Nothing a signed-in person sees is kept by a cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            add_never_cache_headers(response)
        return response

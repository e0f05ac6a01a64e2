"""Session limits, the second factor, the board in the address, private responses."""

import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from boards.models import Board


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
        started = request.session.setdefault("started_at", now)
        seen = request.session.get("seen_at", now)
        too_old = now - started > settings.SESSION_ABSOLUTE_SECONDS
        if too_old or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            request.session_ended = True
        else:
            request.session["seen_at"] = now


class SecondFactorMiddleware:
    """Roles that need a second factor reach only the pages that set one up."""

    ALLOWED = ("/accounts/", "/static/", "/session/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._must_enrol(request):
            return redirect(reverse("mfa_index"))
        return self.get_response(request)

    def _must_enrol(self, request):
        if not settings.SECOND_FACTOR_ROLES or not request.user.is_authenticated:
            return False
        if request.path.startswith(self.ALLOWED):
            return False
        return needs_second_factor(request.user) and not is_mfa_enabled(request.user)


def needs_second_factor(user) -> bool:
    """Whether a role or seat of this person is listed in SECOND_FACTOR_ROLES."""
    held = {role.value for roles in user.scope.roles.values() for role in roles}
    if user.scope.chaired_group_ids:
        held.add("chair")
    if user.is_operator:
        held.add("operator")
    return bool(held & set(settings.SECOND_FACTOR_ROLES))


class BoardMiddleware:
    """Put the board of the address on the request. A heading, not the guard:
    strangers get the same 404 as for a board that does not exist."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        slug = view_kwargs.get("board")
        if slug is None or not request.user.is_authenticated:
            return None
        request.board = Board.objects.visible_to(request.user).filter(slug=slug).first()
        if request.board is None and not getattr(view_func, "is_public", False):
            raise Http404
        return None


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

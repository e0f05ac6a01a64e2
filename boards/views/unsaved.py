"""Answers to a page in the middle of typing, and its words when it is opened again."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boards.typed import fill


def keeps_typed(view):
    """Make a view that gives the row it kept answer in a few words of JSON. A page
    in the middle of typing must be told that its person was signed out."""

    @login_not_required
    @require_POST
    @wraps(view)
    def asked(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return _signed_out(request)
        return _kept_at(view(request, *args, **kwargs))

    return asked


def _signed_out(request) -> JsonResponse:
    url = redirect_to_login(request.headers.get("referer", "/")).url
    answer = {"state": "signed-out", "url": url, "kept": False}
    return JsonResponse(answer, status=401)


def _kept_at(kept) -> JsonResponse:
    at = time_format(timezone.localtime(kept.at), "H:i")
    return JsonResponse({"state": "draft", "time": at})


def take_up(form, rows, user, **of):
    """Fill a form nobody has sent yet with the words its person typed before, and
    give the row they were kept in, or None."""
    if form.is_bound:
        return None
    kept = rows.visible_to(user).filter(user=user, **of).first()
    if kept:
        fill(form, kept.posted)
    return kept


def forgotten(request, page):
    """Say that the words are gone, and go back to their page."""
    messages.success(request, _("The words you had not saved are gone."))
    return redirect(page)

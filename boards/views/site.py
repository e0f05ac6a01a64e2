"""Pages that belong to no board."""

import time

from django.http import JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from boards.sessions import expires_at


@require_GET
def home(request):
    """What is due from me. Anonymous people are asked to sign in."""
    return redirect("your-work")


@require_POST
def session_extend(request):
    """Still here: asking moves the idle limit, never the absolute one."""
    request.session["seen_at"] = int(time.time())
    return JsonResponse({"expires_at": expires_at(request.session)})

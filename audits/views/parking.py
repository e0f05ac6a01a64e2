"""Views whose posted words survive a session that has ended."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

from audits.forms.answering import typed_in
from audits.services.parking import owner_of, park


class CsrfAnswer(CsrfViewMiddleware):
    """The same check as everywhere, but it says no instead of showing a page."""

    def _reject(self, request, reason):
        return reason


def csrf_problem(request) -> str | None:
    """Why the request may be forged, or None."""
    check = CsrfAnswer(lambda _request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {})


def keeps_typed_words(when_parked):
    """Never throw posted words away: park them where the view cannot be reached.

    Nothing is written to the answer itself unless the person is signed in, the page
    was made for them, and the CSRF check holds. `when_parked(request, **kwargs)` then
    makes the response; `request.parked` is the draft, or None.
    """

    def decorate(view):
        @csrf_exempt  # checked below, so that a failure can keep the words first
        @login_not_required  # asked below, for the same reason
        @wraps(view)
        def guarded(request, **kwargs):
            if request.method == "POST" and _is_unsafe(request):
                request.parked = _park(request)
                return when_parked(request, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(request, **kwargs)

        return guarded

    return decorate


def _is_unsafe(request) -> bool:
    if not request.user.is_authenticated or csrf_problem(request) is not None:
        return True
    owner = owner_of(request.POST.get("page_key", ""))
    return owner is not None and owner != request.user.pk


def _park(request):
    return park(
        key=request.POST.get("page_key", ""),
        typed=typed_in(request.POST),
        version=posted_number(request, "version"),
    )


def posted_number(request, name: str) -> int:
    """A whole number from the form's hidden fields; 0 where it is none."""
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0

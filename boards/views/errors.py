"""Error pages that lose nothing and give nothing away."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

HIDDEN_FIELDS = {
    "csrfmiddlewaretoken",
    "password",
    "oldpassword",
    "password1",
    "password2",
    "code",
    "credential",
}


def not_found(request, exception=None):
    public = getattr(request, "is_public_page", False)
    page = "public/not_found.html" if public else "errors/404.html"
    return render(request, page, status=404)


def forbidden(request, exception=None):
    return render(request, "errors/403.html", status=403)


def server_error(request):
    """Asks nothing of database, session or navigation: one of them may be broken."""
    return HttpResponseServerError(render_to_string("errors/500.html"))


@login_not_required
def csrf_failure(request, reason=""):
    """The page was stale. Show back what was typed so that nothing is lost."""
    context = {"posted": posted_words(request)}
    return render(request, "errors/403_csrf.html", context, status=403)


def signed_out(request):
    """The session ended before the form was sent: nothing typed is thrown away."""
    context = {"posted": posted_words(request)}
    return render(request, "errors/signed_out.html", context, status=401)


def posted_words(request) -> list[tuple[str, str]]:
    """What a person sent, field by field, without secrets."""
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), value)
        for name, values in request.POST.lists()
        for value in values
        if name not in HIDDEN_FIELDS and value
    ]

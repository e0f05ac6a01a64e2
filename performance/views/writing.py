"""Writing a posted form: a conflict shows both texts, a refusal stands in the form."""

from django.contrib import messages
from django.shortcuts import redirect

from boards.views.forms import form_page
from learning.views.versioned import wrote

VERSIONED = "performance/versioned_form.html"


def form_written(request, form, write, *, back_url, done, to=None, **words):
    """Write a posted form and go on, or show it. `to` is an address, or a function
    of what `write` returned."""
    made = []
    if request.method == "POST" and wrote(form, lambda d: made.append(write(d))):
        messages.success(request, done)
        return redirect(to(made[0]) if callable(to) else to or back_url)
    words.setdefault("template", VERSIONED)
    return form_page(request, form, back_url=back_url, **words)

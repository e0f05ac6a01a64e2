"""Writing a posted form or pressing a button: a refusal stands where it was asked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse

from boards.views.forms import form_page
from learning.views.versioned import wrote

VERSIONED = "case_audits/versioned_form.html"


def address(name, board, *where) -> str:
    """A page of this room."""
    return reverse(f"case_audits:{name}", args=[board.slug, *where])


def form_written(request, form, write, *, back_url, done, to=None, **words):
    """Write a posted form and go on, or show it. `to` is an address, or a function
    of what `write` returned."""
    made = []
    if request.method == "POST" and wrote(form, lambda d: made.append(write(d))):
        messages.success(request, done)
        return redirect(to(made[0]) if callable(to) else to or back_url)
    words.setdefault("template", VERSIONED)
    return form_page(request, form, back_url=back_url, **words)


def pressed(request, write, *, to, done):
    """A button that writes; what is refused is said on the page it leads to."""
    try:
        write()
        messages.success(request, done)
    except ValidationError as problem:
        for said in problem.messages:
            messages.error(request, said)
    return redirect(to)

"""The page of a form, shown the same way everywhere."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards.forms.words import add_errors
from boards.views.unsaved_forms import keeps_words, kept_words


def form_page(request, form, *, heading, back_url, **words):
    """Show a form; what was typed stays in it, and is kept while it is typed."""
    context = {"form": form, "heading": heading, "back_url": back_url}
    if "autosave_url" not in words and keeps_words(request, form):
        context |= kept_words(request, form)
    context["submit"] = words.pop("submit", _("Save"))
    return render(request, words.pop("template", "form.html"), context | words)


def accepted(form, write) -> bool:
    """Write a valid form through a service; what it refuses stands in the form."""
    if not form.is_valid():
        return False
    try:
        write(form.cleaned_data)
    except ValidationError as problem:
        add_errors(form, problem)
        return False
    return True


def written(request, form, write, *, back_url, to=None, done=None, **words):
    """Write a posted form through `write` and go back; or show it.

    `done` says so: words, or a function of what `write` returned; "" says nothing.
    `to` is where to go instead of back.
    """
    made = []
    if request.method == "POST" and accepted(form, lambda d: made.append(write(d))):
        said = done(made[0]) if callable(done) else done
        if said != "":
            messages.success(request, said or _("Saved."))
        return redirect(to or back_url)
    return form_page(request, form, back_url=back_url, **words)

"""The page of a form, shown the same way everywhere."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _

from boards.forms.words import add_errors


def form_page(request, form, *, heading, back_url, **words):
    """Show a form; what was typed stays in it."""
    context = {"form": form, "heading": heading, "back_url": back_url}
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

"""Saving a versioned form: the second of two people sees both texts."""

from django.core.exceptions import ValidationError

from boards.forms.words import add_errors
from learning.services.versions import StaleVersion, save_version


def wrote(form, write) -> bool:
    """Write a valid form; what was typed stays in it where that is not possible: a
    conflict shows both texts, a refusal stands beside its field."""
    if not form.is_valid():
        return False
    try:
        return kept(form, write)
    except ValidationError as problem:
        add_errors(form, problem)
        return False


def kept(form, write) -> bool:
    """Write a valid form; show a conflict in it instead where somebody was first."""
    try:
        write(form.cleaned_data)
    except StaleVersion as problem:
        form.show_conflict(problem.current)
        return False
    return True


def saved(form, by) -> bool:
    """Save a valid form's row, unless somebody saved it since it was shown."""

    def write(data):
        save_version(
            record=form.instance, values=form.values, version=data["version"], by=by
        )

    return kept(form, write)

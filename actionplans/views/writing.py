"""Writing a posted form: a conflict shows both texts, a refusal stands in the form."""

from django.core.exceptions import ValidationError

from boards.forms.words import add_errors
from learning.services.versions import StaleVersion


def wrote(form, write) -> bool:
    """Write a valid form; what was typed stays in it where that is not possible."""
    if not form.is_valid():
        return False
    try:
        write(form.cleaned_data)
    except StaleVersion as problem:
        form.show_conflict(problem.current)
    except ValidationError as problem:
        add_errors(form, problem)
    else:
        return True
    return False

"""What a person adds as evidence on a question page."""

from django.core.exceptions import ValidationError

from audits.services.evidencing import attach
from boards.forms.words import add_errors

NEW = ("files", "link", "title", "effective_on", "expires_on")


def add_evidence(form, place) -> bool:
    """Put what the form holds beside the answer; errors go back onto the form."""
    if not form.is_valid():
        return False
    said = form.cleaned_data
    new = {name: said[name] for name in NEW} if form.has_new else None
    try:
        attach(**place.where, by=form.user, evidence=said["library"], new=new)
    except ValidationError as problem:
        add_errors(form, problem)
        return False
    return True

"""How a filtered composite plan is named in the address of its paper."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from django.http import Http404, QueryDict

WHOLE = "all"
LONGEST = 800


def paper_reference(plan) -> str:
    """The filters in use as one word an address can carry."""
    filters = plan.filters
    if not filters:
        return WHOLE
    return urlsafe_b64encode(filters.encode()).decode().rstrip("=")


def filters_of(reference: str) -> QueryDict:
    """The filters again. Raises Http404 for a word that names none."""
    if reference == WHOLE:
        return QueryDict("")
    if len(reference) > LONGEST:
        raise Http404
    try:
        padded = reference + "=" * (-len(reference) % 4)
        return QueryDict(urlsafe_b64decode(padded).decode())
    except (Error, ValueError) as problem:
        raise Http404 from problem

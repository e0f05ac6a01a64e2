"""A file that is not taken, and what the person can do about it."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """A file is not taken. The message says what is wrong and what to do."""

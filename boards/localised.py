"""Text kept in English and, where the board has it, Welsh."""

from django.utils.translation import get_language


def localised(record, field: str) -> str:
    """The record's text in the reader's language, English where Welsh is missing."""
    welsh = getattr(record, f"{field}_cy", "")
    if get_language() == "cy" and welsh:
        return welsh
    return getattr(record, f"{field}_en")

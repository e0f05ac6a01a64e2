"""Words of a record in the language asked for, each saying which language it is."""

from dataclasses import dataclass

from boards.models import Group

ENGLISH, WELSH = "en", "cy"


@dataclass(frozen=True)
class Said:
    """Words and their language: English stands where nobody wrote the Welsh."""

    text: str
    lang: str = ENGLISH

    def __str__(self):
        return self.text


def asked_language(request) -> str:
    """Welsh where the address asks for it."""
    return WELSH if request.GET.get("language") == WELSH else ENGLISH


def said(record, field: str, language: str = ENGLISH) -> Said:
    """A field of a record that has it in both languages."""
    welsh = getattr(record, f"{field}_cy", "")
    if language == WELSH and welsh.strip():
        return Said(welsh, WELSH)
    english = getattr(record, f"{field}_en", None)
    return Said(getattr(record, field) if english is None else english)


def betraying(board):
    """A function: whether a text names a group the public may not know of."""
    hidden = Group.objects.filter(restricted=True).of(board)
    names = {
        name.casefold()
        for row in hidden.values_list("name_en", "name_cy", "short_name")
        for name in row
        if name.strip()
    }
    return lambda text: any(name in text.casefold() for name in names)

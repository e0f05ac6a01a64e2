"""What changed, as people read it: its parts under their headings, in a language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from boards.public_words import ENGLISH, Said, said


@dataclass(frozen=True)
class Part:
    """A heading and the words under it."""

    heading: str
    text: Said


def parts_of(entry, language: str = ENGLISH) -> list[Part]:
    """Its parts with words, in the order they are told."""
    headings = {
        "learnt": _("What we learnt"),
        "did": _("What we did"),
        "changed": _("What changed for people"),
        "shown_by": _("How we know"),
    }
    parts = [Part(text, said(entry, name, language)) for name, text in headings.items()]
    return [part for part in parts if part.text.text.strip()]

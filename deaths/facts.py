"""What the pack of a board says about counting deaths."""

from django.utils.translation import get_language

from frameworks.deaths import DeathsFacts, FormFacts
from frameworks.packs import load_pack


def facts_of(board) -> DeathsFacts:
    """Categories, forms, purposes and factors of a board's pack."""
    return load_pack(board.pack).deaths


def said(words) -> str:
    """Words of a pack, or the same as a dict kept in a release, for this reader."""
    english, welsh = (
        (words.get("en", ""), words.get("cy", ""))
        if isinstance(words, dict)
        else (words.en, words.cy)
    )
    return welsh if get_language() == "cy" and welsh else english


def kept(words) -> dict:
    """Both languages, as a release keeps them."""
    return {"en": words.en, "cy": words.cy}


def categories(board):
    """Categories of death, the highest in the order first."""
    return sorted(facts_of(board).categories, key=lambda one: one.number)


def form_named(board, key: str) -> FormFacts | None:
    return next((one for one in facts_of(board).forms if one.key == key), None)


def purpose_name(board, key: str) -> str:
    found = (one for one in facts_of(board).purposes if one.key == key)
    return next((said(one.name) for one in found), key)


def is_english(board) -> bool:
    """Wales has no child death overview panel."""
    return board.jurisdiction == "england"

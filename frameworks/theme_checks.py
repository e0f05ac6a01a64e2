"""What must hold in a pack's list of themes: one word leads to one theme."""

from frameworks.build import PackError
from frameworks.faults import Found, Places, rows
from frameworks.pack import Pack
from frameworks.schema import ThemeFacts

LONGEST_WORD = 80  # characters, as the row keeps it


def words_lead_to_one_theme(pack: Pack, places: Places) -> Found:
    """A name or another word of two themes would suggest both, always."""
    taken: dict[str, str] = {}
    for theme, at in rows(pack, places, "themes"):
        for word in _words(theme):
            owner = taken.setdefault(word, theme.key)
            if owner != theme.key:
                here = at.key("synonyms")
                yield PackError(here, f"{word!r} already leads to {owner!r}")


def words_fit_their_row(pack: Pack, places: Places) -> Found:
    for theme, at in rows(pack, places, "themes"):
        for word in (*theme.synonyms, *theme.synonyms_cy):
            if not word.strip() or len(word) > LONGEST_WORD:
                here = at.key("synonyms")
                yield PackError(here, f"{word!r} is empty or above {LONGEST_WORD}")


def codes_name_their_list(pack: Pack, places: Places) -> Found:
    for theme, at in rows(pack, places, "themes"):
        if theme.national_code and not theme.national_list:
            yield PackError(at.key("national_code"), "no national_list is named")


THEME_CHECKS = (words_lead_to_one_theme, words_fit_their_row, codes_name_their_list)


def _words(theme: ThemeFacts) -> set[str]:
    names = {theme.name.en, theme.name.cy} - {""}
    return {word.casefold() for word in (*names, *theme.synonyms, *theme.synonyms_cy)}

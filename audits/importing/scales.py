"""Rating scales an import may use: the board's own, common ones, or those it shows."""

import re

from django.utils.text import slugify

from audits.importing.matching import plain
from frameworks.build import build
from frameworks.folder import Folder
from frameworks.packs import BUILT_IN, load_pack, pack_slugs
from frameworks.schema import LevelFacts, ScaleFacts, Words
from frameworks.vocabulary import Colour, Shape

FOUND, YES_NO, WRITTEN = "found", "yes_no", "written"

# Words of levels: how good, in which colour and shape, whether it needs improvement.
BEST = (40, Colour.BLUE, Shape.STAR, False)
GOOD = (30, Colour.GREEN, Shape.CIRCLE, False)
NEARLY = (25, Colour.YELLOW, Shape.RING, False)
PARTLY = (20, Colour.AMBER, Shape.TRIANGLE, True)
POOR = (10, Colour.RED, Shape.DIAMOND, True)
KNOWN = {
    "blue": BEST, "green": GOOD, "yellow": NEARLY, "amber": PARTLY, "red": POOR,
    "outstanding": BEST, "good": GOOD, "requires improvement": PARTLY,
    "inadequate": POOR, "embedded": BEST, "fully embedded": BEST, "excellent": BEST,
    "fully met": GOOD, "met": GOOD, "fully": GOOD, "compliant": GOOD,
    "fully compliant": GOOD, "in place": GOOD, "achieved": GOOD,
    "mostly met": NEARLY, "mostly": NEARLY, "largely met": NEARLY,
    "partially met": PARTLY, "partly met": PARTLY, "part met": PARTLY,
    "partially": PARTLY, "partly": PARTLY, "partial": PARTLY,
    "partially compliant": PARTLY, "partially achieved": PARTLY, "developing": PARTLY,
    "working towards": PARTLY, "not met": POOR, "not": POOR, "unmet": POOR,
    "non compliant": POOR, "not compliant": POOR, "not in place": POOR,
    "not achieved": POOR, "yes": GOOD, "no": POOR,
}  # fmt: skip
# Longest first, so that "not met" is not read as "met".
KNOWN_FIRST = sorted(KNOWN, key=len, reverse=True)
DIGIT = re.compile(r"^(?:(?:score|level|grade|rating)\s+)?(\d)(?:\s|$)")
# A heading that only names the level, perhaps with a few words after it.
MOST_WORDS = 8


def level_word(heading: str) -> str | None:
    """The level a heading names ("RED - not met" is red), or None."""
    text = plain(re.split(r"\s[-:]\s|:", heading.strip(), maxsplit=1)[0])
    if not text or len(heading.split()) > MOST_WORDS * 2:
        return None
    if digit := DIGIT.match(text):
        return digit[1]
    for word in KNOWN_FIRST:
        if text == word or (text.startswith(f"{word} ") and word not in SHORT):
            return word
    return None


# Words that often begin other headings: "Good practice", "No", "Action not met".
SHORT = {"good", "no", "not", "yes", "fully", "partly", "met", "partial", "mostly"}


def known_scales(board) -> dict[str, ScaleFacts]:
    """Scales offered to a board: its own first, then the common ones, by key."""
    own = load_pack(board.pack).scales if board.pack in pack_slugs() else ()
    common = _common()
    found = {scale.key: scale for scale in own}
    found |= {scale.key: scale for scale in common if scale.key not in found}
    # Scales of the progress of actions look alike and mean something else.
    return {key: scale for key, scale in found.items() if "progress" not in key}


def _common() -> tuple[ScaleFacts, ...]:
    folder = Folder(BUILT_IN / "_england", (BUILT_IN,))
    table, place = folder.table("scales.toml")
    return build(tuple[ScaleFacts, ...], table["scales"], place.key("scales"))


def names_of(level: LevelFacts) -> set[str]:
    """Every word a level goes by."""
    return {plain(n) for n in (level.key, level.word.en, level.word.cy, level.letter)}


def level_named(word: str, scale: ScaleFacts) -> LevelFacts | None:
    """The level of a scale that goes by this very word."""
    found = (level for level in scale.levels if plain(word) in names_of(level))
    return next(found, None)


def level_for(word: str, scale: ScaleFacts) -> LevelFacts | None:
    """The level of a scale that a heading's word means, by name or else by colour."""
    if level := level_named(word, scale):
        return level
    wanted = KNOWN.get(word)
    alike = [lv for lv in scale.levels if wanted and lv.colour == wanted[1]]
    return alike[0] if len(alike) == 1 else None


def scale_found(words: list[str], scales: dict[str, ScaleFacts]) -> ScaleFacts | None:
    """The scale that has exactly these levels, else one made of them.

    None for fewer than two words, which rate nothing.
    """
    wanted = list(dict.fromkeys(words))
    if len(wanted) < 2:
        return None
    for scale in scales.values():
        named = {level_named(word, scale) for word in wanted} - {None}
        if len(named) == len(scale.levels) == len(wanted):
            return scale
    return _made(wanted)


def _made(words) -> ScaleFacts:
    ranked = sorted(words, key=_rank)
    letters = _letters(ranked)
    levels = tuple(_level(word, at, letters[at]) for at, word in enumerate(ranked))
    name = Words(" / ".join(level.word.en for level in reversed(levels)))
    key = slugify("levels " + " ".join(ranked))[:60]
    return ScaleFacts(
        key, name, Words("As the spreadsheet has it"), levels[::-1], unverified=True
    )


def is_known(word: str) -> bool:
    """Whether the order of a level follows from its name."""
    return word in KNOWN or (word.isascii() and word.isdecimal() and len(word) < 3)


def _rank(word):
    return int(word) if word.isdecimal() else KNOWN[word][0]


def _letters(words) -> list[str]:
    """First letters; more of the word where two would be alike."""
    first = [word[0].upper() for word in words]
    return [
        letter if first.count(letter) == 1 else word[:2].capitalize()
        for letter, word in zip(first, words, strict=True)
    ]


def _level(word, at, letter) -> LevelFacts:
    if word.isdecimal():
        looks = [POOR, PARTLY, NEARLY, GOOD, BEST][min(at, 4)]
        key, value = f"score-{word}", int(word)
    else:
        looks, value, key = KNOWN[word], at + 1, word.replace(" ", "-")
    return LevelFacts(
        key, value, letter, Words(word.capitalize()), Words(""), *looks[1:]
    )

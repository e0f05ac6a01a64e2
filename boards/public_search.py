"""Searching what a board published: PostgreSQL's words, English and Welsh."""

from dataclasses import dataclass, replace

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorCombinable,
    SearchVectorField,
)
from django.db.models import F, Func, Value

from boards import public
from boards.public_words import WELSH, Said

MOST, LETTERS = 100, 100
AROUND = 110


class BoxWords(SearchVectorCombinable, Func):
    """The words under one name in every box of a JSON list."""

    output_field = SearchVectorField()

    def __init__(self, field, name, config):
        self.config = config
        super().__init__(
            F(field),
            Value(f"$[*].{name}"),
            template=(
                f"jsonb_to_tsvector('{config}',"
                " jsonb_path_query_array(%(expressions)s), '[\"string\"]')"
            ),
        )


@dataclass(frozen=True)
class Asked:
    """What somebody wrote into the search of the public site."""

    words: str

    @property
    def query(self):
        """Their words as English and as they stand: PostgreSQL knows no Welsh."""
        english = SearchQuery(self.words, config="english", search_type="websearch")
        return english | SearchQuery(
            self.words, config="simple", search_type="websearch"
        )

    def find(self, rows, *, english, welsh=(), boxes=""):
        """Rows with the words in the fields named, the best first, with their rank."""
        vector = SearchVector(*english, config="english")
        if welsh:
            vector += SearchVector(*welsh, config="simple")
        if boxes:
            vector += BoxWords(boxes, "text_en", "english")
            vector += BoxWords(boxes, "text_cy", "simple")
        found = rows.annotate(vector=vector).filter(vector=self.query)
        found = found.annotate(rank=SearchRank(vector, self.query))
        return found.order_by("-rank", "pk")[:MOST]


def search(board, words: str, section: str = "") -> list[public.Item]:
    """What the sections (or the one named) hold of the words, the best first."""
    words = " ".join(words.split())[:LETTERS]
    if not words:
        return []
    asked = Asked(words)
    found = [
        replace(item, section=one.title, words=passage(item, words))
        for one in public.SECTIONS
        if section in ("", one.key)
        for item in one.search(board, asked)
    ]
    return sorted(found, key=lambda item: -item.rank)


def passage(item: public.Item, words: str) -> Said:
    """Where the words stand in an item: its Welsh only where its English lacks them."""
    english, welsh = excerpt(item.words, words), excerpt(item.welsh_words, words)
    if welsh and not _found(item.words, words) and _found(item.welsh_words, words):
        return Said(welsh, WELSH)
    return Said(english)


def _found(text: str, words: str) -> list[int]:
    """Where each of the words that stand in the text begins."""
    low = text.casefold()
    places = (low.find(word.strip('"').casefold()) for word in words.split())
    return [place for place in places if place >= 0]


def excerpt(text: str, words: str) -> str:
    """The passage around the first of the words; the beginning where none stands."""
    text = " ".join(text.split())
    first = min(_found(text, words), default=0)
    start = 0 if first < AROUND else text.rfind(" ", 0, first - AROUND // 2) + 1
    end = text.find(" ", start + 2 * AROUND)
    passage = text[start:] if end < 0 else text[start:end] + " …"
    return f"… {passage}" if start else passage

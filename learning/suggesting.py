"""Themes suggested by the words of a text. PostgreSQL compares; nothing leaves.

A theme is suggested where its name, or another word for it, stands in the text as a
phrase, endings aside. Of "was not brought" PostgreSQL keeps one word only, the others
being too common: such a phrase must stand there as it is. A shorter phrase inside a
longer one of another theme does not count ("neglect" in "self-neglect"). Measured by
tests/benchmark/themes.py (docs/decisions/0012).
"""

import re
from dataclasses import dataclass

from django.db import connection

from learning.models import Finding, LearningSource, Theme

LONGEST = 100_000  # characters of a text looked at
FOUND = """
WITH words AS MATERIALIZED (
    SELECT theme.id AS theme, word, phraseto_tsquery('english', word) AS query,
        numnode(phraseto_tsquery('simple', word)) AS length
    FROM learning_theme theme, unnest(
        theme.synonyms::text[] || ARRAY[theme.name_en::text, theme.name_cy::text]
    ) AS word
    WHERE theme.board_id = %(board)s
        AND theme.retired_on IS NULL AND theme.merged_into_id IS NULL
), texts AS MATERIALIZED (
    SELECT number, to_tsvector('english', text) AS vector, lower(text) AS text
    FROM unnest(%(texts)s::text[]) WITH ORDINALITY AS given (text, number)
)
SELECT texts.number - 1, words.theme, array_agg(DISTINCT words.word)
FROM texts JOIN words ON texts.vector @@ words.query AND (
    numnode(words.query) > 1 OR words.length = 1
    OR strpos(texts.text, lower(words.word)) > 0
)
GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Suggestion:
    """A theme and the words of the list it was suggested by."""

    theme: Theme
    words: tuple[str, ...]

    @property
    def matched(self) -> str:
        return ", ".join(self.words)[:200]


def words_in(board, texts: list[str]) -> list[dict[int, list[str]]]:
    """For each text: pk of each theme in use -> the words found. One query."""
    found: list[dict[int, list[str]]] = [{} for _text in texts]
    given = [text[:LONGEST].replace("\0", "") for text in texts]
    with connection.cursor() as cursor:
        cursor.execute(FOUND, {"board": board.pk, "texts": given})
        for number, theme, words in cursor.fetchall():
            found[number][theme] = sorted(words, key=str.casefold)
    return [_without_parts(one) for one in found]


def _without_parts(found: dict[int, list[str]]) -> dict[int, list[str]]:
    """The same without words that only stand inside a longer one of another theme."""
    kept = {}
    for theme, words in found.items():
        others = [w for other, ws in found.items() if other != theme for w in ws]
        own = [word for word in words if not _inside(word, others)]
        if own:
            kept[theme] = own
    return kept


def _inside(word: str, others: list[str]) -> bool:
    whole = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    return any(len(other) > len(word) and whole.search(other) for other in others)


def text_of(place: Finding | LearningSource) -> str:
    """What is looked at: a source's title and summary; all words of a finding."""
    if isinstance(place, Finding):
        return "\n".join([place.title, place.text, ", ".join(place.themes)])
    return f"{place.title}\n{place.summary}"


def suggestions(board, places, themes: dict[int, Theme], settled) -> list[list]:
    """For each place the suggestions nobody has settled yet. One query.

    `themes` are those in use, by pk; `settled` holds (place's number, theme's pk).
    """
    found = words_in(board, [text_of(place) for place in places])
    return [
        [
            Suggestion(themes[pk], tuple(words))
            for pk, words in each.items()
            if pk in themes and (number, pk) not in settled
        ]
        for number, each in enumerate(found)
    ]


def suggestions_for(user, board, text: str) -> list[Suggestion]:
    """Themes in use whose words stand in a passage. Two queries."""
    rows = Theme.objects.visible_to(user).current().filter(board=board)
    themes = {theme.pk: theme for theme in rows}
    (found,) = words_in(board, [text])
    return [
        Suggestion(themes[pk], tuple(words))
        for pk, words in found.items()
        if pk in themes
    ]

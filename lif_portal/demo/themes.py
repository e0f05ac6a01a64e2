"""Themes confirmed on what the board learnt, and a list that was tidied twice."""

from learning.choices import ThemeTagState
from learning.models import Finding, LearningSource
from learning.services.tagging import decide
from learning.services.themes import add_theme, merge_theme
from learning.theme_places import places

# Two officers had added the same theme under two names; one of each stayed.
TIDIED = (
    (
        {"name_en": "Remote working", "synonyms": ["remote contact"]},
        {
            "name_en": "Contact at a distance",
            "definition": "What can and cannot be judged without seeing people.",
            "synonyms": ["by telephone", "video call", "without seeing the home"],
        },
    ),
    (
        {"name_en": "Family involvement", "synonyms": ["agreed with the family"]},
        {
            "name_en": "Involving families",
            "definition": "Families as partners who know what helps and what does not.",
            "synonyms": ["family group conference", "went with them"],
        },
    ),
)


def seed_themes(board, people) -> None:
    """Confirm what the words suggest, then merge the double entries."""
    by = people.officer
    made = [
        [add_theme(board=board, values=values, by=by) for values in pair]
        for pair in TIDIED
    ]
    for source in LearningSource.objects.visible_to(by).filter(board=board):
        _confirm(source, by)
    for theme, into in made:
        merge_theme(theme=theme, into=into, version=theme.version, by=by)


def _confirm(source, by) -> None:
    findings = Finding.objects.visible_to(by).filter(source=source)
    picks = [
        (place.finding, one)
        for place in places(by, source, findings, offer=True)
        for one in place.offered
    ]
    decide(source=source, picks=picks, state=ThemeTagState.CONFIRMED, by=by)

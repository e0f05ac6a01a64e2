"""The rounds of one questionnaire beside each other, year by year."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, F, Q
from django.db.models.functions import Coalesce

from audits.analysis.heat_map import latest
from audits.choices import RECEIVED_STATES, ModerationKind, RoundState
from audits.models import Answer, RatingLevel, Round

MOST_YEARS = 6


@dataclass(frozen=True)
class Year:
    """One round: who was asked, who handed in, and ratings at each level."""

    round: Round
    asked: int
    received: int
    counts: list[int]


@dataclass(frozen=True)
class Years:
    """Rounds from old to new, and the levels they rate with, best first."""

    words: list[str]
    rows: list[Year]


def by_year(round, user, *, sector="") -> Years:
    """Ratings that stand in each round this reader may compare. Three queries."""
    rounds = _rounds(round, user, sector)
    counts = _counts(rounds, user, sector)
    levels = _levels(rounds)
    words = {level.key: level.word for level in levels}
    keys = {level.pk: level.key for level in levels}
    rows = [_year(one, _line(counts[one.pk], keys, words)) for one in rounds]
    return Years(list(words.values()), rows)


def _year(round, counts) -> Year:
    return Year(round, round.asked_count, round.received_count, counts)


def _levels(rounds) -> list[RatingLevel]:
    """Levels of every edition these rounds asked, best first."""
    found = RatingLevel.objects.filter(
        scale__edition__in={round.edition_id for round in rounds},
        scale__questions__isnull=False,
    )
    return list(found.distinct().order_by("-value", "-pk"))


def _rounds(round, user, sector) -> list[Round]:
    same = Round.objects.visible_to(user).analysed_by(user)
    same = same.filter(edition__questionnaire=round.edition.questionnaire_id)
    place = Q(returns__agency__sector=sector) if sector else Q(returns__isnull=False)
    handed_in = Q(returns__state__in=RECEIVED_STATES)
    same = same.exclude(state=RoundState.DRAFT).annotate(
        asked_count=Count("returns", filter=place, distinct=True),
        received_count=Count("returns", filter=place & handed_in, distinct=True),
    )
    return list(same.select_related("source").order_by("-due_on")[:MOST_YEARS])[::-1]


def _counts(rounds, user, sector) -> dict[int, dict[int, int]]:
    """Round -> level -> how many ratings stand at it."""
    answers = Answer.objects.visible_to(user).filter(
        agency_return__round__in=rounds,
        agency_return__state__in=RECEIVED_STATES,
        question__kind="rating",
        complete=True,
        not_applicable=False,
    )
    if sector:
        answers = answers.filter(agency_return__agency__sector=sector)
    standing = Coalesce(
        latest(ModerationKind.FINAL),
        latest(ModerationKind.MODERATED),
        F("level_id"),
        output_field=BigIntegerField(),
    )
    grouped = answers.annotate(standing=standing).order_by()
    grouped = grouped.values_list("agency_return__round", "standing")
    found = defaultdict(dict)
    for one, level, number in grouped.annotate(number=Count("pk")):
        found[one][level] = number
    return found


def _line(counts, keys, words) -> list[int]:
    at = dict.fromkeys(words, 0)
    for level, number in counts.items():
        if level in keys:
            at[keys[level]] += number
    return list(at.values())

"""Words lifted from returns: good practice, improvements, and tagged questions."""

from dataclasses import dataclass

from django.db.models import Q

from audits.choices import RECEIVED_STATES
from audits.models import Answer


@dataclass(frozen=True)
class Extract:
    """One agency's words on one question."""

    agency: str
    number: str
    question: str
    words: str
    level: object = None


def _received(round, user):
    found = Answer.objects.visible_to(user).filter(
        agency_return__round=round,
        agency_return__state__in=RECEIVED_STATES,
        complete=True,
    )
    return found.select_related("agency_return__agency", "question", "level").order_by(
        "question__section__order", "question__order", "agency_return__agency"
    )


def _extract(answer, words) -> Extract:
    return Extract(
        str(answer.agency_return.agency),
        answer.question.number,
        answer.question.text,
        words,
        answer.level,
    )


def good_practice(round, user) -> list[Extract]:
    """Answers to questions about good practice, and positions rated at the top."""
    top = _top_levels(round)
    wanted = _asked_for("good_practice") | Q(level__in=top)
    found = _received(round, user).filter(wanted)
    return [_extract(one, one.text or one.position) for one in found]


def _asked_for(tag):
    """Written answers to questions with the tag; a rating is judged by its level."""
    return Q(question__tags__contains=[tag], question__kind="text")


def _top_levels(round):
    best = {}
    for scale in round.edition.scales.prefetch_related("levels"):
        best[scale.pk] = max(scale.levels.all(), key=lambda level: level.value).pk
    return list(best.values())


def improvements(round, user) -> list[Extract]:
    """What agencies say they will improve."""
    wanted = _asked_for("improvement") | Q(level__needs_improvement=True)
    found = _received(round, user).filter(wanted)
    return [_extract(one, one.text or one.improvement or one.position) for one in found]


def tagged(round, user, tags) -> list[Extract]:
    """Answers to questions with any of the tags, apart from the rest (HAR-14)."""
    found = _received(round, user).filter(question__tags__overlap=list(tags))
    return [_extract(one, one.text or one.position) for one in found]


def positions(round, user, question) -> list[Extract]:
    """Every readable agency's words on one question."""
    found = _received(round, user).filter(question=question)
    return [_extract(one, one.position or one.text) for one in found]


def previous_text(round, key) -> str:
    """How last round's edition worded the question, where it asked it."""
    if not round.previous_id:
        return ""
    asked = round.previous.edition.questions.filter(key=key).first()
    return asked.text if asked else ""

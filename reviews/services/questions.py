"""Saves answers to a list of questions: criteria of a rule set, principles."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from frameworks.reviews import RuleSet
from reviews.models import CriterionAnswer, PrincipleAnswer, Review
from reviews.services.merging import same


class Clashes(ValidationError):
    """Somebody else answered the same meanwhile. `current` holds their rows by key."""

    def __init__(self, current):
        self.current = current
        super().__init__("", code="stale")


@transaction.atomic
def answer_criteria(*, review: Review, rules: RuleSet, answers: dict, by) -> list:
    """Save answers by criterion: {key: (version seen, {"answer", "reason"})}.

    Raises Clashes, and saves none, where somebody changed one of them since.
    """
    _lock(review)
    known = {row.criterion: row for row in review.criteria.filter(rule_set=rules.key)}
    now = timezone.now()
    return [
        _save(
            known.get(key)
            or CriterionAnswer(review=review, rule_set=rules.key, criterion=key),
            {**values, "at": now},
            by,
        )
        for key, values in _to_save(known, answers).items()
    ]


@transaction.atomic
def answer_principles(*, review: Review, texts: dict, answers: dict, by) -> list:
    """Save answers by number of the principle: {number: (version seen, {"met",
    "evidence"})}; `texts` are the principles as they are worded today.

    Raises Clashes, and saves none, where somebody changed one of them since.
    """
    _lock(review)
    known = {row.number: row for row in review.principles.all()}
    return [
        _save(
            known.get(number) or PrincipleAnswer(review=review, number=number),
            {**values, "text": texts[number]},
            by,
        )
        for number, values in _to_save(known, answers).items()
    ]


def _lock(review):
    """Rows that are not there yet cannot be locked: lock what they hang on."""
    Review.objects.select_for_update().get(pk=review.pk)


def _to_save(known, answers) -> dict:
    """What the person changed. What they left alone stays as others made it."""
    mine, clashing = {}, {}
    for key, (version, values) in answers.items():
        row = known.get(key)
        if row is not None and not _differs(row, values):
            continue
        if row is None or row.version == version:
            mine[key] = values
        elif _differs(_seen(row, version), values):
            clashing[key] = row
    if clashing:
        raise Clashes(clashing)
    return mine


def _seen(row, version):
    """The row as the person saw it; None where it was not there."""
    rows = row.history.filter(version=version)
    return rows.order_by("-history_date", "-history_id").first()


def _differs(row, values) -> bool:
    return row is None or any(not same(getattr(row, n), v) for n, v in values.items())


def _save(row, values, by):
    row.version = row.version + 1 if row.pk else 1
    for name, value in values.items():
        setattr(row, name, value)
    row.by = row._history_user = by
    row.save()
    return row

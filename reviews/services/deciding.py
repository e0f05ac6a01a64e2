"""Records what is decided about a review."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frameworks.vocabulary import Clock
from learning.services.stages import record_date
from reviews.choices import Outcome
from reviews.criteria import answers_of, read, rules_in_force
from reviews.models import Decision, Review


def record_decision(*, review: Review, values: dict, by, sent_once=None) -> Decision:
    """Keep what was decided, with the legal test and what the criteria pointed to
    that day, and start its clock. Never changed: a second look is a second decision.

    Raises ValidationError for a day to come, where the board learns another way but
    does not say how, and where it departs from the criteria without saying why.
    """
    try:
        with transaction.atomic():
            return _record(review, dict(values), by, sent_once)
    except IntegrityError:
        made = review.decisions.filter(sent_once=sent_once, by=by).first()
        if sent_once is None or made is None:
            raise
        return made


def _record(review, values, by, sent_once):
    values |= _as_the_rules_say(review)
    reading = values.pop("reading")
    _check(values, reading)
    made = Decision.objects.create(review=review, by=by, sent_once=sent_once, **values)
    record_date(source=review.source, clock=Clock.DECIDED, on=made.decided_on, by=by)
    return made


def _as_the_rules_say(review) -> dict:
    """The rule set of the review, its test in words, what the answers point to."""
    rules = rules_in_force(review)
    if rules is None:
        return {"reading": None}
    reading = read(rules, answers_of(review, rules))
    return {
        "rule_set": rules.key,
        "legal_test": rules.legal_test.en,
        "criteria_said": reading.said,
        "reading": reading,
    }


def _check(values, reading):
    problems = {}
    if values["decided_on"] > timezone.localdate():
        problems["decided_on"] = _("Enter a date that is today or in the past.")
    if values["outcome"] == Outcome.OTHER_LEARNING and not values.get("other_learning"):
        problems["other_learning"] = _("Say how the board will learn.")
    departs = reading and reading.contradicts(values["outcome"], values.get("test_met"))
    if departs and not values.get("departs_because"):
        problems["departs_because"] = _(
            "%(said)s The decision says otherwise: say why."
        ) % {"said": reading.words}
    if problems:
        raise ValidationError(problems)
    if not departs:
        values["departs_because"] = ""

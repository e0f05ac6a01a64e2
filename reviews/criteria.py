"""What answers to criteria point to under a legal test. The board decides, not this."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frameworks.packs import load_pack
from frameworks.reviews import RuleSet
from frameworks.vocabulary import LegalTest, Weight
from learning.process import review_type_of
from reviews.choices import CriteriaSay, CriterionAnswerChoices, Outcome

MET, NOT_MET = CriterionAnswerChoices.MET, CriterionAnswerChoices.NOT_MET


def rules_in_force(review) -> RuleSet | None:
    """The rule set that held on the day the review was opened (HAR-16)."""
    pack = load_pack(review.board.pack)
    return pack.rules_of(review_type_of(review.source), review.source.opened_on)


def answers_of(review, rules) -> dict[str, str]:
    """Answers given so far under a rule set, by criterion."""
    rows = review.criteria.filter(rule_set=rules.key)
    return dict(rows.values_list("criterion", "answer"))


@dataclass(frozen=True)
class Reading:
    """What the answers add up to, with the steps that lead there in words."""

    said: str
    steps: tuple[str, ...]

    @property
    def words(self) -> str:
        return str(CONCLUSIONS[self.said]())

    def contradicts(self, outcome: str, test_met: bool | None) -> bool:
        """Whether a decision departs from what the criteria point to."""
        if self.said == CriteriaSay.MET:
            return outcome != Outcome.REVIEW or test_met is False
        if self.said == CriteriaSay.NOT_MET:
            return outcome == Outcome.REVIEW or test_met is True
        return False


CONCLUSIONS = {
    CriteriaSay.MET: lambda: _("The answers point to: the legal test is met."),
    CriteriaSay.NOT_MET: lambda: _("The answers point to: the legal test is not met."),
    CriteriaSay.OPEN: lambda: _("The answers do not settle the legal test yet."),
    CriteriaSay.JUDGEMENT: lambda: _(
        "No answer decides this by itself: it is the board's judgement."
    ),
}


def read(rules: RuleSet, answers: dict[str, str]) -> Reading:
    """Add answers up under the rule set's test. Unanswered counts as not known."""
    must = [answers.get(c.key) for c in rules.criteria if c.weight == Weight.MUST]
    one_of = [answers.get(c.key) for c in rules.criteria if c.weight == Weight.ONE_OF]
    counts = (*_must_step(must), *_one_step(one_of)) if answers else ()
    steps = (*_unanswered(rules, answers), *counts)
    return Reading(_conclude(rules.test, must, one_of), steps)


def _conclude(test, must, one_of) -> str:
    if NOT_MET in must or (one_of and _all(one_of, NOT_MET)):
        return CriteriaSay.NOT_MET
    if test == LegalTest.JUDGEMENT:
        return CriteriaSay.JUDGEMENT
    if _all(must, MET) and (not one_of or MET in one_of):
        return CriteriaSay.MET
    return CriteriaSay.OPEN


def _all(answers, answer) -> bool:
    return all(given == answer for given in answers)


def _unanswered(rules, answers):
    left = sum(c.key not in answers for c in rules.criteria)
    if left:
        yield ngettext(
            "%(n)d criterion is not answered yet.",
            "%(n)d criteria are not answered yet.",
            left,
        ) % {"n": left}


def _must_step(must):
    if must:
        yield _("Must all be met: %(met)d of %(all)d met, %(not)d not met.") % {
            "all": len(must),
            "met": must.count(MET),
            "not": must.count(NOT_MET),
        }


def _one_step(one_of):
    if one_of:
        yield _("One is enough: %(met)d of %(all)d met.") % {
            "all": len(one_of),
            "met": one_of.count(MET),
        }

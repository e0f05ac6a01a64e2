"""What to do next on a review: each way on, what is missing, and where to fill it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.access import allowed
from boards.roles import Permission
from frameworks.vocabulary import Condition
from learning.plan_states import plan_states
from learning.services.stages import moves_of

# Each condition with the page that fills it. Addresses of floors beside by name only.
FILLED_ON = {
    Condition.CRITERIA_ANSWERED: (_("Answer the criteria"), "reviews:screening"),
    Condition.DECISION_RECORDED: (_("Record the decision"), "reviews:decision"),
    Condition.DECIDED_TO_REVIEW: (_("Record the decision"), "reviews:decision"),
    Condition.DECIDED_OTHERWISE: (_("Record the decision"), "reviews:decision"),
    Condition.SCOPE_WRITTEN: (_("Write the scope"), "reviews:scope"),
    Condition.LEAD_DECLARED_INDEPENDENT: (_("Go to the panel"), "reviews:panel"),
    Condition.FAMILY_OFFERED: (_("Record the offer"), "reviews:involvement"),
    Condition.PRACTITIONERS_INVITED: (
        _("Record the invitations"),
        "reviews:involvement",
    ),
    Condition.LEARNING_EVENT_HELD: (
        _("Record the learning event"),
        "reviews:learning-event",
    ),
    Condition.REPORT_COMPLETE: (_("Write the report"), "reviews:report"),
    Condition.PRINCIPLES_ANSWERED: (_("Answer the principles"), "reviews:principles"),
    Condition.FINDINGS_RECORDED: (_("Write down findings"), "learning:findings"),
    Condition.PUBLICATION_DECIDED: (
        _("Decide on publication"),
        "reviews:publication",
    ),
    Condition.OUTCOME_RECORDED: (_("Record the outcome"), "reviews:inspection"),
    Condition.PRESENTED: (_("Go to the rota"), "reviews:turns"),
    Condition.LEARNING_SHARED: (_("Share what was learnt"), "dissemination:sharing-of"),
    Condition.IMPACT_FOLLOWED_UP: (
        _("Link what followed it up"),
        "learning:source-links",
    ),
}
PLANS = {Condition.PLAN_OR_REASON, Condition.ACTIONS_EMBEDDED}


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Need:
    """One thing that is missing, and the pages that fill it."""

    text: str
    links: list[Link]


@dataclass(frozen=True)
class NextMove:
    """One way on. It is open when nothing is needed."""

    to: str
    name: str
    is_end: bool
    is_back: bool
    url: str
    needs: list[Need]
    is_main: bool  # the first open one that leads on: one button stands out

    @property
    def is_open(self) -> bool:
        return not self.needs


def next_moves(user, review) -> list[NextMove]:
    """Every way on from here, in the order of the pack."""
    place = [review.board.slug, review.reference]
    moves = []
    for way in moves_of(review.source):
        needs = [Need(one.text, _links(user, review, one)) for one in way.unmet]
        url = reverse("reviews:review-move", args=[*place, way.to])
        forward = not needs and not way.is_back
        is_main = forward and not any(move.is_main for move in moves)
        kinds = (way.is_end, way.is_back)
        moves.append(NextMove(way.to, way.name, *kinds, url, needs, is_main))
    return moves


def _links(user, review, one) -> list[Link]:
    if one.condition in PLANS:
        return plan_links(user, review, one.condition)
    text, name = FILLED_ON[one.condition]
    return _link(text, name, [review.board.slug, review.reference])


def plan_links(user, review, condition) -> list[Link]:
    """The review's plan, or where to say why there is none."""
    links = plan_page(user, review)
    if condition == Condition.PLAN_OR_REASON:
        place = [review.board.slug, review.reference]
        links += _link(_("Record why there is none"), "reviews:no-plan", place)
    return links


def plan_page(user, review) -> list[Link]:
    """The review's plan, or where to start one."""
    state = plan_states([review.source], user)[review.source_id]
    if state.url:
        return [Link(_("Open the action plan"), state.url)]
    if not allowed(user, Permission.MANAGE_PLAN, review):
        return []
    place = [review.board.slug, review.reference]
    return _link(_("Start an action plan"), "actionplans:plan-open-source", place)


def _link(text, name, args) -> list[Link]:
    return [Link(text, reverse(name, args=args))]

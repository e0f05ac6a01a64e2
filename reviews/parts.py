"""The pages of one review, as its own navigation lists them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from frameworks.packs import load_pack
from frameworks.vocabulary import Condition
from learning.process import process_of, review_type_of


@dataclass(frozen=True)
class Part:
    """One page of a review. Working papers are listed only for those who read them."""

    text: str
    url_name: str
    working: bool = True
    when: Callable | None = None  # asked of the review: is there such a page for it?


def has_criteria(review) -> bool:
    return bool(review_type_of(review.source).rule_sets)


def is_decided_on(review) -> bool:
    """Whether its process asks for a decision somewhere."""
    process = process_of(review.source)
    return any(DECIDING & set(m.needs) for s in process.stages for m in s.moves)


def has_event(review) -> bool:
    return process_of(review.source).stage("learning_event") is not None


def has_outputs(review) -> bool:
    return bool(review_type_of(review.source).outputs)


def has_principles(review) -> bool:
    """Principles of reviews are for those the board runs itself."""
    principles = load_pack(review.board.pack).board.principles
    return bool(principles) and is_commissioned(review)


def is_published(review) -> bool:
    """Whether its process asks what the public may read."""
    process = process_of(review.source)
    needed = {need for s in process.stages for m in s.moves for need in m.needs}
    return Condition.PUBLICATION_DECIDED in needed


def is_commissioned(review) -> bool:
    """Whether the board runs it itself, with a scope, a panel and a report."""
    return review_type_of(review.source).process not in TOLD_BY_OTHERS


def takes_part(review) -> bool:
    """... or asks agencies for information on somebody else's."""
    kind = review_type_of(review.source)
    return is_commissioned(review) or kind.process == OF_ANOTHER_BOARD


def is_inspection(review) -> bool:
    return review_type_of(review.source).process == "inspection"


def is_from_elsewhere(review) -> bool:
    return review_type_of(review.source).process == "learning_from_elsewhere"


def is_filed(review) -> bool:
    """Whether an agency filed it of itself."""
    return review.source.owner_agency_id is not None


def has_toolkit(review) -> bool:
    kind = review_type_of(review.source)
    return bool(kind.toolkit or kind.rule_sets) or is_commissioned(review)


OF_ANOTHER_BOARD = "review_of_another_board"
# Processes whose report somebody else writes: these pages would stay empty.
TOLD_BY_OTHERS = {
    "inspection",
    "learning_from_elsewhere",
    "single_agency_review",
    OF_ANOTHER_BOARD,
}
DECIDING = {
    Condition.DECISION_RECORDED,
    Condition.DECIDED_TO_REVIEW,
    Condition.DECIDED_OTHERWISE,
}
# In the order of the work. Add a part here when its page exists.
PARTS = (
    Part(_("Overview"), "reviews:review", working=False),
    Part(_("Days"), "reviews:review-days"),
    Part(_("Inspection"), "reviews:inspection", working=False, when=is_inspection),
    Part(_("Rota"), "reviews:turns", when=is_from_elsewhere),
    Part(_("Progress"), "reviews:progress", working=False, when=is_filed),
    Part(_("Screening"), "reviews:screening", when=has_criteria),
    Part(_("Decision"), "reviews:decision", when=is_decided_on),
    Part(_("Scope"), "reviews:scope", when=is_commissioned),
    Part(_("Panel"), "reviews:panel", when=is_commissioned),
    Part(_("Requests"), "reviews:review-requests", when=takes_part),
    Part(_("Documents"), "reviews:papers"),
    Part(_("Involvement"), "reviews:involvement", when=is_commissioned),
    Part(_("Parallel processes"), "reviews:parallel", when=is_commissioned),
    Part(_("Learning event"), "reviews:learning-event", when=has_event),
    Part(_("Report"), "reviews:report", when=is_commissioned),
    Part(_("Principles"), "reviews:principles", when=has_principles),
    Part(_("Publication"), "reviews:publication", when=is_published),
    Part(_("Outputs"), "reviews:outputs", when=has_outputs),
    Part(_("Toolkit"), "reviews:review-toolkit", when=has_toolkit),
    Part(_("Findings"), "learning:findings", working=False),
    Part(_("Linked sources"), "learning:source-links", working=False),
    Part(_("Golden thread"), "learning:thread", working=False),
)


def parts_of(review, works: bool, here: str) -> list[dict]:
    """Links of the pages the person may open; `here` is the present one's name."""
    return [
        {
            "text": part.text,
            "url": reverse(part.url_name, args=[review.board.slug, review.reference]),
            "current": part.url_name == here,
        }
        for part in PARTS
        if works or not part.working
        if part.when is None or part.when(review)
    ]

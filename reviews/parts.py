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
    return bool(load_pack(review.board.pack).board.principles)


def is_published(review) -> bool:
    """Whether its process asks what the public may read."""
    process = process_of(review.source)
    needed = {need for s in process.stages for m in s.moves for need in m.needs}
    return Condition.PUBLICATION_DECIDED in needed


DECIDING = {
    Condition.DECISION_RECORDED,
    Condition.DECIDED_TO_REVIEW,
    Condition.DECIDED_OTHERWISE,
}
# In the order of the work. Add a part here when its page exists.
PARTS = (
    Part(_("Overview"), "reviews:review", working=False),
    Part(_("Days"), "reviews:review-days"),
    Part(_("Screening"), "reviews:screening", when=has_criteria),
    Part(_("Decision"), "reviews:decision", when=is_decided_on),
    Part(_("Scope"), "reviews:scope"),
    Part(_("Panel"), "reviews:panel"),
    Part(_("Requests"), "reviews:review-requests"),
    Part(_("Documents"), "reviews:papers"),
    Part(_("Involvement"), "reviews:involvement"),
    Part(_("Parallel processes"), "reviews:parallel"),
    Part(_("Learning event"), "reviews:learning-event", when=has_event),
    Part(_("Report"), "reviews:report"),
    Part(_("Principles"), "reviews:principles", when=has_principles),
    Part(_("Publication"), "reviews:publication", when=is_published),
    Part(_("Outputs"), "reviews:outputs", when=has_outputs),
    Part(_("Toolkit"), "reviews:review-toolkit"),
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

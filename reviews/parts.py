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

    group: str
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
# The groups people look for a page under, in the order of the work.
STANDS = _("Where it stands")
DECIDES = _("Deciding")
PEOPLE = _("People")
INFORMATION = _("Information")
LEARNT = _("What we learnt")
CLOSING = _("Report and closing")
# Add a part here, within its group, when its page exists.
PARTS = (
    Part(STANDS, _("Overview"), "reviews:review", working=False),
    Part(STANDS, _("Days"), "reviews:review-days"),
    Part(
        STANDS, _("Inspection"), "reviews:inspection", working=False, when=is_inspection
    ),
    Part(STANDS, _("Rota"), "reviews:turns", when=is_from_elsewhere),
    Part(STANDS, _("Progress"), "reviews:progress", working=False, when=is_filed),
    Part(DECIDES, _("Screening"), "reviews:screening", when=has_criteria),
    Part(DECIDES, _("Decision"), "reviews:decision", when=is_decided_on),
    Part(DECIDES, _("Scope"), "reviews:scope", when=is_commissioned),
    Part(DECIDES, _("Toolkit"), "reviews:review-toolkit", when=has_toolkit),
    Part(PEOPLE, _("Panel"), "reviews:panel", when=is_commissioned),
    Part(PEOPLE, _("Involvement"), "reviews:involvement", when=is_commissioned),
    Part(PEOPLE, _("Learning event"), "reviews:learning-event", when=has_event),
    Part(INFORMATION, _("Requests"), "reviews:review-requests", when=takes_part),
    Part(INFORMATION, _("Documents"), "reviews:papers"),
    Part(
        INFORMATION,
        _("Parallel processes"),
        "reviews:parallel",
        when=is_commissioned,
    ),
    Part(LEARNT, _("Findings"), "learning:findings", working=False),
    Part(LEARNT, _("Linked sources"), "learning:source-links", working=False),
    Part(LEARNT, _("Golden thread"), "learning:thread", working=False),
    Part(CLOSING, _("Report"), "reviews:report", when=is_commissioned),
    Part(CLOSING, _("Principles"), "reviews:principles", when=has_principles),
    Part(CLOSING, _("Publication"), "reviews:publication", when=is_published),
    Part(CLOSING, _("Outputs"), "reviews:outputs", when=has_outputs),
)


def parts_of(review, works: bool, here: str) -> list[dict]:
    """Links of the pages the person may open; `here` is the present one's name."""
    return [
        {
            "group": part.group,
            "text": part.text,
            "url": reverse(part.url_name, args=[review.board.slug, review.reference]),
            "current": part.url_name == here,
        }
        for part in PARTS
        if works or not part.working
        if part.when is None or part.when(review)
    ]

"""What an agency may file of its own, and with which groups."""

from boards.models import Agency, Group
from frameworks.packs import load_pack
from frameworks.reviews import Limit, ReviewType
from frameworks.vocabulary import Clock, LegalType
from learning.rules import agencies_to_file_for
from reviews.types import open_types

OF_AN_AGENCY = {LegalType.INSPECTION, LegalType.PEER_REVIEW}
INSPECTION, SINGLE_AGENCY = "inspection", "single_agency_review"


def types_to_file(board, user, day) -> list[ReviewType]:
    """Inspections of agencies, and the agency's own reviews, in force on a day."""
    return [
        kind
        for kind in open_types(board, user)
        if kind.in_force(day) and _is_of_an_agency(kind)
    ]


def _is_of_an_agency(kind) -> bool:
    inspected = kind.process == INSPECTION and kind.legal_type in OF_AN_AGENCY
    return inspected or kind.process == SINGLE_AGENCY


def own_agencies(user, board):
    """Agencies the person files for."""
    mine = agencies_to_file_for(user, board)
    return Agency.objects.visible_to(user).filter(pk__in=mine)


def groups_to_tell(user, board):
    """Groups an agency may let read what it files: none that is restricted."""
    return Group.objects.visible_to(user).of(board).filter(restricted=False)


def groups_told(user, review):
    """Groups that read an item and the person may know of."""
    shared = review.source.shared_with.values("pk")
    rows = Group.objects.visible_to(user).filter(restricted=False)
    return rows.filter(pk__in=shared) | rows.filter(pk=review.source.lead_group_id)


def plan_limit(board, kind: ReviewType, day) -> Limit | None:
    """The board's limit for the action plan after an outcome (HAR-30)."""
    limits = load_pack(board.pack).limits
    named = [limit for limit in limits if limit.key in kind.limits]
    return next(
        (
            limit
            for limit in named
            if limit.until == Clock.PLAN_SENT and limit.in_force(day)
        ),
        None,
    )

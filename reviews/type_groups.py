"""Types of review as a person chooses one to open: grouped, older ones apart."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.models import Group
from frameworks.packs import load_pack
from frameworks.reviews import ReviewType
from frameworks.vocabulary import LegalType, SourceKind
from learning.limits import day_in_words
from learning.process import said
from reviews.types import open_types

STATUTORY, BELOW, FORUM, INSPECTION, ELSEWHERE = (
    "statutory",
    "below",
    "forum",
    "inspection",
    "elsewhere",
)
NAMES = {
    STATUTORY: gettext_lazy("Statutory reviews"),
    BELOW: gettext_lazy("Not statutory, or below the threshold"),
    FORUM: gettext_lazy("Practitioner forums"),
    INSPECTION: gettext_lazy("Inspections and peer reviews"),
    ELSEWHERE: gettext_lazy("From elsewhere: other boards, other areas, agencies"),
}
GROUP_OF = {
    SourceKind.FORUM: FORUM,
    SourceKind.INSPECTION: INSPECTION,
    SourceKind.EXTERNAL_LEARNING: ELSEWHERE,
    SourceKind.SINGLE_AGENCY_AUDIT: ELSEWHERE,
}


def group_of(kind: ReviewType) -> str:
    """Where a person looks for a type: by who holds it, then by its law."""
    if kind.legal_type == LegalType.REVIEW_OF_ANOTHER_BOARD:
        return ELSEWHERE
    return GROUP_OF.get(kind.kind, STATUTORY if kind.statutory else BELOW)


def says_why_chosen(kind: ReviewType) -> bool:
    """Below the threshold the board says why it reviews at all (WOL-3, WOL-19)."""
    chosen = {SourceKind.DISCRETIONARY_REVIEW, SourceKind.THEMATIC_REVIEW}
    return not kind.statutory and kind.kind in {*chosen, SourceKind.FORUM}


def groups_to_lead(user, board, kind: ReviewType | None = None):
    """Groups a person may open a review for: the business unit any it may know of,
    a chair their own. A type restricted to a group is led by that group."""
    groups = Group.objects.visible_to(user).of(board)
    if board.pk not in user.scope.boards_as_business_unit:
        groups = groups.filter(pk__in=user.scope.chaired_group_ids)
    owner = kind and restricted_to(board, kind)
    return groups.filter(key=owner) if owner else groups


def may_open(user, board) -> bool:
    """Whether to offer opening a review: the business unit, chairs of its groups."""
    scope = user.scope
    if board.pk in scope.boards_as_business_unit:
        return True
    reads = board.pk in scope.reading_board_ids
    # A group shared by two boards opens reviews on both.
    return reads and bool(scope.chaired_group_ids) and _leads_any(user, board)


def _leads_any(user, board) -> bool:
    return groups_to_lead(user, board).exists()


def restricted_to(board, kind: ReviewType) -> str:
    """The key of the only group that may know of the type, or nothing."""
    sources = load_pack(board.pack).sources
    return next((s.restricted_to for s in sources if s.key == kind.source), "") or ""


def types_to_open(board, user, day) -> list[ReviewType]:
    """Types in force on a day that the person may open a review of."""
    led = set(groups_to_lead(user, board).values_list("key", flat=True))
    return [
        kind
        for kind in open_types(board, user)
        if kind.in_force(day) and _may_lead(board, kind, led)
    ]


def _may_lead(board, kind, led: set[str]) -> bool:
    owner = restricted_to(board, kind)
    return owner in led if owner else bool(led)


@dataclass(frozen=True)
class Offer:
    """One type on the page that asks what to open."""

    name: str
    hint: str
    url: str = ""


@dataclass
class Offers:
    """Everything that page shows."""

    groups: list[tuple[str, list[Offer]]] = field(default_factory=list)
    closed: list[Offer] = field(default_factory=list)


def offers(board, user, day) -> Offers:
    """Types to choose from by group; those not in force on the day, with why."""
    found = {key: [] for key in NAMES}
    open_now = types_to_open(board, user, day)
    for kind in open_now:
        found[group_of(kind)].append(_offer(board, kind))
    known = open_types(board, user)
    names = {kind.key: said(kind.name) for kind in known}
    others = [_closed(kind, names, day) for kind in known if not kind.in_force(day)]
    groups = [(str(NAMES[key]), rows) for key, rows in found.items() if rows]
    return Offers(groups, others)


def _offer(board, kind) -> Offer:
    hint = said(kind.note) or kind.legal_basis or said(kind.commissioner)
    url = reverse("reviews:review-open-details", args=[board.slug, kind.key])
    return Offer(said(kind.name), hint, url)


def _closed(kind, names, day) -> Offer:
    if not kind.is_historical(day):
        since = _("Opens on %s, when its law comes into force.")
        return Offer(said(kind.name), since % day_in_words(kind.valid_from))
    words = _("Its law ended on %s.") % day_in_words(kind.valid_to)
    if follows := names.get(kind.successor):
        words += " " + _("Open this instead: %s.") % follows
    return Offer(said(kind.name), words)

"""The published chart of a board: its open groups as a tree and as a drawing."""

from dataclasses import dataclass, field
from textwrap import wrap

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from boards.models import Board, Group
from boards.tree import Branch, as_tree

BOX_WIDTH, BOX_HEIGHT = 230, 64
GAP_ACROSS, GAP_DOWN = 60, 14
MARGIN, LINE = 10, 18
LETTERS_A_LINE, LINES = 27, 3


def published_board(slug: str) -> Board:
    """A board that works today and shows itself to the public; Http404 otherwise.

    Anybody may ask: one that keeps to itself looks like one that does not exist.
    """
    today = timezone.localdate()
    begun = Q(active_from__isnull=True) | Q(active_from__lte=today)
    going = Q(active_to__isnull=True) | Q(active_to__gte=today)
    board = Board.objects.filter(begun, going, slug=slug, public_site=True).first()
    if board is None:
        raise Http404
    return board


def published_groups(board):
    """Groups anybody may know of, with whom they report to and serve."""
    today = timezone.localdate()
    going = Q(active_to__isnull=True) | Q(active_to__gte=today)
    groups = Group.objects.published().of(board).filter(going)
    return groups.select_related("board").prefetch_related(
        "functions", "shared_with", "reports_to"
    )


@dataclass(frozen=True)
class Line:
    """One line of a box's words."""

    x: int
    y: int
    text: str


@dataclass
class Box:
    """A group's place in the drawing."""

    group: Group
    x: int
    y: int
    shared: bool = False
    width: int = BOX_WIDTH
    height: int = BOX_HEIGHT
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    """A way between two boxes; a second reporting line is dashed."""

    path: str
    dashed: bool = False


@dataclass
class Chart:
    """Everything the drawing needs, sizes in SVG units."""

    roots: list[Branch]
    boxes: list[Box] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    width: int = 0
    height: int = 0


def chart(groups, board) -> Chart:
    """Draw groups from left to right, each beside those above it."""
    drawing = Chart(as_tree(groups))
    places: dict[int, Box] = {}
    row = 0
    for root in drawing.roots:
        row = _place(root, row, places, board)
    _link_parents(drawing, drawing.roots, places)
    _link_reports(drawing, places)
    drawing.boxes = list(places.values())
    deepest = max((box.x for box in drawing.boxes), default=0)
    drawing.width = deepest + BOX_WIDTH + MARGIN
    drawing.height = MARGIN * 2 + max(row, 1) * (BOX_HEIGHT + GAP_DOWN) - GAP_DOWN
    return drawing


def _place(branch, row, places, board) -> int:
    """Give a branch its rows; returns the first free one.

    A parent sits beside its first child, so that a phone shows the start of the tree.
    """
    first = row
    across = MARGIN + branch.depth * (BOX_WIDTH + GAP_ACROSS)
    box = Box(branch.group, across, MARGIN + first * (BOX_HEIGHT + GAP_DOWN))
    box.lines = _words(box)
    box.shared = _serves_several(branch.group, board)
    places[branch.group.pk] = box
    for child in branch.below:
        row = _place(child, row, places, board)
    return max(row, first + 1)


def _serves_several(group, board) -> bool:
    return group.board_id != board.pk or bool(group.shared_with.all())


def _words(box) -> list[Line]:
    lines = wrap(box.group.name, LETTERS_A_LINE)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1] + " …"]
    top = box.y + (BOX_HEIGHT - LINE * len(lines)) // 2 + 14
    return [Line(box.x + 12, top + LINE * n, text) for n, text in enumerate(lines)]


def _link_parents(drawing, branches, places):
    for branch in branches:
        for child in branch.below:
            drawing.links.append(_link(places, branch.group.pk, child.group.pk))
        _link_parents(drawing, branch.below, places)


def _link_reports(drawing, places):
    """Lines of reporting that are not the line of the tree."""
    for pk, box in places.items():
        for other in box.group.reports_to.all():
            if other.pk in places and other.pk != box.group.parent_id:
                drawing.links.append(_link(places, other.pk, pk, dashed=True))


def _link(places, high, low, *, dashed=False) -> Link:
    start, end = places[high], places[low]
    x1, y1 = start.x + BOX_WIDTH, start.y + BOX_HEIGHT // 2
    x2, y2 = end.x, end.y + BOX_HEIGHT // 2
    if x2 <= x1:  # beside or before: go round on the right
        x2 = end.x + BOX_WIDTH
        bend = max(x1, x2) + GAP_ACROSS // 2
    else:
        bend = x1 + GAP_ACROSS // 2
    return Link(f"M{x1} {y1} H{bend} V{y2} H{x2}", dashed)

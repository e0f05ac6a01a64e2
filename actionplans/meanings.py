"""What each status means in the board's own written words."""

from dataclasses import replace

from actionplans.choices import ActionStatus
from actionplans.levels import LEVELS, StatusLevel
from frameworks.packs import load_pack
from learning.process import said

# The scale of a pack that rates how actions go; some packs shorten its name.
SCALES = ("brag_action_progress", "brag_progress")
RATED = {
    ActionStatus.BLUE, ActionStatus.GREEN, ActionStatus.AMBER, ActionStatus.RED
}  # fmt: skip


def written_meaning(board, status: str) -> str:
    """The board's definition of a status, and for Blue our stricter one after it.

    A status the board's scale does not know has the portal's own.
    """
    ours = str(LEVELS[status].definition)
    level = _levels(board).get(status) if status in RATED else None
    if level is None:
        return ours
    written = said(level.definition)
    return f"{written} {ours}" if status == ActionStatus.BLUE else written


def level_with_meaning(board, status: str) -> StatusLevel:
    """A status as the rating component draws it, with the board's words."""
    return replace(LEVELS[status], definition=written_meaning(board, status))


def _levels(board) -> dict:
    scales = {scale.key: scale for scale in load_pack(board.pack).scales}
    found = next((scales[key] for key in SCALES if key in scales), None)
    return {level.key: level for level in found.levels} if found else {}

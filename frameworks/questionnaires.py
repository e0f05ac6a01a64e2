"""Reads a pack's questionnaires: the board's own files, and shared ones it uses."""

from typing import get_type_hints

from frameworks.build import PackError, Place, build, refuse_unknown
from frameworks.folder import Folder, listed
from frameworks.schema import QuestionnaireFacts

# What a board may say differently about a shared questionnaire. Never questions:
# answers of several boards stay comparable.
OVERRIDES = {
    "agreed_by",
    "consulted_with",
    "moderated_by",
    "analysed_at",
    "source_type",
    "cycle_months",
    "cycle_unverified",
    "executive_sign_off",
    "priorities",
    "name",
    "edition",
    "introduction",
}

Placed = tuple[tuple[QuestionnaireFacts, ...], tuple[Place, ...]]


def read_questionnaires(folder: Folder) -> Placed:
    """All questionnaires of a board, its own first."""
    rows = [*_own(folder), *_used(folder)]
    return tuple(q for q, _ in rows), tuple(place for _, place in rows)


def _own(folder: Folder):
    for path in sorted((folder.path / "questionnaires").glob("*.toml")):
        table, place = folder.table(f"questionnaires/{path.name}")
        yield build(QuestionnaireFacts, table, place), place


def _used(folder: Folder):
    if not (folder.path / "questionnaires.toml").is_file():
        return
    table, place = folder.table("questionnaires.toml")
    refuse_unknown(table, {"use"}, place)
    for at, row in listed(table, "use", place):
        yield _use(folder, row, at)


def _use(folder: Folder, row: dict, at: Place) -> tuple[QuestionnaireFacts, Place]:
    refuse_unknown(row, OVERRIDES | {"file"}, at)
    if "file" not in row:
        raise PackError(at.key("file"), "missing key")
    file = build(str, row["file"], at.key("file"))
    shared, place = folder.shared(file, at.key("file"))
    # Both files are named: a shared questionnaire may fit one board and not another.
    place = Place(f"{place.file} (used by {at})")
    return build(QuestionnaireFacts, shared | _overrides(row, at), place), place


def _overrides(row: dict, at: Place) -> dict:
    kinds = get_type_hints(QuestionnaireFacts)
    changes = {key: value for key, value in row.items() if key != "file"}
    for key, value in changes.items():
        build(kinds[key], value, at.key(key))  # refused here, where it is written
    return changes

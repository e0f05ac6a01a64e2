"""Loads board packs from their folders, once, and checks each as a whole."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from frameworks.annual import (
    AnnualMilestone,
    AnnualReportFacts,
    AnnualSectionFacts,
    ChecklistItem,
)
from frameworks.build import PackError, Place, build
from frameworks.case_audits import read_case_audits
from frameworks.crosschecks import Places, problems
from frameworks.deaths_reading import read_deaths
from frameworks.folder import Folder
from frameworks.indicators_reading import read_indicators
from frameworks.pack import Pack
from frameworks.questionnaires import read_questionnaires
from frameworks.reviews import Limit, Process, ReviewType, RuleSet
from frameworks.schema import (
    AgencyFacts,
    Audience,
    BoardFacts,
    GroupFacts,
    LearningTable,
    ReportTemplate,
    ScaleFacts,
    SharingMethod,
    SourceTypeFacts,
    ThemeFacts,
    TimetableEntry,
)
from frameworks.voices_reading import read_voices

BUILT_IN = Path(__file__).parent / "packs"

# Every list of a pack: its file, its key there and in Pack, what a row is.
LISTS = (
    ("groups.toml", "groups", GroupFacts),
    ("agencies.toml", "agencies", AgencyFacts),
    ("sources.toml", "sources", SourceTypeFacts),
    ("scales.toml", "scales", ScaleFacts),
    ("sharing.toml", "sharing", SharingMethod),
    ("sharing.toml", "audiences", Audience),
    ("timetable.toml", "timetable", TimetableEntry),
    ("templates.toml", "templates", ReportTemplate),
    ("templates.toml", "annual_reports", AnnualReportFacts),
    ("templates.toml", "annual_sections", AnnualSectionFacts),
    ("templates.toml", "annual_checklist", ChecklistItem),
    ("templates.toml", "annual_milestones", AnnualMilestone),
    ("reviews.toml", "review_types", ReviewType),
    ("reviews.toml", "rule_sets", RuleSet),
    ("reviews.toml", "processes", Process),
    ("reviews.toml", "limits", Limit),
    ("themes.toml", "themes", ThemeFacts),
)
FILES = {
    "audits.toml",
    "board.toml",
    "deaths.toml",
    "questionnaires.toml",
    "voices.toml",
    "indicators.toml",
    *(row[0] for row in LISTS),
}
MAY_INCLUDE = {
    "scales.toml",
    "sharing.toml",
    "templates.toml",
    "reviews.toml",
    "themes.toml",
}


def roots() -> tuple[Path, ...]:
    """Folders that hold packs: ours first, then those the installation adds."""
    try:
        extra = getattr(settings, "FRAMEWORK_PACK_DIRS", [])
    except ImproperlyConfigured:  # used as a plain library, without a site
        extra = []
    return (BUILT_IN, *(Path(folder) for folder in extra))


def pack_slugs() -> tuple[str, ...]:
    """Slugs of all boards that have a pack, in order of name."""
    return tuple(sorted(_board_folders(roots())))


def load_pack(slug: str) -> Pack:
    """The pack of one board. Raises PackError if it is broken or not there."""
    pack, found = _read(slug, roots())
    if found:
        raise found[0]
    return pack


def all_packs() -> tuple[Pack, ...]:
    """Every board's pack."""
    return tuple(load_pack(slug) for slug in pack_slugs())


def pack_problems(slug: str) -> tuple[PackError, ...]:
    """Everything found wrong with one pack; empty when it is sound."""
    try:
        return _read(slug, roots())[1]
    except PackError as error:
        return (error,)


@cache
def _read(slug: str, where: tuple[Path, ...]) -> tuple[Pack, tuple[PackError, ...]]:
    folders = _board_folders(where)
    if slug not in folders:
        raise PackError(Place(slug), "no pack has this name")
    pack, places = _assemble(Folder(folders[slug], where))
    return pack, tuple(problems(pack, places))


def _board_folders(where: tuple[Path, ...]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for root in where:
        if not root.is_dir():
            raise PackError(Place(root.name), "folder of packs does not exist")
        for path in sorted(root.iterdir()):
            if not path.is_dir() or path.name[0] in "._":
                continue
            if path.name in found:
                raise PackError(Place(f"{root.name}/{path.name}"), "a second pack")
            found[path.name] = path
    return found


def _assemble(folder: Folder) -> tuple[Pack, Places]:
    folder.refuse_strangers(FILES)
    parts, places = {}, {}
    for file, key, kind in LISTS:
        known = {row[1] for row in LISTS if row[0] == file}
        known |= {"learning_table"} if file == "sources.toml" else set()
        rows = folder.rows(file, key, known, include=file in MAY_INCLUDE)
        places[key] = tuple(place for place, _ in rows)
        parts[key] = tuple(build(kind, row, place) for place, row in rows)
    parts["board"], places["board"] = _board(folder)
    parts["learning_table"], places["learning_table"] = _learning_table(folder)
    parts["questionnaires"], places["questionnaires"] = read_questionnaires(folder)
    parts["case_audits"] = read_case_audits(folder)
    parts["deaths"], places["deaths"] = read_deaths(folder)
    parts["voices"], places["voices"] = read_voices(folder)
    parts["indicators"], places["indicators"] = read_indicators(folder)
    return Pack(**parts), places


def _board(folder: Folder) -> tuple[BoardFacts, tuple[Place, ...]]:
    table, place = folder.table("board.toml")
    board = build(BoardFacts, table, place)
    if board.slug != folder.path.name:
        raise PackError(place.key("slug"), f"folder is named {folder.path.name!r}")
    return board, (place,)


def _learning_table(folder: Folder) -> tuple[LearningTable, tuple[Place, ...]]:
    table, place = folder.table("sources.toml")
    at = place.key("learning_table")
    if "learning_table" not in table:
        raise PackError(at, "missing key")
    return build(LearningTable, table["learning_table"], at), (at,)

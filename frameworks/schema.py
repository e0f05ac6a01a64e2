"""Shapes of a board pack. `build` refuses whatever does not fit them exactly."""

from dataclasses import dataclass
from datetime import date

from frameworks.vocabulary import (
    Colour,
    Domain,
    Function,
    Jurisdiction,
    LearningTableColumn,
    Purpose,
    QuestionKind,
    QuestionTag,
    Repeat,
    ReturnKind,
    SeatRole,
    Sector,
    Shape,
    SourceKind,
    Strand,
)


@dataclass(frozen=True)
class Words:
    """One text in English and, where the board has it, Welsh."""

    en: str
    cy: str = ""


@dataclass(frozen=True)
class Provenance:
    """Where the framework came from (SOM-30)."""

    title: str
    author: str = ""
    dated: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    review_every_months: int = 12
    adapted_from: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """A local authority area the board covers."""

    key: str
    name: Words


@dataclass(frozen=True)
class Objective:
    number: int
    text: Words


@dataclass(frozen=True)
class BoardFacts:
    """board.toml: the body itself."""

    slug: str
    name: Words
    short_name: Words
    jurisdiction: Jurisdiction
    strand: Strand
    region: str
    edition: str
    colour: str
    provenance: Provenance
    areas: tuple[Area, ...]
    languages: tuple[str, ...] = ("en",)
    objectives: tuple[Objective, ...] = ()
    principles: tuple[Objective, ...] = ()
    priorities: tuple[Objective, ...] = ()
    cycle: tuple[Words, ...] = ()
    cycle_domains: tuple[Domain, ...] = ()

    def cycle_parts(self, domain: Domain) -> tuple[Words, ...]:
        """The board's own parts of the cycle for a domain, its last where it has none.

        Boards cut the cycle into three parts or four, and not at the same places.
        """
        pairs = zip(self.cycle, self.cycle_domains, strict=False)
        own = tuple(part for part, covers in pairs if covers == domain)
        return own or self.cycle[-1:]


@dataclass(frozen=True)
class FunctionHeld:
    function: Function
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class SeatFacts:
    """A place on a group: a post or an agency, filled or vacant."""

    role: SeatRole
    post: Words
    agency: str = ""
    voting: bool = True
    safeguarding_partner: str = ""


@dataclass(frozen=True)
class GroupFacts:
    """groups.toml: one committee, sub-group, panel or the board itself."""

    key: str
    name: Words
    short_name: str = ""
    parent: str = ""
    reports_to: tuple[str, ...] = ()
    strand: Strand = Strand.BOTH
    purpose: Words = Words("")
    restricted: bool = False
    shared_with: tuple[str, ...] = ()
    meets_every_months: int = 0
    functions: tuple[FunctionHeld, ...] = ()
    seats: tuple[SeatFacts, ...] = ()


@dataclass(frozen=True)
class AgencyFacts:
    """agencies.toml: a partner agency of this board (bodies, never people)."""

    key: str
    name: Words
    sector: Sector
    statutory: bool
    safeguarding_partner: str = ""
    area: str = ""


@dataclass(frozen=True)
class SourceTypeFacts:
    """sources.toml: a row of the board's table of learning activity."""

    key: str
    name: Words
    kind: SourceKind
    strand: Strand = Strand.BOTH
    category: Words = Words("")
    what_we_learn: tuple[Words, ...] = ()
    methodology: tuple[Words, ...] = ()
    responsibility: tuple[str, ...] = ()
    sharing: tuple[str, ...] = ()
    monitoring: tuple[Words, ...] = ()
    monitored_by: tuple[str, ...] = ()
    stakeholders: tuple[Words, ...] = ()
    providers: tuple[Words, ...] = ()
    restricted_to: str = ""
    statutory: bool = False


@dataclass(frozen=True)
class Column:
    attribute: LearningTableColumn
    heading: Words


@dataclass(frozen=True)
class LearningTable:
    """The headings, in order, that the board prints its activity table under."""

    title: Words
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class LevelFacts:
    """One step of a rating scale. Higher value is better; never averaged."""

    key: str
    value: int
    letter: str
    word: Words
    definition: Words
    colour: Colour
    shape: Shape
    needs_improvement: bool = False


@dataclass(frozen=True)
class ScaleFacts:
    key: str
    name: Words
    purpose: Words
    levels: tuple[LevelFacts, ...]
    unverified: bool = False


@dataclass(frozen=True)
class Descriptor:
    """What a level looks like on one question."""

    level: str
    text: Words


@dataclass(frozen=True)
class QuestionFacts:
    key: str
    number: str
    text: Words
    kind: QuestionKind
    scale: str = ""
    guidance: Words = Words("")
    evidence_hint: Words = Words("")
    position_required: bool = True
    evidence_required: bool = True
    required: bool = True
    not_applicable_allowed: bool = True
    repeat: Repeat = Repeat.NONE
    tags: tuple[QuestionTag, ...] = ()
    descriptors: tuple[Descriptor, ...] = ()


@dataclass(frozen=True)
class SectionFacts:
    key: str
    number: str
    title: Words
    guidance: Words = Words("")
    questions: tuple[QuestionFacts, ...] = ()


@dataclass(frozen=True)
class ExportColumn:
    """Heading of an export column and the answer attribute under it."""

    heading: Words
    attribute: str


@dataclass(frozen=True)
class QuestionnaireFacts:
    """questionnaires/<key>.toml: what the board asks agencies, by edition."""

    key: str
    name: Words
    return_kind: ReturnKind
    edition: str
    strand: Strand
    legal_basis: str
    cycle_months: int
    cycle_unverified: bool
    source_type: str
    sections: tuple[SectionFacts, ...]
    export_columns: tuple[ExportColumn, ...]
    introduction: Words = Words("")
    sectors: tuple[Sector, ...] = ()
    agreed_by: str = ""
    consulted_with: str = ""
    moderated_by: str = ""
    analysed_at: Words = Words("")
    executive_sign_off: bool = True
    priorities: tuple[Words, ...] = ()


@dataclass(frozen=True)
class SharingMethod:
    key: str
    name: Words
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True)
class Audience:
    key: str
    name: Words
    group: str = ""


@dataclass(frozen=True)
class TimetableEntry:
    """A report that falls due: explicit months, who gives it, who receives it."""

    key: str
    name: Words
    months: tuple[int, ...]
    given_by: str
    received_by: str
    day: int = 0
    source: str = ""
    note: Words = Words("")
    unverified: bool = False


@dataclass(frozen=True)
class ReportTemplate:
    """A document with fixed headings (requirements annex 5)."""

    key: str
    name: Words
    header: tuple[Words, ...] = ()
    columns: tuple[Words, ...] = ()
    rows: tuple[Words, ...] = ()
    sections: tuple[Words, ...] = ()
    filled_by: str = ""
    goes_to: str = ""
    unverified: bool = False


@dataclass(frozen=True)
class ThemeFacts:
    """themes.toml: an entry of the controlled list of themes.

    Synonyms are matched as phrases in what the board writes, endings aside.
    """

    key: str
    name: Words
    definition: str
    synonyms: tuple[str, ...] = ()
    synonyms_cy: tuple[str, ...] = ()
    national_list: str = ""
    national_code: str = ""

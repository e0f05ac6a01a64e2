"""What each list of a pack becomes: table by table, in order of need."""

from boards.models import (
    Agency,
    Area,
    BankHoliday,
    Board,
    BoardAgency,
    Group,
    GroupFunction,
    Seat,
)
from frameworks.calendar import bank_holidays
from frameworks.schema import Words
from learning.models import (
    Audience,
    FrameworkNote,
    Priority,
    ReportTemplate,
    SharingMethod,
    SourceType,
    Theme,
    TimetableEntry,
)
from learning.services.loading.annual import annual_of
from learning.services.loading.merge import Said, Table, iso, numbered
from learning.services.years import financial_year


def both(field: str, words: Words) -> dict:
    """A text in its two columns."""
    return {f"{field}_en": words.en, f"{field}_cy": words.cy}


def lines(field: str, texts: tuple[Words, ...]) -> dict:
    """Several texts, one to a line."""
    welsh = "\n".join(text.cy for text in texts if text.cy)
    return {field: "\n".join(text.en for text in texts), f"{field}_cy": welsh}


def listed(texts: tuple[Words, ...]) -> list:
    return [{"en": text.en, "cy": text.cy} for text in texts]


def boards(pack, merge):
    facts = pack.board
    values = both("name", facts.name) | both("short_name", facts.short_name)
    values |= {
        "jurisdiction": facts.jurisdiction.value,
        "strand": facts.strand.value,
        "region": facts.region,
        "colour": facts.colour,
        "languages": list(facts.languages),
        "pack": facts.slug,
        "framework_edition": facts.edition,
    }
    yield Said(facts.slug, facts.name.en, values, fixed={"slug": facts.slug})


def notes(pack, merge):
    facts = pack.board.provenance
    values = {
        "title": facts.title,
        "author": facts.author,
        "dated": facts.dated,
        "valid_from": iso(facts.valid_from),
        "valid_to": iso(facts.valid_to),
        "review_every_months": facts.review_every_months,
        "adapted_from": facts.adapted_from,
        "references": "\n".join(facts.references),
    }
    yield Said("note", facts.title, values)


def areas(pack, merge):
    for area in pack.board.areas:
        yield Said(area.key, area.name.en, both("name", area.name), {"key": area.key})


def agencies(pack, merge):
    for agency in pack.agencies:
        values = both("name", agency.name) | {"sector": agency.sector.value}
        alike = agency.name.en.casefold()
        yield Said(agency.key, agency.name.en, values, alike=alike)


def places(pack, merge):
    for facts in pack.agencies:
        agency = merge.links.find(Agency, facts.key)
        if agency is None:  # the board took it away
            continue
        values = {
            "statutory": facts.statutory,
            "safeguarding_partner": facts.safeguarding_partner,
            "area": facts.area,
        }
        fixed = {"agency": agency, "key": facts.key}
        yield Said(facts.key, facts.name.en, values, fixed, str(agency.pk))


def groups(pack, merge):
    for group in _parents_first(pack.groups):
        served = [s for s in group.shared_with if merge.links.find(Board, s)]
        values = both("name", group.name) | both("purpose", group.purpose)
        values |= {
            "short_name": group.short_name,
            "parent": group.parent,
            "reports_to": sorted(set(group.reports_to)),
            "strand": group.strand.value,
            "restricted": group.restricted,
            "shared_with": sorted(served),
            "meets_every_months": group.meets_every_months,
        }
        yield Said(group.key, group.name.en, values, {"key": group.key})


def _parents_first(rows):
    done, left = set(), list(rows)
    while left:
        ready = [row for row in left if not row.parent or row.parent in done]
        done |= {row.key for row in ready}
        left = [row for row in left if row.key not in done]
        yield from ready


def _present(pack, merge):
    """Groups of the pack that the board did not take away, with their rows."""
    for group in pack.groups:
        if row := merge.links.find(Group, group.key):
            yield group, row


def functions(pack, merge):
    for group, row in _present(pack, merge):
        for held in group.functions:
            values = {"valid_to": iso(held.valid_to)}
            fixed = {
                "group": row,
                "function": held.function.value,
                "valid_from": held.valid_from,
            }
            key = f"{group.key}:{held.function.value}:{iso(held.valid_from) or ''}"
            yield Said(key, f"{group.name.en}: {held.function.value}", values, fixed)


def seats(pack, merge):
    for group, row in _present(pack, merge):
        names = [f"{group.key}:{s.role}:{s.agency}:{s.post.en}" for s in group.seats]
        for key, seat in zip(numbered(names), group.seats, strict=True):
            values = both("post", seat.post) | {
                "role": seat.role.value,
                "agency": seat.agency,
                "voting": seat.voting,
                "safeguarding_partner": seat.safeguarding_partner,
            }
            yield Said(key, f"{group.name.en}: {seat.post.en}", values, {"group": row})


def sharing(pack, merge):
    for order, method in enumerate(pack.sharing):
        values = both("name", method.name) | {
            "order": order,
            "purposes": [purpose.value for purpose in method.purposes],
        }
        yield Said(method.key, method.name.en, values, {"key": method.key})


def audiences(pack, merge):
    for order, audience in enumerate(pack.audiences):
        values = both("name", audience.name)
        values |= {"order": order, "audience_group": audience.group}
        yield Said(audience.key, audience.name.en, values, {"key": audience.key})


def sources(pack, merge):
    for order, facts in enumerate(pack.sources):
        values = both("name", facts.name) | both("category", facts.category)
        for field in TEXTS:
            values |= lines(field, getattr(facts, field))
        values |= {
            "order": order,
            "kind": facts.kind.value,
            "strand": facts.strand.value,
            "statutory": facts.statutory,
            "responsibility": sorted(set(facts.responsibility)),
            "sharing": sorted(set(facts.sharing)),
            "monitored_by": sorted(set(facts.monitored_by)),
            "restricted_to": facts.restricted_to,
        }
        yield Said(facts.key, facts.name.en, values, {"key": facts.key})


TEXTS = ("what_we_learn", "methodology", "monitoring", "stakeholders", "providers")


def timetable(pack, merge):
    for order, entry in enumerate(pack.timetable):
        known = merge.links.find(SourceType, entry.source)
        values = both("name", entry.name) | both("note", entry.note)
        values |= {
            "order": order,
            "months": list(entry.months),
            "day": entry.day,
            "given_by": entry.given_by,
            "received_by": entry.received_by,
            "unverified": entry.unverified,
            "source_type": entry.source if known else "",
        }
        yield Said(entry.key, entry.name.en, values, {"key": entry.key})


def templates(pack, merge):
    for order, facts in enumerate(pack.templates):
        values = both("name", facts.name) | {
            part: listed(getattr(facts, part))
            for part in ("header", "columns", "rows", "sections")
        }
        values |= {
            "order": order,
            "filled_by": facts.filled_by,
            "goes_to": facts.goes_to,
            "unverified": facts.unverified,
            "annual": annual_of(pack, facts.key),
        }
        yield Said(facts.key, facts.name.en, values, {"key": facts.key})


def themes(pack, merge):
    welsh = "cy" in pack.board.languages
    for order, facts in enumerate(pack.themes):
        words = (*facts.synonyms, *(facts.synonyms_cy if welsh else ()))
        values = both("name", facts.name if welsh else Words(facts.name.en)) | {
            "order": order,
            "definition": facts.definition,
            "synonyms": list(words),
            "national_list": facts.national_list,
            "national_code": facts.national_code,
        }
        yield Said(facts.key, facts.name.en, values, {"key": facts.key})


def priorities(pack, merge):
    year = financial_year()
    for facts in pack.board.priorities:
        fixed = {"year": year, "number": facts.number}
        # The key has no year: next year's priorities are the board's own.
        yield Said(
            str(facts.number),
            facts.text.en,
            both("text", facts.text),
            fixed,
            f"{year}:{facts.number}",
        )


def holidays(pack, merge):
    for holiday in bank_holidays().holidays:
        day = holiday.date.isoformat()
        yield Said(day, holiday.name, {"day": day, "name": holiday.name})


def of_board(model):
    return lambda merge: model.objects.filter(board=merge.board)


def of_groups(model):
    return lambda merge: model.objects.filter(group__board=merge.board).select_related(
        "group"
    )


def keyed(name, model, said):
    """A table whose rows have a key, once a board."""
    return Table(name, model, said, of_board(model), lambda row: row.key)


def _function_key(row):
    return f"{row.group.key}:{row.function}:{iso(row.valid_from) or ''}"


def _serves_others(merge, agency) -> bool:
    """An agency of several boards is not one pack's to reword."""
    return agency.board_links.exclude(board=merge.board).exists()


def _whole_board(merge):
    return Board.objects.filter(slug=merge.pack.board.slug)


BOARDS = Table(
    "board", Board, boards, _whole_board, lambda row: row.slug, on_board=False
)
TABLES = (
    Table(
        "framework", FrameworkNote, notes, of_board(FrameworkNote), lambda row: "note"
    ),
    keyed("areas", Area, areas),
    Table(
        "agencies",
        Agency,
        agencies,
        lambda merge: Agency.objects.all(),
        lambda row: row.name_en.casefold(),
        locked=_serves_others,
        on_board=False,
    ),
    Table(
        "places of agencies",
        BoardAgency,
        places,
        of_board(BoardAgency),
        lambda row: str(row.agency_id),
    ),
    keyed("groups", Group, groups),
    Table(
        "functions of groups",
        GroupFunction,
        functions,
        of_groups(GroupFunction),
        _function_key,
        on_board=False,
    ),
    Table(
        "seats", Seat, seats, of_groups(Seat), lambda row: f"#{row.pk}", on_board=False
    ),
    keyed("ways of sharing", SharingMethod, sharing),
    keyed("audiences", Audience, audiences),
    keyed("learning table", SourceType, sources),
    keyed("timetable", TimetableEntry, timetable),
    keyed("templates", ReportTemplate, templates),
    keyed("themes", Theme, themes),
    Table(
        "priorities",
        Priority,
        priorities,
        of_board(Priority),
        lambda row: f"{row.year}:{row.number}",
    ),
    Table(
        "bank holidays",
        BankHoliday,
        holidays,
        lambda merge: BankHoliday.objects.all(),
        lambda row: row.day.isoformat(),
        shared=True,
        on_board=False,
    ),
)

"""Counts of reviews by what they are in law and where they stand (SOL-20)."""

from dataclasses import dataclass

from boards.lists import changed
from frameworks.vocabulary import Domain
from learning.process import domain_name
from reviews.families import family_of
from reviews.holdings import Holdings


@dataclass(frozen=True)
class Cell:
    """A count, and the list of exactly those."""

    many: int
    url: str


@dataclass(frozen=True)
class Line:
    """One family of reviews in the chair's panel."""

    name: str
    cells: list[Cell]


def panel(request, holdings: Holdings) -> dict:
    """Counts by kind in law and where they stand, each with its list (SOL-20)."""
    domains = [d for d in Domain if d.value in holdings.parts]
    columns = [("stage", f"part-{d.value}", _in_domain(holdings, d)) for d in domains]
    columns += [("state", "late", None)]
    heads = [domain_name(holdings.board, d) for d in domains]
    lines = [
        Line(name, [_cell(request, holdings, key, *column) for column in columns])
        for key, name in holdings.families
    ]
    return {"heads": heads, "lines": lines}


def _in_domain(holdings, domain):
    def within(row):
        stage = holdings.stage(row)
        return stage is not None and stage.domain == domain

    return within


def _cell(request, holdings, family, name, value, within) -> Cell:
    rows = [row for row in holdings.rows if family_of(row.legal_type) == family]
    many = (
        sum(row.late for row in rows)
        if within is None
        else sum(row.many for row in rows if within(row))
    )
    blank = dict.fromkeys(request.GET, "")
    return Cell(
        many, changed(request, **blank | {"type": f"law-{family}", name: value})
    )

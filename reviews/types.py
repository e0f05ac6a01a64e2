"""Review types of a board as their pages show them, in the reader's language."""

from dataclasses import dataclass

from boards.choices import AreaOfWork
from boards.models import Group
from frameworks.packs import load_pack
from frameworks.reviews import ReviewType
from frameworks.vocabulary import Strand
from learning.choices import SourceKindChoices
from learning.models import SourceType
from learning.process import domain_name, said
from reviews.type_words import CLOCKS, CONDITIONS, LEGAL_TYPES, WEIGHTS, span


def open_types(board, user) -> list[ReviewType]:
    """The types a person may know of: one restricted to a group is for its members."""
    pack = load_pack(board.pack)
    closed = {source.key for source in pack.sources if source.restricted_to}
    rows = SourceType.objects.visible_to(user).filter(board=board, key__in=closed)
    hidden = closed - set(rows.values_list("key", flat=True))
    return [kind for kind in pack.review_types if kind.source not in hidden]


@dataclass(frozen=True)
class TypeLine:
    """One type in the list."""

    kind: ReviewType
    name: str
    legal_type: str
    strand: str
    historical: bool
    successor: str
    to_come: bool


def grouped(types, day, strand="") -> list[tuple[str, list[TypeLine]]]:
    """Types by kind: the statutory first, then others, then the historical."""
    names = {kind.key: said(kind.name) for kind in types}
    lines = {value: [] for value in SourceKindChoices.values}
    for kind in types:
        if kind.strand in (strand or kind.strand, Strand.BOTH):
            lines[kind.kind].append(_line(kind, day, names))
    labels = dict(SourceKindChoices.choices)
    return [
        (labels[key], sorted(rows, key=_order)) for key, rows in lines.items() if rows
    ]


def _order(line: TypeLine) -> tuple:
    return (line.historical, not line.kind.statutory)


def _line(kind, day, names) -> TypeLine:
    return TypeLine(
        kind=kind,
        name=said(kind.name),
        legal_type=str(LEGAL_TYPES[kind.legal_type]),
        strand=str(AreaOfWork(kind.strand).label),
        historical=kind.is_historical(day),
        successor=names.get(kind.successor, ""),
        to_come=bool(kind.valid_from and kind.valid_from > day),
    )


def page(board, user, kind: ReviewType, day) -> dict:
    """Everything the page of one type shows."""
    pack = load_pack(board.pack)
    types = open_types(board, user)
    groups = Group.objects.visible_to(user).of(board)
    source = next((row for row in pack.sources if row.key == kind.source), None)
    return {
        "kind": kind,
        "line": _line(kind, day, {each.key: said(each.name) for each in types}),
        "lead_group": groups.filter(key=kind.lead_group).first(),
        "source_name": said(source.name) if source else "",
        "commissioner": said(kind.commissioner),
        "note": said(kind.note),
        "outputs": [said(words) for words in kind.outputs],
        "toolkit": _toolkit(kind.toolkit),
        "rule_sets": [_rules(pack, key, day) for key in kind.rule_sets],
        "limits": [_limit(pack, key, day) for key in kind.limits],
        "stages": _stages(board, pack.process(kind.process)),
    }


def _toolkit(toolkit) -> dict | None:
    if toolkit is None:
        return None
    return {
        "name": said(toolkit.name),
        "version": toolkit.version,
        "state": said(toolkit.state),
        "url": toolkit.url,
    }


def _rules(pack, key, day) -> dict:
    rules = next(row for row in pack.rule_sets if row.key == key)
    weighed = [
        (str(label), [said(c.text) for c in rules.criteria if c.weight == weight])
        for weight, label in WEIGHTS.items()
    ]
    return {
        "rules": rules,
        "name": said(rules.name),
        "test": said(rules.legal_test),
        "in_force": rules.in_force(day),
        "weighed": [(label, texts) for label, texts in weighed if texts],
    }


def _limit(pack, key, day) -> dict:
    limit = next(row for row in pack.limits if row.key == key)
    return {
        "limit": limit,
        "name": said(limit.name),
        "span": span(limit.count, limit.unit),
        "after": CLOCKS[limit.after],
        "until": CLOCKS[limit.until],
        "in_force": limit.in_force(day),
    }


def _stages(board, process) -> list[dict]:
    return [
        {
            "name": said(stage.name),
            "domain": domain_name(board, stage.domain),
            "with_whom": said(stage.with_whom),
            "starts": CLOCKS[stage.starts] if stage.starts else "",
            "ends": stage.is_end,
            "moves": [_move(process, move) for move in stage.moves],
        }
        for stage in process.stages
    ]


def _move(process, move) -> dict:
    return {
        "to": said(process.stage(move.to).name),
        "needs": [CONDITIONS[need] for need in move.needs],
    }

"""The pack's catalogue as rows the board then edits."""

from learning.services.loading.further import add_table
from learning.services.loading.merge import Said, Table, iso
from learning.services.loading.tables import both, keyed, of_board
from performance.models import (
    ComparatorGroup,
    Indicator,
    IndicatorArea,
    Place,
    Succession,
)


def areas(pack, merge):
    for order, facts in enumerate(pack.indicators.areas):
        values = both("name", facts.name) | {"order": order}
        yield Said(facts.key, facts.name.en, values, {"key": facts.key})


def indicators(pack, merge):
    for order, facts in enumerate(pack.indicators.indicators):
        values = {"area": facts.area, "owner": facts.owner, "order": order}
        for name in ("name", "definition", "unit", "denominator"):
            values |= both(name, getattr(facts, name))
        for name in PLAIN:
            values[name] = getattr(facts, name)
        values |= {
            "polarity": facts.polarity.value,
            "obligation": facts.obligation.value,
            "frequency": facts.frequency.value,
            "year_kind": facts.year_kind.value,
            "codes": list(facts.codes),
            "groups": sorted(set(facts.groups)),
            "questions_en": "\n".join(one.en for one in facts.questions),
            "questions_cy": "\n".join(one.cy for one in facts.questions if one.cy),
        }
        yield Said(facts.key, facts.name.en, values, {"key": facts.key})


PLAIN = (
    "decimals", "multiplier", "target", "tolerance", "minimum_change",
    "comparator_gap", "measure_key",
)  # fmt: skip


def places(pack, merge):
    for facts in pack.indicators.places:
        values = both("name", facts.name) | {
            "kind": facts.kind.value,
            "own": facts.own.value,
            "codes": list(facts.codes),
            "aliases": list(facts.aliases),
            "valid_from": iso(facts.valid_from),
            "valid_to": iso(facts.valid_to),
        }
        yield Said(facts.key, facts.name.en, values, {"key": facts.key})


def successions(pack, merge):
    for facts in pack.indicators.successions:
        values = {"before": facts.before, "after": facts.after, "on": iso(facts.on)}
        key = f"{facts.before}:{facts.after}"
        yield Said(key, f"{facts.before}, {facts.after}", values)


def comparators(pack, merge):
    for order, facts in enumerate(pack.indicators.comparators):
        values = both("name", facts.name) | {
            "order": order,
            "kind": facts.kind.value,
            "model_year": facts.model_year,
            "places": sorted(set(facts.places)),
            "valid_from": iso(facts.valid_from),
            "valid_to": iso(facts.valid_to),
        }
        yield Said(facts.key, facts.name.en, values, {"key": facts.key})


def _succession_key(row) -> str:
    return f"{row.before.key}:{row.after.key}"


add_table(keyed("parts of the catalogue", IndicatorArea, areas))
add_table(keyed("indicators", Indicator, indicators))
add_table(keyed("places of figures", Place, places))
add_table(
    Table(
        "successions of places",
        Succession,
        successions,
        of_board(Succession),
        _succession_key,
    )
)
add_table(keyed("comparators", ComparatorGroup, comparators))

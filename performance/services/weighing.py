"""What bringing a file in would do: counted before anybody decides."""

from performance.choices import Unknown
from performance.importing.matching import Measures, Places
from performance.importing.problems import MOST, Problems, blocks
from performance.models import DataImport, Indicator, Place
from performance.services.staging import CONFLICTS, COUNT, REVISED, SIGNS, asked

LEFT_OUT = "left out"
NEW = "new"


def weigh(data_import: DataImport) -> None:
    """Count new, same, revised and missing figures; gather what is wrong."""
    places, measures = resolved(data_import)
    known = {no: pk for no, pk in places.items() if pk is not None}
    meant = {no: pk for no, pk in measures.items() if pk is not None}
    row = asked(COUNT, data_import, known, meant)[0]
    names = ("all", "new", "same", "revised", "missing", "figures")
    counts = dict(zip(names, row, strict=True))
    counts["twice"] = counts.pop("figures") - counts["all"]
    counts["signs"] = [list(one) for one in asked(SIGNS, data_import, known, meant)]
    counts["revisions"] = [
        [indicator, place, label, *map(_said, (old, was, new, now))]
        for indicator, place, label, old, was, new, now in asked(
            REVISED, data_import, known, meant
        )
    ]
    problems = _problems(data_import, places, measures)
    for rows, label in asked(CONFLICTS, data_import, known, meant):
        said = ", ".join(str(one) for one in rows[:5])
        problems.add("conflict", label, said)
    if counts["twice"]:
        problems.add("twice", "", "", counts["twice"])
    data_import.problems = problems.as_json()
    leave_out = bool(data_import.settings.get("leave_out"))
    counts["blocked"] = blocks(data_import.problems, leave_out) or not counts["all"]
    data_import.counts = counts


def _said(value) -> str:
    return "" if value is None else str(value)


def _problems(data_import, places, measures) -> Problems:
    problems = Problems()
    for one in data_import.found.get("read", []):
        problems.found[one["code"], one["word"]] = {
            "count": one["count"],
            "where": one["where"],
        }
    for kind, numbers in (("places", places), ("measures", measures)):
        for one in data_import.found[kind]:
            if numbers[one["no"]] is None and len(problems.found) < 2 * MOST:
                word = one.get("name") or one.get("code") or one["key"]
                problems.add(kind.removesuffix("s"), word, "", one["count"])
    return problems


def resolved(data_import: DataImport) -> tuple[dict, dict]:
    """Place and indicator of each number of the file: an id, a number below nought for
    what is to be made, None for what is left out."""
    return _places(data_import), _measures(data_import)


def _places(data_import) -> dict:
    rows = Place.objects.filter(board=data_import.board)
    if data_import.agency_id:
        rows = rows.own()
    rows = list(rows)
    whole = next((place.pk for place in rows if place.own == "whole"), None)
    known, added = Places(rows), {}
    adds = data_import.settings.get("unknown_places") == Unknown.ADD
    found = {}
    for one in data_import.found.get("places", []):
        name, code = one["name"], one["code"]
        if not name and not code:
            found[one["no"]] = whole
            continue
        pk = known.find(name, code)
        if pk is None and adds:
            # One name with two codes in time is one place.
            pk = added.setdefault((name or code).casefold(), -one["no"] - 1)
        found[one["no"]] = pk
    return found


def _measures(data_import) -> dict:
    rows = Indicator.objects.filter(board=data_import.board)
    if data_import.agency_id:
        rows = rows.filter(owner=data_import.agency)
    rows = list(rows)
    allowed = {one.pk for one in rows}
    known, chosen = Measures(rows), data_import.settings.get("chosen", {})
    adds = data_import.settings.get("unknown_measures") == Unknown.ADD
    found = {}
    for one in data_import.found.get("measures", []):
        said = chosen.get(one["key"])
        pk = said if said in allowed else None
        if said is None or said == "":
            pk = known.find(one["key"])
        if said == NEW or (pk is None and adds and said != LEFT_OUT):
            pk = -one["no"] - 1
        found[one["no"]] = None if said == LEFT_OUT else pk
    return found

"""What a list of learning can be narrowed by: only what it holds, in one query."""

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Max, Min, Q
from django.db.models.functions import JSONObject
from django.utils.translation import get_language


def facets(sources) -> dict:
    """First and last day, and the kinds, groups and areas that occur."""
    found = sources.order_by().aggregate(
        first=Min("opened_on"),
        last=Max("opened_on"),
        types=_names("source_type"),
        groups=_names("lead_group"),
        areas=_names("area"),
    )
    lists = {name: _choices(found[name]) for name in ("types", "groups", "areas")}
    return found | lists


def _names(path: str) -> JSONBAgg:
    names = {part: f"{path}__{part}" for part in ("pk", "name_en", "name_cy")}
    return JSONBAgg(
        JSONObject(**names), distinct=True, filter=Q(**{f"{path}__isnull": False})
    )


def _choices(rows) -> list[tuple[str, str]]:
    named = [(str(row["pk"]), _name(row)) for row in rows or []]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _name(row) -> str:
    welsh = row["name_cy"] if get_language() == "cy" else ""
    return welsh or row["name_en"]

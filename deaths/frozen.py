"""What a release holds: rows with small counts hidden, themes, recommendations."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from deaths.facts import facts_of, kept
from deaths.models import Analysis
from deaths.tables import tables_of


def panel_content(panel, years) -> dict:
    """Each year by itself: no total spans two of them."""
    return {
        "up_to": panel.suppress_up_to,
        "years": [_year(panel, year) for year in sorted(years, key=lambda y: y.year)],
    }


def _year(panel, year) -> dict:
    purposes = {one.key: kept(one.name) for one in facts_of(panel.board).purposes}
    return {
        "year": year.year,
        "commentary": year.commentary,
        "tables": [
            table.as_json() for table in tables_of(year, panel.suppress_up_to)
        ],
        "themes": [
            {"purpose": purposes.get(row.purpose, {"en": row.purpose}),
             "text": row.text}
            for row in year.themes.all()
        ],
        "recommendations": [
            {"number": row.number, "text": row.text, "to": str(row.addressed_to),
             "reply": str(row.get_response_display()), "reason": row.response_reason}
            for row in year.source.recommendations.order_by("number")
            if row.is_issued
        ],
    }  # fmt: skip


def tally(panel) -> tuple[Counter, int]:
    """In how many reviews each theme and trigger was seen, by anybody; and of how many
    reviews. A review counts once, however many saw it."""
    seen: dict[int, set] = {}
    for row in Analysis.objects.filter(panel=panel):
        seen.setdefault(row.source_id, set()).update(row.factors)
    return Counter(key for keys in seen.values() for key in keys), len(seen)


def suicide_content(panel) -> dict:
    """How often each theme and trigger was seen, small counts hidden.

    A count is hidden where it, or the rest without it, is small; and where either has
    grown by so little since an earlier release that single deaths would show. Raises
    ValidationError while too few reviews came in since.
    """
    counts, reviews = tally(panel)
    if not reviews:
        raise ValidationError(_("There is no analysis to release yet."))
    up_to = panel.suppress_up_to
    earlier = [one.content for one in panel.releases.standing()]
    _require_enough(reviews, up_to, earlier)
    return {
        "up_to": up_to,
        "reviews": reviews,
        "factors": [
            {
                "key": one.key,
                "kind": one.kind.value,
                "name": kept(one.name),
                "number": _seen(one.key, counts[one.key], reviews, up_to, earlier),
            }
            for one in facts_of(panel.board).factors
        ],
    }


def _require_enough(reviews, up_to, earlier) -> None:
    new = min([reviews, *(abs(reviews - one["reviews"]) for one in earlier)])
    if new <= up_to:
        words = _("Wait until more than %s reviews were analysed since the last.")
        raise ValidationError(words % up_to)


def _seen(key, number, reviews, up_to, earlier):
    """The count to print, or None."""
    before = [(0, 0)] + [
        (one["number"], release["reviews"])
        for release in earlier
        for one in release["factors"]
        if one["key"] == key and one["number"] is not None
    ]
    for was, of in before:
        grown, rest = number - was, (reviews - of) - (number - was)
        if any(0 < abs(change) <= up_to for change in (grown, rest)):
            return None
    return number

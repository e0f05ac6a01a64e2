"""The annual report of a pack as its template's row keeps it."""

from frameworks.schema import Words
from learning.services.loading.merge import iso


def annual_of(pack, key: str) -> dict:
    """Year, due day, sections, checklist and timetable; empty for other templates."""
    facts = next((one for one in pack.annual_reports if one.key == key), None)
    if facts is None:
        return {}
    return {
        "first_month": facts.first_month,
        "due_month": facts.due_month,
        "due_day": facts.due_day,
        "note": _both(facts.note),
        "unverified": facts.unverified,
        "sections": [_section(one) for one in pack.annual_sections],
        "checklist": [_item(one) for one in pack.annual_checklist],
        "milestones": [_milestone(one) for one in pack.annual_milestones],
    }


def _both(words: Words) -> dict:
    return {"en": words.en, "cy": words.cy}


def _section(facts) -> dict:
    draws_on = [one.value for one in facts.draws_on]
    return {
        "key": facts.key,
        **_both(facts.title),
        "draws_on": draws_on,
        "answers": list(facts.answers),
    }


def _item(facts) -> dict:
    return {
        "key": facts.key,
        **_both(facts.text),
        "source": facts.source,
        "drawn_from": [one.value for one in facts.drawn_from],
        "valid_from": iso(facts.valid_from),
        "valid_to": iso(facts.valid_to),
        "unverified": facts.unverified,
    }


def _milestone(facts) -> dict:
    return {
        "key": facts.key,
        **_both(facts.name),
        "days_before": facts.days_before,
    }

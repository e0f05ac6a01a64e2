"""What a board says about a questionnaire: who agrees, how often, consulted when."""

from django.db import transaction

from audits import rewording
from audits.models import Questionnaire
from audits.services.editions import approve_edition
from audits.services.wording import StaleWords


@transaction.atomic
def edit_questionnaire(*, questionnaire, values: dict, seen: str, by) -> Questionnaire:
    """Keep the facts of a questionnaire; raises StaleWords if somebody saved since."""
    locked = _locked(questionnaire)
    current = rewording.facts_of(locked, values)
    if rewording.seen(current) != seen:
        raise StaleWords(current)
    return _write(locked, values, by)


@transaction.atomic
def record_agreement(*, edition, group, approved_on, consulted: dict, by):
    """Write down who was consulted, and which group agreed an edition, and when."""
    _write(_locked(edition.questionnaire), consulted, by)
    return approve_edition(edition=edition, group=group, on=approved_on, by=by)


def _locked(questionnaire):
    rows = Questionnaire.objects.select_for_update(of=("self",))
    return rows.get(pk=questionnaire.pk)


def _write(row, values, by):
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = by
    row.save()
    return row

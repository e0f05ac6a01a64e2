"""The criteria of the rule set in force, answered with a reason."""

from django.utils.translation import gettext_lazy as _

from learning.process import said
from reviews.choices import CriterionAnswerChoices
from reviews.forms.items import Item, ItemsForm
from reviews.type_words import WEIGHTS


class ScreeningForm(ItemsForm):
    """Met, not met or not known, and why."""

    choices = CriterionAnswerChoices.choices
    words_label = _("Reason")
    words_may_wait = False

    @staticmethod
    def saved(row):
        return row.answer, row.reason, row.version


def items_of(rules, rows) -> list[Item]:
    """Criteria in order, with what is saved of each."""
    known = {row.criterion: row for row in rows}
    return [_item(c, known.get(c.key)) for c in rules.criteria]


def _item(criterion, row) -> Item:
    saved = ScreeningForm.saved(row) if row else ()
    weight = str(WEIGHTS[criterion.weight])
    return Item(criterion.key, said(criterion.text), weight, *saved)

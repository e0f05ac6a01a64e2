"""The board's own principles, each kept or not, with evidence or the reason."""

from django.utils.translation import gettext_lazy as _

from learning.process import said
from reviews.forms.items import Item, ItemsForm

KEPT, NOT_KEPT = "kept", "not_kept"


class PrinciplesForm(ItemsForm):
    """Kept or not kept; the evidence may be written before the answer."""

    choices = [(KEPT, _("Kept")), (NOT_KEPT, _("Not kept"))]
    words_label = _("Evidence, or the reason it was not kept")

    @staticmethod
    def saved(row):
        answer = {True: KEPT, False: NOT_KEPT}.get(row.met, "")
        return answer, row.evidence, row.version


def items_of(principles, rows) -> list[Item]:
    """Principles in order, with what is saved of each."""
    known = {row.number: row for row in rows}
    return [_item(p, known.get(p.number)) for p in principles]


def _item(principle, row) -> Item:
    """As the framework words it today; once answered, as it was worded then."""
    key, text = str(principle.number), said(principle.text)
    if row is None:
        return Item(key, text)
    then = text if row.text == principle.text.en else row.text
    return Item(key, then, "", *PrinciplesForm.saved(row))


def met_of(answer: str) -> bool | None:
    return {KEPT: True, NOT_KEPT: False}.get(answer)

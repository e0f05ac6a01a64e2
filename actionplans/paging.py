"""One page out of many thousand actions, most pressing first, without sorting all."""

from django.core.paginator import Paginator
from django.db.models import Q

from actionplans.choices import SETTLED_STATUSES

SETTLED = Q(status__in=SETTLED_STATUSES)


class PressingPaginator(Paginator):
    """Unsettled actions by their date, then settled ones by theirs: each part stands
    in an index in that order, so that a page is read, not sorted.

    How many there are of each is known from the counts by status.
    """

    def __init__(self, rows, per_page, *, unsettled: int, settled: int):
        super().__init__(rows, per_page)
        self.count = unsettled + settled
        self.unsettled = unsettled

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return self._get_page(self._between(first, first + self.per_page), number, self)

    def _between(self, first, last):
        rows, left = self.object_list, self.unsettled
        if last <= left:
            return rows.exclude(SETTLED).order_by("due_on", "pk")[first:last]
        if first >= left:
            found = rows.filter(SETTLED).order_by("due_on", "pk")
            return found[first - left : last - left]
        return rows.settled_last().order_by("settled", "due_on", "pk")[first:last]

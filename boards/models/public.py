"""How often public pages were opened: a page, a day, a number, and nothing else."""

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from boards.models.organisations import Board
from boards.querysets import ScopedQuerySet


class PageCountQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The officers of the board."""
        return Q(board_id__in=scope.boards_as_business_unit)

    def by_month(self):
        """A row for each page and month: section, page, month, total."""
        months = self.annotate(month=TruncMonth("day")).values(
            "section", "page", "month"
        )
        return months.annotate(total=Sum("views"))

    def total(self) -> int:
        """Openings of all of them."""
        return self.aggregate(total=Sum("views"))["total"] or 0


class PageCount(models.Model):
    """Openings of one public page on one day (SOL-29).

    Nothing of who opened it: no address, no browser, no cookie.
    """

    board = models.ForeignKey(Board, models.CASCADE, related_name="page_counts")
    section = models.SlugField(_("Section"), max_length=40)
    page = models.CharField(_("Page"), max_length=120, blank=True)
    day = models.DateField(_("Day"))
    views = models.PositiveIntegerField(_("Views"), default=0)

    objects = PageCountQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "page"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "page", "day"], name="page_counted_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.page} {self.day}: {self.views}"

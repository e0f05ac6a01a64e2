"""What an inspection pack is about: days, an inspectorate, themes; as a reference."""

import datetime
import re
from dataclasses import dataclass, field

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from learning.models import LearningSource, Theme
from learning.themes import tags_seen
from reviews.models import Inspection

SHAPE = re.compile(r"(\d{8})-(\d{8})--([-a-z0-9]*)--([0-9_]*)")
MOST_THEMES = 60
DAY = "%Y%m%d"


@dataclass
class InspectionPack:
    """One pack as one person may see it. `inspectorate` is a name or nothing."""

    board: object
    user: object
    first: datetime.date
    last: datetime.date
    inspectorate: str = ""
    themes: list = field(default_factory=list)

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def reference(self) -> str:
        """The same, as it stands in an address."""
        days = f"{self.first.strftime(DAY)}-{self.last.strftime(DAY)}"
        themes = "_".join(str(theme.pk) for theme in self.themes)
        return f"{days}--{slugify(self.inspectorate)}--{themes}"

    @property
    def title(self) -> str:
        days = [date_format(d, "j F Y") for d in (self.first, self.last)]
        said = _("%(first)s to %(last)s") % {"first": days[0], "last": days[1]}
        return f"{said}, {self.inspectorate}" if self.inspectorate else said

    @property
    def theme_words(self) -> str:
        return ", ".join(theme.name for theme in self.themes)

    def get_absolute_url(self) -> str:
        return reverse("reporting:inspection-pack", args=[self.board.slug])

    def within(self, column: str) -> dict:
        """Rows whose day lies in the period; for a moment name `column__date`."""
        return {f"{column}__range": (self.first, self.last)}

    def sources(self):
        """Sources the person may know of, of the themes asked for."""
        rows = LearningSource.objects.visible_to(self.user).filter(board=self.board)
        if self.themes:
            tags = tags_seen(self.user, self.board).filter(theme__in=self.themes)
            rows = rows.filter(pk__in=tags.values("source"))
        return rows

    def of_sources(self, rows, path: str):
        """Rows of those sources; every row where no theme is asked for."""
        return rows.filter(**{f"{path}__in": self.sources()}) if self.themes else rows


def inspectorates_of(user, board) -> list[str]:
    """Bodies whose inspections the person may know of."""
    rows = Inspection.objects.visible_to(user).filter(review__board=board)
    named = rows.order_by("inspectorate").values_list("inspectorate", flat=True)
    return [name for name in dict.fromkeys(named) if name.strip()]


def themes_of(user, board):
    """Themes of the board as they are in use."""
    rows = Theme.objects.visible_to(user).filter(board=board)
    return rows.filter(merged_into__isnull=True).order_by("name_en")


def find_pack(user, board, reference) -> InspectionPack:
    """The pack an address names; Http404 for one that nobody could ask for."""
    found = SHAPE.fullmatch(reference)
    if found is None:
        raise Http404
    first, last = _day(found[1]), _day(found[2])
    if first > last:
        raise Http404
    return InspectionPack(
        board, user, first, last,
        _inspectorate(user, board, found[3]), _themes(user, board, found[4]),
    )  # fmt: skip


def _day(digits) -> datetime.date:
    try:
        return datetime.datetime.strptime(digits, DAY).date()  # noqa: DTZ007
    except ValueError as problem:
        raise Http404 from problem


def _inspectorate(user, board, slug) -> str:
    if not slug:
        return ""
    known = {slugify(name): name for name in inspectorates_of(user, board)}
    if slug not in known:
        raise Http404
    return known[slug]


def _themes(user, board, numbers) -> list:
    wanted = [part for part in numbers.split("_") if part][:MOST_THEMES]
    if any(len(part) > 15 for part in wanted):
        raise Http404
    return list(themes_of(user, board).filter(pk__in=wanted)) if wanted else []

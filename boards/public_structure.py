"""The board's groups as a section of its public site. None that is restricted."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.models import Group
from boards.public import Item, add_section, nothing
from boards.public_words import Said, betraying, said
from boards.structure import published_groups
from boards.tree import Branch, as_tree

KEY = "structure"
NO_WORDS = Said("")


@dataclass(frozen=True)
class Shown:
    """A group as the public reads of it, and those below it."""

    group: Group
    name: Said
    purpose: Said
    functions: list
    reports_to: list[Said]
    serves: list[str]
    below: list["Shown"]


def groups_shown(board, groups, language) -> list[Shown]:
    """The tree of groups. A purpose that names a hidden group is left out."""
    betrays = betraying(board)
    return [_shown(branch, board, language, betrays) for branch in as_tree(groups)]


def _shown(branch: Branch, board, language, betrays) -> Shown:
    group = branch.group
    above = [one for one in group.reports_to.all() if not one.restricted]
    purpose = said(group, "purpose", language)
    return Shown(
        group=group,
        name=said(group, "name", language),
        purpose=NO_WORDS if betrays(purpose.text) else purpose,
        functions=[held for held in group.functions.all() if held.is_live],
        reports_to=[said(one, "name", language) for one in above],
        serves=_serves(group, board),
        below=[_shown(one, board, language, betrays) for one in branch.below],
    )


def _serves(group, board) -> list[str]:
    """Boards a group serves, where it serves another than this one."""
    shared = list(group.shared_with.all())
    if group.board_id == board.pk and not shared:
        return []
    return [group.board.short_name, *(one.short_name for one in shared)]


def found_groups(board, asked) -> list[Item]:
    rows = Group.objects.filter(pk__in=published_groups(board).values("pk"))
    found = asked.find(
        rows,
        english=("name_en", "short_name", "purpose_en"),
        welsh=("name_cy", "purpose_cy"),
    )
    betrays, page = (
        betraying(board),
        reverse("boards:public-structure", args=[board.slug]),
    )
    items = [
        Item(group.name_en, f"{page}#group-{group.pk}", words=group.purpose_en,
             rank=group.rank)
        for group in found
    ]  # fmt: skip
    return [replace(one, words="") if betrays(one.words) else one for one in items]


add_section(
    KEY,
    _("Who we are"),
    "boards:public-structure",
    nothing,
    found_groups,
    about=_("The board's groups, what each is for, and what it does with learning."),
    inside="boards:groups",
    order=80,
)

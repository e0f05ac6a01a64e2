"""Registering agencies and linking them to boards."""

import re
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.access import note_access
from boards.models import Agency, BoardAgency

OF_THE_AGENCY = {"name_en", "name_cy", "sector"}
ALIKE = 0.82


def known_elsewhere(*, board, name: str, by) -> list[Agency]:
    """Agencies of the person's other boards with the same or a similar name."""
    others = Agency.objects.visible_to(by).exclude(board_links__board=board)
    return [agency for agency in others if _alike(agency.name_en, name)][:5]


def _alike(first: str, second: str) -> bool:
    first, second = _plain(first), _plain(second)
    return first == second or SequenceMatcher(None, first, second).ratio() >= ALIKE


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace("&", " and ")).split()
    return " ".join(word for word in words if word not in {"the", "and", "of"})


@transaction.atomic
def register_agency(*, board, values: dict, by, known=None) -> BoardAgency:
    """Put an agency on a board: one known on another board, or a new one."""
    facts = {key: values[key] for key in OF_THE_AGENCY & values.keys()}
    if known is None:
        _refuse_same_name(board, values["name_en"])
    agency = known or Agency.objects.create(**facts)
    link = BoardAgency(board=board, agency=agency)
    _write(link, values)
    note_access(by, link, "registered an agency")
    return link


def _refuse_same_name(board, name):
    if board.agencies.filter(name_en__iexact=name).exists():
        raise ValidationError(
            {"name_en": _("An agency of this name is on the board already.")}
        )


@transaction.atomic
def edit_agency(*, link, values: dict, by) -> BoardAgency:
    """Change an agency's place, and its name and sector where the person may."""
    if OF_THE_AGENCY & values.keys():
        agency = link.agency
        for key in OF_THE_AGENCY & values.keys():
            setattr(agency, key, values[key])
        agency.save()
    _write(link, values)
    return link


def may_rename(by, agency) -> bool:
    """A name all its boards show is changed by whoever manages all of them."""
    boards = set(agency.board_links.values_list("board_id", flat=True))
    return boards <= by.scope.boards_as_business_unit


def _write(link, values):
    for key in values.keys() - OF_THE_AGENCY:
        setattr(link, key, values[key])
    link.save()

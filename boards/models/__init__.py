"""Rows of the boards floor."""

from boards.models.groups import Group, GroupFunction, Seat, SeatHolding
from boards.models.organisations import Agency, Area, BankHoliday, Board, BoardAgency
from boards.models.people import AccessRecord, Invitation, Membership, User
from boards.models.public import PageCount
from boards.models.unsaved import UnsavedForm

__all__ = [
    "AccessRecord",
    "Agency",
    "Area",
    "BankHoliday",
    "Board",
    "BoardAgency",
    "Group",
    "GroupFunction",
    "Invitation",
    "Membership",
    "PageCount",
    "Seat",
    "SeatHolding",
    "UnsavedForm",
    "User",
]

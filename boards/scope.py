"""What one person is on every board, read in two queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps

from boards.roles import RoleName

ONE_RECORD_ONLY = {RoleName.REVIEWER}


@dataclass
class Scope:
    """Boards, roles, agencies and groups of one person today."""

    roles: dict[int, set[RoleName]] = field(default_factory=lambda: defaultdict(set))
    agencies: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    agency_roles: dict[tuple[int, int], set[RoleName]] = field(
        default_factory=lambda: defaultdict(set)
    )
    group_ids: set[int] = field(default_factory=set)
    chaired_group_ids: set[int] = field(default_factory=set)
    seated_board_ids: set[int] = field(default_factory=set)
    chaired_board_ids: set[int] = field(default_factory=set)
    # Rules of visibility made from it, kept as long as it (boards.querysets).
    rules: dict = field(default_factory=dict, repr=False, compare=False)

    @property
    def board_ids(self) -> set[int]:
        return set(self.roles)

    @property
    def reading_board_ids(self) -> set[int]:
        """Boards whose shared learning the person reads; a mere reviewer does not."""
        return {board for board, held in self.roles.items() if held - ONE_RECORD_ONLY}

    @property
    def boards_as_business_unit(self) -> set[int]:
        return self.boards_as(RoleName.BUSINESS_UNIT)

    def boards_as(self, *names: RoleName) -> set[int]:
        """Boards on which the person holds any of the roles."""
        return {board for board, held in self.roles.items() if held & set(names)}

    @property
    def agency_ids(self) -> set[int]:
        """Agencies the person speaks for on any board."""
        return set().union(*self.agencies.values())


def scope_of(user) -> Scope:
    """Read a person's live memberships and seats."""
    scope = Scope()
    memberships = apps.get_model("boards", "Membership").objects.live()
    for row in memberships.filter(user=user).values("board_id", "role", "agency_id"):
        _add_membership(scope, **row)
    holdings = apps.get_model("boards", "SeatHolding").objects.live()
    names = ("seat__group_id", "seat__group__board_id", "seat__role")
    for seat in holdings.filter(user=user).values_list(*names):
        _add_seat(scope, *seat)
    return scope


def _add_membership(scope, *, board_id, role, agency_id):
    scope.roles[board_id].add(RoleName(role))
    if agency_id:
        scope.agencies[board_id].add(agency_id)
        scope.agency_roles[board_id, agency_id].add(RoleName(role))


def _add_seat(scope, group_id, board_id, role):
    scope.group_ids.add(group_id)
    scope.seated_board_ids.add(board_id)
    if role in {"chair", "deputy_chair"}:
        scope.chaired_group_ids.add(group_id)
        scope.chaired_board_ids.add(board_id)

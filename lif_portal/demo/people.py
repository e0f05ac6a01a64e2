"""People of one board: some with plain addresses to sign in with, and colleagues."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from boards.models import (
    Agency,
    Board,
    BoardAgency,
    Group,
    Membership,
    Seat,
    SeatHolding,
    User,
)
from boards.roles import RoleName
from lif_portal.demo.words import Writer, phrases

PASSWORD = "every board learns 26"
DOMAIN = "example.org"
AGENCY_ROLES = [
    RoleName.AGENCY_LEAD,
    RoleName.AGENCY_EXECUTIVE,
    RoleName.AGENCY_CONTRIBUTOR,
]
# The agency whose people have plain addresses: the first of these sectors on the board.
MAIN_SECTORS = ["police", "health_provider"]


@dataclass
class People:
    """Everybody on one board."""

    board: Board
    hashed: str
    officers: list[User] = field(default_factory=list)
    by_agency: dict[int, dict[str, User]] = field(default_factory=dict)
    users: list[User] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)

    @property
    def officer(self) -> User:
        """Who runs the board."""
        return self.officers[0]

    def of(self, agency_id: int, role: RoleName) -> User:
        """Who holds an agency's role."""
        return self.by_agency[agency_id][role]

    def add(self, address, role, *, post, agency=None, name="") -> User:
        """A person with one role, kept for the bulk insert."""
        writer = Writer(address)
        user = User(
            email=f"{address}@{self.board.slug}.{DOMAIN}",
            full_name=name or writer.name(),
            post=post[:120],
            password=self.hashed,
        )
        self.users.append(user)
        self.give(user, role, agency)
        return user

    def give(self, user, role, agency=None) -> None:
        """A role that began two years ago."""
        self.memberships.append(
            Membership(
                user=user,
                board=self.board,
                role=role,
                agency=agency,
                active_from=timezone.localdate() - timedelta(days=900),
            )
        )

    def save(self) -> None:
        bulk_create_with_history(self.users, User, batch_size=500)
        for row in self.memberships:
            row.user_id = row.user.pk
        bulk_create_with_history(self.memberships, Membership, batch_size=500)
        self.users, self.memberships = [], []


def seed_people(board: Board) -> People:
    """Officers, agencies' people, board members, holders of seats."""
    people = People(board, make_password(PASSWORD))
    people.officers = [
        people.add("officer", RoleName.BUSINESS_UNIT, post="Business Manager"),
        people.add("officer2", RoleName.BUSINESS_UNIT, post="Business Unit Officer"),
    ]
    people.add("training", RoleName.TRAINING_OFFICER, post="Training Officer")
    people.add("practitioner", RoleName.PRACTITIONER, post="Social Worker")
    main = main_agency(board)
    for agency in _agencies(board):
        _staff(people, agency, plain=agency == main)
    people.save()
    _fill_seats(people, main)
    return people


def main_agency(board: Board) -> Agency:
    """The agency the demo's agency logins belong to."""
    found = {}
    for agency in _agencies(board):
        found.setdefault(agency.sector, agency)
    return next(found[sector] for sector in MAIN_SECTORS if sector in found)


def _agencies(board) -> list[Agency]:
    links = BoardAgency.objects.live().filter(board=board).select_related("agency")
    return [link.agency for link in links.order_by("pk")]


def _staff(people, agency, *, plain: bool) -> None:
    """A lead, an executive and a contributor."""
    writer = Writer(people.board.slug, agency.name_en)
    posts = phrases("names")["posts"]
    people.by_agency[agency.pk] = {}
    for role in AGENCY_ROLES:
        short = role.removeprefix("agency_")
        address = short if plain else f"{short}.{agency.pk}"
        post = writer.pick(posts[role])
        if agency.sector == "school" and role == RoleName.AGENCY_LEAD:
            address, post = (
                _school_address(people, address),
                writer.pick(posts["school"]),
            )
        people.by_agency[agency.pk][role] = people.add(
            address, role, post=post, agency=agency
        )


def _school_address(people, address) -> str:
    """The first school's lead signs in plainly, too."""
    taken = any(user.email.startswith("school@") for user in people.users)
    return address if taken else "school"


def _fill_seats(people, main) -> None:
    """Most seats are held. Restricted groups have members nobody else knows of."""
    seats = Seat.objects.live().filter(group__board=people.board)
    rows = list(seats.select_related("group", "agency").order_by("pk"))
    chair = _chair_seat(people.board, rows)
    holders = {}
    for seat in rows:
        writer = Writer(people.board.slug, seat.pk)
        if seat == chair:
            holders[seat] = people.add(
                "chair", RoleName.BOARD_MEMBER, post=seat.post_en
            )
        elif seat.group.restricted:
            if writer.chance(0.6):
                holders[seat] = _restricted(people, seat)
        elif writer.chance(0.86):
            holders[seat] = _holder(people, seat, writer, main)
    people.save()
    _hold(holders, people.officer)


def _chair_seat(board, rows) -> Seat:
    """The chair of the group that moderates the board's first questionnaire."""
    first = board.questionnaires.filter(moderator__isnull=False).order_by("pk").first()
    group = first.moderator if first else Group.objects.get(pk=rows[0].group_id)
    for seat in rows:
        if seat.group_id == group.pk and seat.role == "chair":
            return seat
    seat = group.seats.create(role="chair", post_en="Chair", post_cy="Cadeirydd")
    rows.append(seat)
    return seat


def _restricted(people, seat) -> User:
    named = any(user.email.startswith("restricted@") for user in people.users)
    address = f"panel.{seat.pk}" if named else "restricted"
    return people.add(address, RoleName.PRACTITIONER, post=seat.post_en)


def _holder(people, seat, writer, main) -> User:
    """Officers sit for the business unit, agencies' people for agencies."""
    staff = people.by_agency.get(seat.agency_id)
    if seat.role == "officer":
        return writer.pick(people.officers)
    decides = seat.group.functions.filter(function="decide").exists()
    if not staff:
        return _member(people, seat)
    if decides:
        executive = staff[RoleName.AGENCY_EXECUTIVE]
        _also_member(people, executive)
        return executive
    # The main agency's contributor sits nowhere, to show how little they see.
    leads = seat.agency == main
    return staff[RoleName.AGENCY_LEAD if leads else RoleName.AGENCY_CONTRIBUTOR]


def _member(people, seat) -> User:
    named = any(user.email.startswith("member@") for user in people.users)
    address = f"seat.{seat.pk}" if named else "member"
    return people.add(address, RoleName.BOARD_MEMBER, post=seat.post_en)


def _also_member(people, user) -> None:
    known = {(row.user.email, row.role) for row in people.memberships}
    if (user.email, RoleName.BOARD_MEMBER) not in known:
        people.give(user, RoleName.BOARD_MEMBER)


def _hold(holders, officer) -> None:
    holdings = [
        SeatHolding(
            seat=seat, user=user, nominated_by=officer, held_from=date(2025, 4, 1)
        )
        for seat, user in holders.items()
    ]
    bulk_create_with_history(holdings, SeatHolding, batch_size=500)

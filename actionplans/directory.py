"""Agencies, people and groups of a board as one person may name them."""

from functools import cached_property

from boards.models import Agency, Group, Membership, User


class Directory:
    """Who can be named in a change; each list is read once, when first asked for."""

    def __init__(self, board, user):
        self.board, self.user = board, user

    @cached_property
    def agencies(self) -> dict[int, Agency]:
        """Agencies that serve the board now."""
        rows = Agency.objects.visible_to(self.user)
        return {row.pk: row for row in rows.serving(self.board)}

    @cached_property
    def people(self) -> dict[int, User]:
        """People on the board this person may know of."""
        on_board = Membership.objects.live().filter(board=self.board)
        rows = User.objects.visible_to(self.user).filter(is_active=True)
        rows = rows.filter(pk__in=on_board.values("user"))
        return {row.pk: row for row in rows}

    @cached_property
    def groups(self) -> dict[int, Group]:
        """Groups that may monitor: a restricted one only ever keeps its own."""
        rows = Group.objects.visible_to(self.user).of(self.board)
        return {row.pk: row for row in rows.filter(restricted=False)}

    @cached_property
    def _by_mail(self) -> dict[str, User]:
        return {row.email.casefold(): row for row in self.people.values()}

    @cached_property
    def _by_name(self) -> dict[str, list[User]]:
        found = {}
        for row in self.people.values():
            found.setdefault(row.full_name.casefold(), []).append(row)
        return found

    @cached_property
    def _agency_names(self) -> dict[str, Agency]:
        names = {}
        for row in self.agencies.values():
            for name in filter(None, (row.name_en, row.name_cy)):
                names[name.casefold()] = row
        return names

    def person(self, words: str) -> User | None:
        """A person by e-mail address, or by a name only one of them has."""
        said = words.strip().casefold()
        same = self._by_name.get(said, [])
        return self._by_mail.get(said) or (same[0] if len(same) == 1 else None)

    def agency(self, words: str) -> Agency | None:
        """An agency by its name in either language."""
        return self._agency_names.get(words.strip().casefold())

    def address(self, person: User | None) -> str:
        """How a sheet names somebody: by address where this person may know it."""
        if person is None:
            return ""
        return person.email if person.pk in self.people else person.full_name

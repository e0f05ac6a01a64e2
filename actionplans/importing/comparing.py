"""What a workbook would change, cell by cell, and where two people differ."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actionplans.cells import LABELS, Unreadable, cell_of, tidy, value_of
from actionplans.changing import Proposed, Refusal
from actionplans.importing.columns import CHANGED, REASON, REFERENCE, VERSION
from actionplans.importing.reading import Problem, SheetRow
from actionplans.models import Action
from boards.models import Agency, User


@dataclass
class Comparison:
    """Everything a workbook would do."""

    proposed: list[Proposed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Comparing:
    """One workbook beside the actions as they stand now."""

    def __init__(self, rows: list[SheetRow], directory):
        self.rows, self.directory = rows, directory
        self.user = directory.user
        self.actions = self._actions()
        self.bases = self._bases()
        self.names = self._names()

    def _actions(self) -> dict[str, Action]:
        wanted = [row.reference for row in self.rows]
        found = Action.objects.visible_to(self.user).composite().filter(
            board=self.directory.board, reference__in=wanted
        )  # fmt: skip
        found = found.select_related(
            "plan", "board", "agency", "owner", "lead_member", "monitoring_group"
        )
        return {one.reference: one for one in found}

    def _bases(self) -> dict[tuple[int, int], object]:
        """What overtaken actions said when the copy was taken: (key, version)."""
        stale = [
            self.actions[row.reference].pk
            for row in self.rows
            if row.reference in self.actions and self._is_stale(row)
        ]
        kept = Action.history.filter(id__in=stale).order_by("history_date")
        return {(one.id, one.version): one for one in kept}

    def _is_stale(self, row) -> bool:
        return _number(row) != self.actions[row.reference].version

    def _names(self) -> dict:
        """Agencies and people of every state compared, by key: two queries."""
        states = [*self.actions.values(), *self.bases.values()]
        people = {one.owner_id for one in states} | {
            one.lead_member_id for one in states
        }
        agencies = Agency.objects.filter(pk__in={one.agency_id for one in states})
        return {("agency", one.pk): one for one in agencies} | {
            ("person", one.pk): one for one in User.objects.filter(pk__in=people)
        }

    def compare(self) -> Comparison:
        """Changes, conflicts and refusals of every row."""
        found = Comparison()
        for row in self.rows:
            action = self.actions.get(row.reference)
            if action is None:
                found.problems.append(_unknown(row))
                continue
            base = self._base(row, action, found)
            one = Proposed(action, reason=row.cells.get(REASON, ""))
            for name in CHANGED:
                if name in row.cells:
                    self._cell(one, row, name, base)
            found.proposed.append(one)
        return found

    def _base(self, row, action, found):
        """The action as the copy was taken from; none where that cannot be known."""
        if not self._is_stale(row):
            return action
        base = self.bases.get((action.pk, _number(row)))
        if base is None:
            found.problems.append(_no_version(row))
        return base

    def _cell(self, one, row, name, base) -> None:
        """A cell somebody typed in, against what is online and what it was."""
        said = self._normal(name, row.cells[name])
        now = self._said(one.action, name)
        before = self._said(base, name) if base is not None else None
        if said in (before, now) or (name == "progress" and not said):
            return
        place = row.places[name]
        try:
            value = value_of(name, row.cells[name], self.directory)
        except Unreadable as problem:
            label, text = str(LABELS[name]), row.cells[name][:200]
            one.refusals.append(Refusal(label, text, problem.what, problem.todo, place))
            return
        one.propose(name, value, self.user, conflict=now != before, where=place)

    def _said(self, state, name) -> str:
        return self._normal(name, cell_of(state, name, self.directory, self.names))

    def _normal(self, name, text) -> str:
        """One way of writing what may be written in several."""
        if name not in ("due_on", "status", "agency", "owner", "lead_member"):
            return tidy(text)
        try:
            value = value_of(name, text, self.directory)
        except Unreadable:
            return tidy(text).casefold()
        return str(getattr(value, "pk", value) or "")


def _number(row) -> int:
    text = row.cells.get(VERSION, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _unknown(row) -> Problem:
    return Problem(
        row.places[REFERENCE],
        _("You see no action %s in the composite plan, so this row is left out.")
        % row.reference[:40],
        _("Check the reference, or download a new workbook."),
    )


def _no_version(row) -> Problem:
    return Problem(
        row.places.get(VERSION) or row.places[REFERENCE],
        _("The hidden version of this row is gone or was changed."),
        _("Every difference is shown as if somebody else had changed it too."),
    )

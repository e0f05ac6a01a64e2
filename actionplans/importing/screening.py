"""Looks through words brought in from outside before they are kept."""

from dataclasses import dataclass

from actionplans.cells import LONG
from learning.forms.screening import CONFIRM, names_of_bodies
from learning.identifiers import fingerprint, found_in

SCREENED = (*LONG, "responsible", "progress", "reason")


@dataclass(frozen=True)
class Suspicion:
    """Words in one place that could identify somebody."""

    where: str
    words: str


@dataclass(frozen=True)
class Screening:
    """What was found; a tick with this print says that somebody read it again."""

    found: list[Suspicion]
    print: str

    def is_cleared(self, request) -> bool:
        """Nothing was found, or the person ticked that it identifies nobody."""
        return not self.found or request.POST.get(CONFIRM) == self.print


def screen(texts: list[tuple[str, str]], user) -> Screening:
    """Look through texts: where each stands, and its words."""
    known = names_of_bodies(user) if any(text for _where, text in texts) else ()
    found, hits = [], []
    for where, text in texts:
        here = found_in(text, known)
        hits += here
        found += [Suspicion(where, f"“{one.words}” ({one.label})") for one in here]
    return Screening(found, fingerprint(hits))


def texts_of_changes(proposed) -> list[tuple[str, str]]:
    """New words of a workbook, each with its action and part."""
    texts = [
        (f"{one.action.reference}, {change.label}", change.new)
        for one in proposed
        for change in one.changes
        if change.name in SCREENED
    ]
    reasons = [(one.action.reference, one.reason) for one in proposed if one.reason]
    return texts + reasons


def texts_of_rows(pasted) -> list[tuple[str, str]]:
    """Words of pasted rows, each with the line it begins on."""
    return [
        (f"{row.line}: {label}", row.cells[name])
        for row in pasted.rows
        for name, label in row.labels
        if name in SCREENED
    ]

"""One field on which two people said different things."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from audits.choices import Carried

WORDS = {
    "text": _("Answer"),
    "position": _("Summary of current position"),
    "improvement": _("Improvement action"),
    "not_applicable_reason": _("Why it does not apply"),
}
MARKS = {
    "level": _("Rating"),
    "yes": _("Answer"),
    "number": _("Answer"),
    "not_applicable": _("Does not apply to us"),
    "carried": _("Last round's answer"),
}
DAY = ("day_0", "day_1", "day_2")


@dataclass(frozen=True)
class Side:
    """A field with both values as typed, and as people read them."""

    name: str
    label: str
    mine: dict
    theirs: dict
    mine_shown: str
    theirs_shown: str
    picked: str = ""  # what the person chose before something else was wrong
    combined: str = ""

    @property
    def is_words(self) -> bool:
        """Whether both can be combined."""
        return self.name in WORDS

    @property
    def preset(self) -> str:
        """The side that says something, where the other says nothing."""
        if self.picked or (self.mine_shown and self.theirs_shown):
            return self.picked
        return "mine" if self.mine_shown else "theirs"

    @property
    def both(self) -> str:
        """A start for combining: theirs, then mine."""
        return self.combined or f"{self.theirs_shown}\n\n{self.mine_shown}".strip()

    def again(self, post) -> "Side":
        """The same side with what was chosen and written, to be shown once more."""
        return replace(
            self,
            picked=post.get(f"keep_{self.name}", ""),
            combined=post.get(f"both_{self.name}", ""),
        )

    def chosen(self, post) -> dict | None:
        """The values a person chose, or None where nothing was."""
        choice = post.get(f"keep_{self.name}")
        if choice == "both" and self.is_words:
            return {self.name: post.get(f"both_{self.name}", "")}
        return {"mine": self.mine, "theirs": self.theirs}.get(choice)


def sides_of(place, mine: dict, theirs: dict) -> list[Side]:
    """The fields that differ, in the order of the page."""
    sides = [
        _side(name, label, place, mine, theirs)
        for name, label in (WORDS | MARKS).items()
        if mine.get(name, "") != theirs[name]
    ]
    if any(mine.get(name, "") != theirs[name] for name in DAY):
        sides.append(_day(mine, theirs))
    return sides


def _side(name, label, place, mine, theirs) -> Side:
    ours, others = mine.get(name, ""), theirs[name]
    shown = (_shown(name, value, place) for value in (ours, others))
    return Side(name, label, {name: ours}, {name: others}, *shown)


def _day(mine, theirs) -> Side:
    ours = {name: mine.get(name, "") for name in DAY}
    others = {name: theirs[name] for name in DAY}
    shown = (" ".join(values.values()) for values in (ours, others))
    return Side("day", _("Answer"), ours, others, *shown)


def _shown(name, value, place) -> str:
    if name == "level":
        return next((str(one) for one in place.levels if one.key == value), "")
    if name == "carried":
        return str(Carried(value).label) if value in Carried.values else ""
    if name == "not_applicable":
        return str(_("Yes") if value else _("No"))
    if name == "yes":
        return str({"yes": _("Yes"), "no": _("No")}.get(value, ""))
    return value

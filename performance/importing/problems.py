"""What is wrong with a file, gathered by kind: worst first, a few examples each."""

from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from performance.choices import Severity

EXAMPLES = 5
MOST = 100  # kinds and words kept: a file with more is another file
E, W, R = Severity.ERROR, Severity.WARNING, Severity.REMARK
# What each kind of problem says, and what the person does about it.
SAYS = {
    "value": (
        E,
        _("“%s” is neither a number nor a known sign for none"),
        _("Put it right in the file, or tick to leave such rows out."),
    ),
    "period": (
        E,
        _("“%s” is no period we can read"),
        _("Put it right in the file, or tick to leave such rows out."),
    ),
    "no_figures": (
        E,
        _("No figure was found in the columns chosen"),
        _("Choose the columns again."),
    ),
    "conflict": (
        E,
        _("Different figures for one measure, place and period: %s"),
        _("Keep one in the file, or filter rows by a column."),
    ),
    "place": (
        W,
        _("No place here goes by “%s”"),
        _("Its rows are left out unless you add it."),
    ),
    "measure": (
        W,
        _("No indicator here goes by “%s”"),
        _("Its rows are left out unless you choose one."),
    ),
    "codes": (
        W,
        _("“%s” comes with several codes"),
        _("It is taken as one place. Check that it is one."),
    ),
    "negative": (W, _("%s is below nought"), _("It is taken as it is.")),
    "no_place": (W, _("No place is named"), _("The row is left out.")),
    "no_period": (W, _("No period is named"), _("The row is left out.")),
    "hidden_sheet": (W, _("A hidden sheet"), _("It is not read.")),
    "hidden_rows": (W, _("Hidden rows"), _("They are read with the rest.")),
    "hidden_columns": (W, _("Hidden columns"), _("They can be chosen like the rest.")),
    "merged": (W, _("Merged cells"), _("Only their first cell holds the words.")),
    "formulas": (
        W,
        _("Cells worked out by a formula"),
        _("What the workbook last worked out is taken."),
    ),
    "headings": (
        W,
        _("Two columns are headed “%s”"),
        _("The second is called “(2)” here."),
    ),
    "short": (
        R,
        _("Rows shorter than the headings"),
        _("What is not there counts as left empty."),
    ),
    "twice": (R, _("The same figure given twice"), _("It is brought in once.")),
}
ORDER = {severity: place for place, severity in enumerate((E, W, R))}


@dataclass
class Problems:
    """Counts and a few examples: the same size for ten rows and for a million."""

    found: dict[tuple[str, str], dict] = field(default_factory=dict)

    def add(self, code: str, word: str = "", where: str = "", count: int = 1) -> None:
        key = (code, word[:60])
        if key not in self.found and len(self.found) >= MOST:
            key = (code, "…")
        one = self.found.setdefault(key, {"count": 0, "where": []})
        one["count"] += count
        if where and len(one["where"]) < EXAMPLES:
            one["where"].append(where)

    def as_json(self) -> list[dict]:
        return [
            {"code": code, "word": word, **said}
            for (code, word), said in self.found.items()
        ]


def shown(problems: list[dict]) -> list[dict]:
    """Problems in words, worst first."""
    rows = [_shown(one) for one in problems if one["code"] in SAYS]
    return sorted(rows, key=lambda row: (ORDER[row["severity"]], -row["count"]))


def _shown(one) -> dict:
    severity, what, todo = SAYS[one["code"]]
    said = str(what)
    where = ", ".join(one["where"])
    more = one["count"] - len(one["where"])
    if one["where"] and more > 0:
        where = gettext("%(where)s and %(more)s more") % {"where": where, "more": more}
    return {
        "severity": severity,
        "label": severity.label,
        "what": said.replace("%s", one["word"]),
        "todo": todo,
        "where": where,
        "count": one["count"],
        "code": one["code"],
    }


def blocks(problems: list[dict], leave_out: bool) -> bool:
    """Whether something must be put right first."""
    forgiven = {"value", "period"} if leave_out else set()
    return any(
        SAYS[one["code"]][0] == E and one["code"] not in forgiven
        for one in problems
        if one["code"] in SAYS
    )


def address(row: int, column: int) -> str:
    """A cell as Excel names it."""
    return f"{get_column_letter(column + 1)}{row}"

"""From a draft to a published report: what each step waits for, in words."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.annual.checks import checklist_gaps
from reporting.choices import AnnualReportState, CommentState

State = AnnualReportState
MOST_NAMED = 5


@dataclass(frozen=True)
class Condition:
    """One thing a step waits for, whether it is so, and where to see to it."""

    words: str
    met: bool
    why: str = ""


def require_all(conditions: list[Condition]) -> None:
    """Raise ValidationError naming every condition that is not met."""
    problems = [one.why or one.words for one in conditions if not one.met]
    if problems:
        raise ValidationError(problems)


def latest_edition(report):
    """The last edition built, or None."""
    return report.editions.order_by("-number").first()


def waiting_comments(report) -> int:
    """Comments nobody has answered."""
    return report.comments.filter(state=CommentState.OPEN).count()


def to_circulate(report) -> list[Condition]:
    """A draft with words in it."""
    words = report.sections.filter(blocks__removed_at__isnull=True)
    return [
        _in_state(report, State.DRAFT, _("The report is being written")),
        Condition(
            _("There is something to read"),
            words.exists() or report.sections.exclude(nothing_because="").exists(),
            _("Nothing is written yet."),
        ),
    ]


def to_sign(report) -> list[Condition]:
    """With members, and every comment answered."""
    return [
        _in_state(
            report, State.CIRCULATED, _("Board members had it"), also=State.SIGN_OFF
        ),
        _comments_answered(report),
    ]


def to_agree(report) -> list[Condition]:
    """Signed by every partner, comments answered, no item of law left empty."""
    return [
        _in_state(report, State.SIGN_OFF, _("Partners were asked")),
        _all_signed(report),
        _comments_answered(report),
        _checklist_filled(report),
    ]


def to_publish(report) -> list[Condition]:
    """Agreed, with its final edition."""
    final = report.editions.filter(final=True).exists()
    return [
        _in_state(report, State.AGREED, _("It is agreed"), also=State.WITHDRAWN),
        Condition(_("Its final edition is built"), final, _("Agree it first.")),
    ]


def _in_state(report, state, words, *, also=None) -> Condition:
    why = _("It is at another step: %s.") % report.get_state_display().lower()
    return Condition(words, report.state in {state, also}, why)


def _comments_answered(report) -> Condition:
    n = waiting_comments(report)
    said = ngettext(
        "%(n)s comment waits for an answer.", "%(n)s comments wait for an answer.", n
    )
    return Condition(_("Every comment is answered"), not n, said % {"n": n})


def _all_signed(report) -> Condition:
    latest = latest_edition(report)
    number = latest.number if latest else 0
    rows = report.sign_offs.select_related("agency")
    silent = [r for r in rows if r.agreed is None or r.of_version != number]
    said = _("These have not answered on edition %(number)s: %(names)s.") % {
        "number": number,
        "names": _named(str(row.agency) for row in silent),
    }
    return Condition(_("Every partner answered on the last edition"), not silent, said)


def _checklist_filled(report) -> Condition:
    gaps = checklist_gaps(report)
    said = _("Neither filled nor explained: %s.") % _named(gaps)
    return Condition(_("Every item of the checklist is filled or explained"), not gaps,
                     said)  # fmt: skip


def _named(names) -> str:
    names = list(names)
    said = "; ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return _("%(names)s and %(n)s more") % {"names": said, "n": more} if (
        more > 0
    ) else said  # fmt: skip

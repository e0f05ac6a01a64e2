"""From a draft to a published report: what each step waits for, in words."""

from dataclasses import dataclass
from functools import partial

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


def to_publish(report, by) -> list[Condition]:
    """Agreed, with its final edition, read by somebody who did not build that."""
    final = report.editions.filter(final=True).first()
    other = final is not None and final.by_id != by.pk
    return [
        _in_state(report, State.AGREED, _("It is agreed"), also=State.WITHDRAWN),
        Condition(
            _("Its final edition is built"), final is not None, _("Agree it first.")
        ),
        Condition(
            _("A second officer reads it"),
            other,
            _("Somebody who did not build the final edition reads it."),
        ),
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
    if more <= 0:
        return said
    return _("%(names)s and %(n)s more") % {"names": said, "n": more}


@dataclass(frozen=True)
class Step:
    """One step on the page of progress: what it waits for, and where it is taken."""

    title: str
    about: str
    url_name: str
    action: str
    conditions: list[Condition]
    done: bool
    is_next: bool

    @property
    def ready(self) -> bool:
        return all(one.met for one in self.conditions)


ORDER = [State.DRAFT, State.CIRCULATED, State.SIGN_OFF, State.AGREED, State.PUBLISHED]


def steps_of(report, by) -> list[Step]:
    """The four steps, those taken marked."""
    state = State.AGREED if report.state == State.WITHDRAWN else State(report.state)
    at = ORDER.index(state)
    return [
        Step(title, about, name, action, conditions(report), at > n, at == n)
        for n, (title, about, name, action, conditions) in enumerate(_taken(by))
    ]


def _taken(by):
    return [
        (
            _("Board members read and comment"),
            _("An edition is built, and members find it in Your work and the digest."),
            "annual-circulate",
            _("Circulate the draft"),
            to_circulate,
        ),
        (
            _("Partners sign"),
            _("Each partner agrees the last edition, or says why not."),
            "annual-sign-off-ask",
            _("Ask partners to sign"),
            to_sign,
        ),
        (
            _("The board agrees"),
            _("The final edition is built with the words the partners signed."),
            "annual-agree",
            _("Record that the board agreed"),
            to_agree,
        ),
        (
            _("Somebody else checks it and publishes it"),
            _("A second officer reads it for what could identify somebody."),
            "annual-publish",
            _("Check and publish"),
            partial(to_publish, by=by),
        ),
    ]

"""Drafts about recommendations: what was said to them, and why some were refused."""

from collections import Counter

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.choices import ResponseState
from learning.models import Finding, Recommendation
from reporting.annual.drafting.drawn import (
    bullets,
    draws,
    one_line,
    table,
    told,
    words,
)

REFUSED = [ResponseState.REFUSED, ResponseState.PARTLY]


def _recommendations(year):
    """Issued or answered in the year."""
    moved = Q(**year.within("issued_at__date")) | Q(**year.within("responded_at__date"))
    rows = Recommendation.objects.visible_to(year.member).filter(
        moved, board=year.board, issued_at__isnull=False
    )
    return rows.select_related("source", "addressee_agency").order_by(
        "source", "number"
    )


def _of(rows) -> list:
    return [("recommendation", row.pk) for row in rows]


@draws("recommendations")
def recommendations(year):
    rows = list(_recommendations(year))
    answers = Counter(row.response for row in rows)
    yield words("words", *_sentences(len(rows), answers), records=_of(rows))
    yield from table(
        "answers",
        _("Replies to recommendations"),
        [_("Reply"), _("Number of recommendations")],
        [[state.label, answers[state]] for state in ResponseState],
        chart=True,
        records=_of(rows),
    )


def _sentences(total, answers) -> list[str]:
    asked = ngettext(
        "Reviews and audits made %d recommendation that was issued or answered in "
        "the year.",
        "Reviews and audits made %d recommendations that were issued or answered in "
        "the year.",
        total,
    )
    accepted = answers[ResponseState.ACCEPTED]
    said = ngettext("%d was accepted.", "%d were accepted.", accepted)
    refused = answers[ResponseState.REFUSED] + answers[ResponseState.PARTLY]
    not_all = ngettext(
        "%d was not accepted, or only in part.",
        "%d were not accepted, or only in part.",
        refused,
    )
    waiting = answers[ResponseState.AWAITED]
    left = ngettext("%d waits for a reply.", "%d wait for a reply.", waiting)
    none = _("No recommendation was issued or answered in the year.")
    return [
        told(total, asked, none),
        told(accepted, said),
        told(refused, not_all),
        told(waiting, left),
    ]


@draws("refusals")
def refusals(year):
    """Each one not accepted, or only in part, with the reason (Care Act 2014,
    Schedule 2, paragraph 4(1)(g))."""
    rows = list(_recommendations(year).filter(response__in=REFUSED))
    if not rows:
        yield words("words", _("No recommendation was refused in the year."))
    before = _("Not accepted, or accepted in part, and why:")
    yield from bullets("words", before, map(_refused, rows), _of(rows))
    yield from _not_acted_on(year)


def _not_acted_on(year):
    """Findings of the year's published learning that need no action, and why."""
    rows = Finding.objects.visible_to(year.member).filter(
        board=year.board, **year.within("source__published_on")
    )
    rows = list(rows.exclude(no_action_reason="").select_related("source"))
    lines = [
        _("%(finding)s. Reason: %(reason)s")
        % {"finding": one_line(row.title), "reason": one_line(row.no_action_reason)}
        for row in rows
    ]
    before = _("Findings on which no action was taken, and why:")
    behind = [("source", row.source.reference) for row in rows]
    yield from bullets("findings", before, lines, behind)


def _refused(row) -> str:
    return _("**%(answer)s** by %(who)s: %(text)s. Reason: %(reason)s") % {
        "answer": row.get_response_display(),
        "who": row.addressed_to,
        "text": one_line(row.text),
        "reason": one_line(row.response_reason) or _("none given"),
    }

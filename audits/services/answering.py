"""Saving an answer so that nobody's words are ever overwritten or lost."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audits import rules
from audits.choices import Carried, ReturnState
from audits.models import AgencyReturn, Answer, AnswerDraft
from audits.steps import count_steps
from audits.values import SAID, AnswerValues, level_key, said_in

WRITTEN = [
    *SAID,
    "level",
    "carried",
    "complete",
    "version",
    "updated_by",
    "updated_at",
    "saved_page",
    "saved_sequence",
    "brought_in",
]


@dataclass(frozen=True)
class Page:
    """The open page a save comes from, and how many saves it has sent."""

    token: str = ""
    sequence: int = 0
    draft_id: int | None = None


@dataclass(frozen=True)
class Saved:
    """The words are the answer now."""

    answer: Answer


@dataclass(frozen=True)
class Conflict:
    """Somebody saved first. Their words stand; the others are kept as a draft."""

    answer: Answer
    draft: AnswerDraft


class NotOpen(ValidationError):
    """The return cannot be changed in its present state."""


@transaction.atomic
def save_answer(
    *,
    agency_return: AgencyReturn,
    question,
    block,
    by,
    version: int,
    values: AnswerValues,
    page: Page | None = None,
) -> Saved | Conflict:
    """Save an answer, or keep the words as a draft when another version is stored.

    Raises PermissionDenied in a section given to somebody else, NotOpen when the
    return is with the executive or handed in.
    """
    page = page or Page()
    check_may_answer(by, agency_return, question)
    answer = lock_answer(agency_return, question, block, by=by)
    if not answer.pk or answer.version == version or _is_later(answer, page, by):
        _write(answer, values, by, page)
    elif not _already_says(answer, values):
        return Conflict(answer, _keep_loser(answer, values, by, version, page))
    _drop_drafts(answer, by, page)
    return Saved(answer)


def check_may_answer(by, agency_return, question) -> None:
    """Raise PermissionDenied where this person has no say. No query for leads."""
    delegate = None
    if not rules.answers_any_section(by, agency_return):
        given = agency_return.delegations.filter(section=question.section_id)
        delegate = given.values_list("to", flat=True).first()
    if not rules.may_answer(by, agency_return, delegate):
        raise PermissionDenied("answer")


def lock_answer(agency_return, question, block, *, by) -> Answer:
    """The answer and its return, locked; a new unsaved answer where there is none.

    The return is always locked too, so that no save slips in behind a submission.
    Raises NotOpen.
    """
    place = {"agency_return": agency_return, "question": question, "block": block}
    answer = _stored(place, by)
    if answer is None:
        rows = AgencyReturn.objects.select_for_update(of=("self",))
        locked = rows.select_related("round").get(pk=agency_return.pk)
        # Somebody may have made it while we waited for the return.
        answer = _stored(place, by) or _new(place, locked, by)
    if not rules.is_editable(answer.agency_return):
        raise NotOpen(_("This return cannot be changed now: it was sent on."))
    answer.question = question
    return answer


def _stored(place, by) -> Answer | None:
    drafts = AnswerDraft.objects.filter(
        agency_return=OuterRef("agency_return"),
        question=OuterRef("question"),
        user=by,
    )
    found = Answer.objects.select_for_update(of=("self", "agency_return"))
    found = found.select_related("agency_return__round").filter(**place)
    return found.annotate(has_draft=Exists(drafts)).order_by("pk").first()


def _new(place, locked, by) -> Answer:
    answer = Answer(
        **place | {"agency_return": locked},
        board_id=locked.board_id,
        updated_by=by,
        version=0,
    )
    answer.has_draft = True  # not asked: look
    return answer


def _is_later(answer, page, by) -> bool:
    """The same open page saves again, not having heard back from its last save."""
    return bool(
        page.token
        and answer.saved_page == page.token
        and answer.updated_by_id == by.pk
        and page.sequence > answer.saved_sequence
    )


def _already_says(answer, values) -> bool:
    return values.same_as(answer) and values.carried in ("", answer.carried)


def _write(answer, values, by, page) -> None:
    answer.carried = _carried(answer, values)
    values.write_to(answer)
    answer.updated_by, answer.updated_at = by, timezone.now()
    answer.saved_page, answer.saved_sequence = page.token, page.sequence
    answer.brought_in = None  # these are the agency's own words now
    answer.version += 1
    store(answer)


def _carried(answer, values) -> str:
    """What the person says of last round's words; changing them says it too."""
    if not answer.carried:
        return ""
    said = values.carried or answer.carried
    if said == Carried.GONE:
        return said
    if said == Carried.STILL_TRUE:
        same = _as_last_round(answer, values)
    else:
        same = values.same_as(answer)
    return said if same else Carried.CHANGED


def _as_last_round(answer, values) -> bool:
    before = answer.carried_from
    if before is None:
        return values.same_as(answer)
    now, then = said_in(values), said_in(before)
    return now == then and level_key(values) == level_key(before)


def store(answer, *, fields=WRITTEN) -> None:
    """Write the answer and keep its return's count and state in step."""
    was_complete = answer.complete
    answer.complete = not rules.gaps(
        answer.question, answer, has_evidence=lambda: _has_evidence(answer)
    )
    if answer.pk:
        answer.save(update_fields=fields)
    else:
        answer.save()
    _keep_count(answer.agency_return, answer.complete - was_complete)


def _has_evidence(answer) -> bool:
    return bool(answer.pk) and answer.evidence_links.exists()


def _keep_count(locked: AgencyReturn, change: int) -> None:
    locked.answered += change
    if locked.state == ReturnState.NOT_STARTED:
        locked.state = ReturnState.IN_PROGRESS
        locked.total = locked.total or count_steps(locked.round)
        locked.save(update_fields=["state", "answered", "total"])
    elif change:
        # A tally is no event of its own: the answer's history already tells it.
        AgencyReturn.objects.filter(pk=locked.pk).update(answered=locked.answered)


def _keep_loser(answer, values, by, version, page) -> AnswerDraft:
    return keep_draft(
        agency_return=answer.agency_return,
        question=answer.question,
        block=answer.block,
        by=by,
        version=version,
        typed=values.as_typed(),
        cause=AnswerDraft.Cause.CONFLICT,
        page=page,
    )


@transaction.atomic
def keep_draft(
    *, agency_return, question, block, by, version, typed, cause, page: Page
) -> AnswerDraft:
    """Keep typed words that are not (yet) the answer, for this person only."""
    draft, _made = AnswerDraft.objects.update_or_create(
        agency_return=agency_return,
        question=question,
        block=block,
        user=by,
        page=page.token,
        defaults={
            "cause": cause,
            "version": version,
            "values": typed,
            "at": timezone.now(),
        },
    )
    return draft


def _drop_drafts(answer, by, page) -> None:
    """Forget the drafts these words came from. Other pages' drafts stay."""
    if answer.has_draft and (page.token or page.draft_id):
        AnswerDraft.objects.filter(
            Q(page=page.token) | Q(pk=page.draft_id),
            agency_return=answer.agency_return_id,
            question=answer.question_id,
            block=answer.block_id,
            user=by,
        ).delete()


@transaction.atomic
def discard_draft(*, draft: AnswerDraft, by) -> None:
    """Forget a draft because its owner says so."""
    draft.delete()

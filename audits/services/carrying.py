"""Bringing last round's answers forward: the words, never the done flag."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from audits.choices import Carried, QuestionKindChoices, ReturnState
from audits.models import AgencyReturn, Answer, AnswerEvidence, RatingLevel
from audits.rules import is_editable
from audits.services.answering import NotOpen
from audits.steps import Step, steps_of
from audits.values import SAID

Asked = tuple[str, str]


def previous_return(agency_return: AgencyReturn) -> AgencyReturn | None:
    """What the same agency said in the round before, if it said anything."""
    if not agency_return.round.previous_id:
        return None
    found = AgencyReturn.objects.filter(
        round=agency_return.round.previous_id, agency=agency_return.agency_id
    )
    return found.select_related("round").first()


def asked(question, block) -> Asked:
    """What stays the same from edition to edition: the key, and the review asked of."""
    return (question.key, block.review_reference if block else "")


def previous_answers(previous: AgencyReturn) -> dict[Asked, Answer]:
    """Last round's answers by what was asked, evidence along. Two queries."""
    found = previous.answers.select_related(
        "question", "block", "level", "level__scale"
    )
    found = found.prefetch_related("evidence")
    return {asked(answer.question, answer.block): answer for answer in found}


@transaction.atomic
def carry_forward(*, agency_return: AgencyReturn, by) -> list[Answer]:
    """Copy last round's words, levels and evidence as answers nobody has confirmed.

    Steps already answered are left alone, so asking twice is harmless. The number of
    queries does not depend on the number of questions. Raises NotOpen.
    """
    locked = AgencyReturn.objects.select_for_update(of=("self",)).get(
        pk=agency_return.pk
    )
    if not is_editable(locked):
        raise NotOpen(_("This return cannot be changed now: it was sent on."))
    previous = previous_return(agency_return)
    old = previous_answers(previous) if previous else {}
    made = _copies(agency_return, old, by)
    created = bulk_create_with_history(made, Answer, default_user=by, batch_size=500)
    _copy_evidence(created, old, by)
    _start(locked, len(steps_of(agency_return.round)))
    return created


def _copies(agency_return, old, by) -> list[Answer]:
    there = set(agency_return.answers.values_list("question_id", "block_id"))
    levels = _levels(agency_return.round)
    return [
        _copy(agency_return, step, old[asked(step.question, step.block)], levels, by)
        for step in steps_of(agency_return.round)
        if step.place not in there and asked(step.question, step.block) in old
    ]


def _levels(round) -> dict[tuple[int, str], RatingLevel]:
    found = RatingLevel.objects.filter(scale__edition=round.edition_id)
    return {(level.scale_id, level.key): level for level in found}


def _copy(agency_return, step: Step, before: Answer, levels, by) -> Answer:
    answer = Answer(
        agency_return=agency_return,
        board_id=agency_return.board_id,
        question=step.question,
        block=step.block,
        carried=Carried.UNCONFIRMED,
        carried_from=before,
        updated_by=by,
        updated_at=timezone.now(),
        **{name: getattr(before, name) for name in SAID},
    )
    if before.level_id:
        answer.level = levels.get((step.question.scale_id, before.level.key))
    _mind_the_kind(answer, step.question, before)
    return answer


def _mind_the_kind(answer, question, before) -> None:
    """Words go on where the question is now of another kind; nothing is dropped."""
    is_text = question.kind == QuestionKindChoices.TEXT
    if is_text and not answer.text:
        answer.text, answer.position = before.position, ""
    if not is_text and not answer.position:
        answer.position, answer.text = before.text, ""


def _copy_evidence(created, old, by) -> None:
    links = [
        AnswerEvidence(answer=answer, evidence=evidence, added_by=by)
        for answer in created
        for evidence in old[asked(answer.question, answer.block)].evidence.all()
    ]
    # Links have no history of their own.
    AnswerEvidence.objects.bulk_create(links, ignore_conflicts=True)


def _start(locked, total) -> None:
    locked.total = total
    if locked.state == ReturnState.NOT_STARTED:
        locked.state = ReturnState.IN_PROGRESS
    locked.save(update_fields=["state", "total"])

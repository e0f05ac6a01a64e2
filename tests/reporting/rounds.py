"""Rounds of their own edition, answered and handed in by the first agency."""

from django.utils import timezone

from tests import factories as make
from tests.audits.returns import fresh_return


def handed_in(side, *answered, columns=None, **round):
    """A round handed in by the first agency; the second one owes its return.

    `answered` are pairs of question fields and answer fields (None: left out).
    """
    if columns is not None:
        side.questionnaire.export_columns = columns
        side.questionnaire.save()
    issued = {
        "issued_by": side.officer,
        "issued_at": timezone.now(),
        "moderator": side.group,
    }
    questions = [question for question, _answer in answered]
    found = fresh_return(side, *questions, **(issued | round))
    found.answers = [
        make.AnswerFactory(
            agency_return=found.made, question=question, complete=True,
            updated_by=side.lead, **answer,
        )
        for question, (_fields, answer) in zip(found.asked, answered, strict=True)
        if answer is not None
    ]  # fmt: skip
    hand_in(found.made, side.lead)
    make.AgencyReturnFactory(round=found.round, agency=side.other_agency)
    return found


def hand_in(agency_return, by):
    """Mark a return as received."""
    agency_return.state = "submitted"
    agency_return.submitted_by, agency_return.submitted_at = by, timezone.now()
    agency_return.save()


def level(found, key):
    """A level of the round's own scale."""
    return next(one for one in found.levels if one.key == key)


def rate(found, number, key):
    """Give one answer a level of the round's own scale."""
    answer = found.answers[number]
    answer.level = level(found, key)
    answer.save()
    return answer

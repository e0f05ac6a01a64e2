"""Words of agencies an editor may quote or sum up: contributions and returns."""

from dataclasses import dataclass

from audits.choices import RECEIVED_STATES, ReturnKindChoices
from audits.models import Answer
from reporting.choices import BlockKind, ContributionState
from reporting.models import AnnualContribution

KINDS = [ReturnKindChoices.PARTNER_ANNUAL_REPORT, ReturnKindChoices.ASSURANCE_REPORT]


@dataclass(frozen=True)
class Offered:
    """What the form of a new block begins with, and where it came from."""

    initial: dict
    records: list


def offered_words(user, report, asked) -> Offered | None:
    """The contribution or the answer named in an address, if this person reads it."""
    kind = BlockKind.QUOTE if asked.get("as") == "quote" else BlockKind.WORDS
    if found := _contribution(user, report, asked.get("contribution", "")):
        return _offered(kind, found.agency, found.text, ["contribution", str(found.pk)])
    if found := _answer(user, report, asked.get("answer", "")):
        agency_return = found.agency_return
        record = ["round", agency_return.round.reference]
        return _offered(kind, agency_return.agency, said_in(found), record)
    return None


def _offered(kind, agency, text, record) -> Offered:
    initial = {"kind": kind, "agency": agency.pk, "text_en": text}
    return Offered(initial, [record])


def _contribution(user, report, pk) -> AnnualContribution | None:
    rows = AnnualContribution.objects.visible_to(user).filter(
        report=report, state=ContributionState.GIVEN
    )
    return _numbered(rows.select_related("agency"), pk)


def _answer(user, report, pk) -> Answer | None:
    return _numbered(answers_for(user, report), pk)


def _numbered(rows, pk):
    return rows.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 12 else None


def answers_for(user, report):
    """Written answers of yearly returns that were released for the report's year."""
    rows = Answer.objects.visible_to(user).filter(
        board=report.board,
        agency_return__state__in=RECEIVED_STATES,
        agency_return__round__released_at__isnull=False,
        agency_return__round__edition__questionnaire__return_kind__in=KINDS,
        agency_return__round__due_on__range=(report.first_day, report.due_on),
    )
    rows = rows.exclude(text="", position="")
    related = ("agency_return__agency", "agency_return__round__source", "question")
    return rows.select_related(*related).order_by("question__order", "pk")


def said_in(answer) -> str:
    """What an agency wrote in one answer."""
    return "\n\n".join(part for part in (answer.text, answer.position) if part)

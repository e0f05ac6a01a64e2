"""Tells the learning floor who reads evidence through answers, and where it stands."""

from django.db.models import Q
from django.utils.translation import gettext as _

from audits.models import AnswerEvidence
from audits.steps import Step
from audits.views.places import step_url
from learning.evidence_access import Use, add_reader, add_use


def readers_of_answers(user) -> Q:
    """Whoever may read an answer may read what is laid beside it: officers and
    moderators once it is handed in, others once it is released to them."""
    links = AnswerEvidence.objects.visible_to(user)
    return Q(pk__in=links.values("evidence"))


def uses_in_answers(user, items) -> dict[int, list[Use]]:
    """Answers the items stand beside. One query."""
    links = AnswerEvidence.objects.visible_to(user).filter(evidence__in=items)
    links = links.select_related(
        "answer__question",
        "answer__block",
        "answer__agency_return__board",
        "answer__agency_return__round__source",
    )
    uses: dict[int, list[Use]] = {}
    for link in links:
        uses.setdefault(link.evidence_id, []).append(_use(link.answer))
    return uses


def _use(answer) -> Use:
    agency_return, question = answer.agency_return, answer.question
    words = {"round": agency_return.round, "number": question.number}
    text = _("%(round)s, question %(number)s") % words
    return Use(text, step_url(agency_return, Step(question, answer.block)))


add_reader(readers_of_answers)
add_use(uses_in_answers)

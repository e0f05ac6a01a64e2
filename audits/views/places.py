"""Where in a return a page stands: fetched only as far as the person may see."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from audits import rules
from audits.choices import RepeatChoices
from audits.models import AgencyReturn, Question, RoundItem
from audits.steps import Step, levels_of, steps_of, with_levels
from boards.access import get_visible_or_404


def return_or_404(request, reference) -> AgencyReturn:
    """A return the person may know of, with what its pages show."""
    found = AgencyReturn.objects.visible_to(request.user).select_related(
        "board",
        "agency",
        "round__board",
        "round__source",
        "round__edition__questionnaire",
    )
    return get_visible_or_404(
        found, request.user, board=request.board, reference=reference
    )


@dataclass(frozen=True)
class Place:
    """One question of one return, as one person sees it."""

    user: object
    agency_return: AgencyReturn
    question: Question
    block: RoundItem | None

    @cached_property
    def step(self) -> Step:
        return Step(self.question, self.block)

    @cached_property
    def levels(self):
        return levels_of(self.question)

    @property
    def where(self) -> dict:
        """What services are told."""
        return {
            "agency_return": self.agency_return,
            "question": self.question,
            "block": self.block,
        }

    @cached_property
    def delegation(self):
        """Who has the section, if it was given to anyone."""
        given = self.agency_return.delegations.filter(section=self.question.section_id)
        return given.select_related("to", "given_by").first()

    @cached_property
    def may_edit(self) -> bool:
        """Whether this person may change the answer now."""
        to = self.delegation and self.delegation.to_id
        return rules.is_editable(self.agency_return) and rules.may_answer(
            self.user, self.agency_return, to
        )

    @cached_property
    def answer(self):
        """The stored answer with all a page shows beside it, or None."""
        found = self.agency_return.answers.filter(
            question=self.question, block=self.block
        )
        return found.select_related(
            "level", "updated_by", "carried_from__level", "carried_from__question"
        ).first()

    def url(self, name="return-question", **more) -> str:
        """An address of this question."""
        return step_url(self.agency_return, self.step, name, **more)

    def beside(self, step) -> str:
        """The address of another step of the same return."""
        return step_url(self.agency_return, step)

    def neighbours(self):
        """The steps before and after this one."""
        steps = steps_of(self.agency_return.round)
        at = [step.place for step in steps].index(self.step.place)
        before = steps[at - 1] if at else None
        after = steps[at + 1] if at + 1 < len(steps) else None
        return before, after, at + 1, len(steps)


def step_url(agency_return, step, name="return-question", **more) -> str:
    """An address below one step of a return."""
    kwargs = {
        "board": agency_return.board.slug,
        "reference": agency_return.reference,
        "question": step.question.key,
    }
    if step.block:
        kwargs["block"] = step.block.pk
    return reverse(f"audits:{name}", kwargs=kwargs | more)


def place_or_404(request, reference, question, block=None) -> Place:
    """A question of a visible return. Raises Http404."""
    agency_return = return_or_404(request, reference)
    asked = with_levels(agency_return.round.edition.questions.filter(key=question))
    found = asked.select_related("section", "scale").first()
    if found is None:
        raise Http404
    return Place(
        request.user, agency_return, found, _block(agency_return, found, block)
    )


def _block(agency_return, question, pk):
    """A repeated question is reached only through one of its blocks."""
    repeated = question.repeat == RepeatChoices.PER_PUBLISHED_REVIEW
    if repeated != (pk is not None):
        raise Http404
    if pk is None:
        return None
    item = agency_return.round.items.filter(question=question, pk=pk).first()
    if item is None:
        raise Http404
    return item

"""A blank questionnaire in Word, to consult on or to fill in by hand."""

from itertools import groupby

from django.utils.translation import gettext as _
from docx.shared import Mm

from audits.choices import RepeatChoices
from audits.models import LevelDescriptor, Question, RatingScale
from audits.steps import Step
from reporting.papers.columns import Wording, columns_of
from reporting.papers.returns_word import SHARES
from reporting.word import Paper

TO_WRITE_IN = Mm(18)


def as_word(edition, document) -> bytes:
    """Guidance, what each rating means, and empty tables under the exact headings."""
    user, questionnaire = document.asked_by, edition.questionnaire
    named = columns_of(questionnaire)
    columns = [one for one in named if one.attribute != "section"]
    wording = Wording(columns)
    word = Paper(document, questionnaire.name, edition.label, wide=len(columns) > 2)
    word.words(edition.introduction)
    if questionnaire.legal_basis:
        word.words(_("Legal basis: %s") % questionnaire.legal_basis)
    _scales(word, edition, user)
    for section, questions in groupby(_questions(edition, user), lambda q: q.section):
        _section(word, section, list(questions), wording)
    return word.as_bytes()


def _scales(word, edition, user) -> None:
    scales = RatingScale.objects.visible_to(user).filter(edition=edition)
    for scale in scales.prefetch_related("levels"):
        word.heading(_("What each rating means: %s") % scale)
        rows = [(str(level), level.definition) for level in scale.levels.all()]
        word.table([_("Rating"), _("Meaning")], rows, [1, 4])


def _questions(edition, user):
    found = Question.objects.visible_to(user).filter(edition=edition)
    found = found.select_related("section").prefetch_related("descriptors__level")
    return found.order_by("section__order", "section_id", "order", "pk")


def _section(word, section, questions, wording) -> None:
    word.heading(section.title)
    word.words(section.guidance)
    word.table(
        wording.headings,
        [_blank(question, wording) for question in questions],
        [SHARES.get(name, 4) for name in wording.attributes],
        tall=TO_WRITE_IN,
    )
    for question in questions:
        _help(word, question)


def _blank(question, wording) -> list[str]:
    words = wording.asked(Step(question))
    if question.repeat == RepeatChoices.PER_PUBLISHED_REVIEW and "question" in words:
        words["question"] += "\n" + _("Asked once for each review published.")
    return [words.get(name, "") for name in wording.attributes]


def _help(word, question) -> None:
    """Guidance, evidence hints and level descriptors below the table."""
    descriptors = list(question.descriptors.all())
    if not (question.guidance or question.evidence_hint or descriptors):
        return
    word.heading(_("Help with %s") % question.number, level=2)
    word.words(question.guidance)
    if question.evidence_hint:
        word.words(_("Evidence could be: %s") % question.evidence_hint)
    word.bullets(_descriptor(one) for one in descriptors)


def _descriptor(one: LevelDescriptor) -> str:
    return f"{one.level}: {one.text}"

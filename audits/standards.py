"""Questions of issued questionnaires, as standards a finding may bear on."""

from django.utils.text import Truncator

from audits.choices import EditionState
from audits.models import Question
from learning.standards import Standard, add_standards

LONGEST = 100  # characters of a question in a list of choices


def questions(user, board):
    """Each question once, as its newest issued edition words it. One query."""
    rows = Question.objects.visible_to(user).filter(
        edition__questionnaire__board=board, edition__state=EditionState.ISSUED
    )
    rows = rows.select_related("edition__questionnaire").order_by(
        "edition__questionnaire__name_en", "edition__questionnaire_id",
        "-edition__number", "section__order", "order",
    )  # fmt: skip
    newest: dict[int, int] = {}
    for row in rows:
        edition = row.edition
        if newest.setdefault(edition.questionnaire_id, edition.pk) == edition.pk:
            yield _standard(row)


def _standard(row) -> Standard:
    text = Truncator(f"{row.number} {row.text}").chars(LONGEST)
    questionnaire = row.edition.questionnaire
    return Standard(f"{questionnaire.key}/{row.key}", questionnaire.name, text)


add_standards(questions)

"""A return of its own edition, for tests that need other questions than the world's."""

from types import SimpleNamespace

from tests import factories as make


def fresh_return(side, *questions, previous=None, **round):
    """An unanswered return of the first agency; `questions` are question fields.

    `scale=True` asks for a BRAG rating. The edition is a draft, so it may still grow.
    """
    number = side.questionnaire.editions.count() + 1
    edition = make.EditionFactory(questionnaire=side.questionnaire, number=number)
    scale = make.RatingScaleFactory(edition=edition)
    levels = make.add_brag(scale)
    section = make.SectionFactory(edition=edition, key="s1")
    asked = [
        make.QuestionFactory(section=section, order=order, **_rated(fields, scale))
        for order, fields in enumerate(questions)
    ]
    issued = make.RoundFactory(
        board=side.board, edition=edition, state="open", previous=previous, **round
    )
    made = make.AgencyReturnFactory(round=issued, agency=side.agency)
    return SimpleNamespace(
        made=made, asked=asked, levels=levels, section=section, round=issued
    )


def _rated(fields, scale):
    if fields.get("kind") == "rating":
        return fields | {"scale": scale}
    return fields

"""Practitioners answer without a name; few answers never stand alone (SOL-23)."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from case_audits.collating import parted
from case_audits.models import Survey, SurveyAnswer, SurveySheet
from tests.case_audits.auditing import in_days, text, url
from tests.days import boxes


@pytest.fixture
def side(world):
    return world.alpha


def rows(*numbers):
    return [SimpleNamespace(pk=n, answered=n, number=30, agency=n) for n in numbers]


@pytest.mark.requirement("SOL-23")
@pytest.mark.parametrize(
    ("numbers", "alone", "together"),
    [
        ((9, 8, 7), {9, 8, 7}, 0),
        ((9, 8, 2), {9}, 10),  # 2 alone would be found by taking the others away
        ((9, 4, 3), {9}, 7),
        ((2,), set(), 2),
        ((20, 1), set(), 21),
        ((6, 0), set(), 6),
    ],
)
def test_too_few_never_stand_alone_nor_can_be_worked_out(numbers, alone, together):
    parts = parted(rows(*numbers), 5)
    assert {p.answered for p in parts if not p.is_several} - {2} == alone - {2}
    rest = sum(p.answered for p in parts if p.is_several or p.answered < 5)
    assert rest == together


def answer(client, token, survey, **said):
    page = client.get(reverse("survey-page", args=[token]))
    sent = {"sent_once": page.context["form"]["sent_once"].value()}
    for name, value in said.items():
        question = survey.questions.get(order=int(name[1:]))
        sent[f"q{question.pk}"] = value
    return client.post(reverse("survey-page", args=[token]), sent), sent


@pytest.mark.requirement("SOL-23")
def test_a_questionnaire_goes_out_comes_back_and_is_collated(side, client_for):
    officer, nobody = client_for(side.officer), client_for(None)
    page = officer.get(url("survey-new"))
    sent = {
        "title": "Working together",
        "group": side.group.pk,
        "asked": "I know whom to ring [agree]\nWhat helps? [words]",
        "sent_once": page.context["form"]["sent_once"].value(),
        f"people_{side.agency.pk}": "20",
        f"people_{side.other_agency.pk}": "4",
        **boxes("closes_on", in_days(14)),
    }
    page = officer.post(url("survey-new"), sent)
    assert page.status_code == 302, text(page)
    survey = Survey.objects.get(title="Working together")
    officer.post(url("survey-open", survey.pk))
    tokens = {}
    for row in survey.invited.all():
        officer.post(url("survey-link", survey.pk, row.pk))
        link = officer.get(survey.get_absolute_url()).context["new_link"]
        tokens[row.agency] = link.rstrip("/").rsplit("/", 1)[1]
        assert tokens[row.agency] not in text(officer.get(survey.get_absolute_url()))
    for number in range(6):
        word = "agree" if number else "disagree"
        done, again = answer(
            nobody, tokens[side.agency], survey, q1=word, q2=f"W{number}"
        )
        assert done.status_code == 302
        nobody.post(reverse("survey-page", args=[tokens[side.agency]]), again)
    answer(nobody, tokens[side.other_agency], survey, q1="disagree", q2="Time to talk")
    assert SurveySheet.objects.filter(invited__survey=survey).count() == 7
    assert "Time to talk" not in text(officer.get(survey.get_absolute_url()))
    officer.post(url("survey-close", survey.pk))
    page = client_for(side.member).get(survey.get_absolute_url())
    result = page.context["result"]
    assert (result.answered, result.invited, len(result.parts)) == (7, 24, 1)
    assert result.questions[0].choices[1][1:] == (5, [5])
    assert ("Time to talk", "") in result.questions[1].words
    assert not SurveyAnswer.objects.visible_to(side.officer).exists()
    closed = nobody.get(reverse("survey-page", args=[tokens[side.agency]]))
    assert closed.status_code == 404 and "This link does not work" in text(closed)
    export = officer.get(survey.get_absolute_url() + "?as=csv").content.decode()
    assert "Time to talk" in export


def test_no_more_answer_than_were_asked_and_words_are_looked_through(side, client_for):
    survey, nobody = side.open_survey, client_for(None)
    survey.own.number = 1
    survey.own.save()
    token = side.survey_token
    page, _sent = answer(nobody, token, survey, q2="Ring Jane Smith on 07700 900123")
    assert "This could identify somebody" in text(page)
    assert answer(nobody, token, survey, q1="agree")[0].status_code == 302
    page, _sent = answer(nobody, token, survey, q1="agree")
    assert "As many people have answered as were asked" in text(page)
    assert "Answer at least one question" in text(answer(nobody, token, survey)[0])
    assert nobody.get(reverse("survey-page", args=["guess"])).status_code == 404

"""Agencies' own audits of one board, and what practitioners were asked."""

import uuid
from datetime import timedelta

from django.utils import timezone

from case_audits.choices import SURVEY_ANSWERS, SurveyKind
from case_audits.services import singles, surveys

ANSWERED = [14, 9, 2, 7]  # people of each agency who answered


def day(ahead: int):
    return timezone.localdate() + timedelta(ahead)


def seed_singles(scene) -> None:
    """Each agency: one deposited and one to come; one asked for by the board."""
    facts = scene.words["singles"]
    for number, agency in enumerate(scene.agencies):
        by = scene.lead(agency)
        done = _plan(scene, agency, facts[number % len(facts)], -60 - 20 * number)
        values = {name: facts[number % len(facts)][name] for name in FILED}
        done = singles.deposit(single=done, values=values, version=done.version, by=by)
        if number == 0:
            done = singles.keep_as_evidence(single=done, by=by)
            presented = {"presented_to": scene.group, "presented_on": day(-20)}
            singles.present(
                single=done, values=presented, version=done.version, by=scene.officer
            )
        later = facts[(number + 1) % len(facts)]
        _plan(scene, agency, later, -4 if number == 1 else 40 + 30 * number)
    singles.ask_single(
        board=scene.board,
        values={
            "agency": scene.agencies[0],
            "group": scene.group,
            "title": scene.words["asked_single"]["title"],
            "asked_why": scene.words["asked_single"]["why"],
            "planned_on": day(55),
        },
        sent_once=uuid.uuid4(),
        by=scene.officer,
    )


FILED = ("tool", "objectives", "outcome", "actions", "impact")


def _plan(scene, agency, facts, when):
    values = {
        "agency": agency,
        "group": scene.group,
        "title": facts["title"],
        "of_training": facts["of_training"],
        "planned_on": day(when),
        "tool": facts["tool"],
    }
    return singles.plan_single(
        board=scene.board,
        values=values,
        sent_once=uuid.uuid4(),
        by=scene.lead(agency),
    )


def seed_surveys(scene) -> None:
    """One closed and put together, one open."""
    done = _survey(scene, scene.words["surveys"][0])
    for row, number in zip(done.invited.order_by("pk"), ANSWERED, strict=False):
        for turn in range(number):
            _answer(scene, row, turn)
    surveys.close_survey(survey=done, by=scene.officer)
    done.refresh_from_db()
    done.closes_on, done._history_user = day(-9), scene.officer
    done.save()
    running = _survey(scene, scene.words["surveys"][1])
    for row in running.invited.all():
        surveys.new_link(invited=row, by=scene.officer)


def _survey(scene, facts):
    made = surveys.write_survey(
        board=scene.board,
        values={
            "title": facts["title"],
            "message": facts["message"],
            "group": scene.group,
            "closes_on": day(21),
        },
        questions=facts["questions"],
        numbers={agency: 30 for agency in scene.agencies},
        sent_once=uuid.uuid4(),
        by=scene.officer,
    )
    return surveys.open_survey(survey=made, by=scene.officer)


def _answer(scene, row, turn) -> None:
    answers = {}
    for question in row.survey.questions.all():
        if question.kind == SurveyKind.WORDS:
            answers[question] = (
                scene.writer.pick(scene.words["practitioners"]) if turn % 3 == 0 else ""
            )
        else:
            choices = [value for value, _label in SURVEY_ANSWERS[question.kind]]
            answers[question] = scene.writer.pick(choices[:4])
    surveys.answer_survey(invited=row, answers=answers, sent_once=uuid.uuid4())

"""Many people at the same moment, on real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from audits.models import AgencyReturn, Answer, AnswerDraft, Submission
from audits.services.answering import Conflict, NotOpen, Saved, save_answer
from audits.services.submitting import submit
from audits.values import AnswerValues
from boards.models import User
from tests import factories as make
from tests.audits.returns import fresh_return

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(jobs):
    """Run callables in threads that start together; results in order."""
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            return job()
        except NotOpen as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.fixture
def fresh(world):
    round = make.RoundFactory(
        board=world.alpha.board,
        edition=world.alpha.edition,
        state="open",
        executive_sign_off=False,
    )
    return make.AgencyReturnFactory(round=round, agency=world.alpha.agency)


def saving(fresh, question, user, words, version=0):
    def job():
        return save_answer(
            agency_return=AgencyReturn.objects.get(pk=fresh.pk),
            question=question,
            block=None,
            by=User.objects.get(pk=user.pk),
            version=version,
            values=AnswerValues(text=words),
        )

    return job


@pytest.mark.parametrize("round_number", range(5))
def test_two_first_saves_at_once_lose_no_words(world, fresh, round_number):
    people = [world.alpha.lead, world.alpha.contributor]
    results = at_once(
        [saving(fresh, world.alpha.question, one, f"by {one}") for one in people]
    )

    assert {type(one) for one in results} == {Saved, Conflict}
    kept = {Answer.objects.get(agency_return=fresh).text}
    kept.add(AnswerDraft.objects.get().values["text"])
    assert kept == {f"by {one}" for one in people}


def test_twenty_saves_of_one_version_leave_one_winner_and_nineteen_drafts(world, fresh):
    from_one = saving(fresh, world.alpha.question, world.alpha.lead, "first")
    from_one()
    people = [
        make.MembershipFactory(
            board=world.alpha.board, role="agency_lead", agency=world.alpha.agency
        ).user
        for _ in range(20)
    ]
    results = at_once(
        [
            saving(fresh, world.alpha.question, one, f"by {one}", version=1)
            for one in people
        ]
    )

    assert sum(isinstance(one, Saved) for one in results) == 1
    kept = {draft.values["text"] for draft in AnswerDraft.objects.all()}
    kept.add(Answer.objects.get(agency_return=fresh).text)
    assert kept == {f"by {one}" for one in people}


def test_two_colleagues_on_different_questions_never_disturb_each_other(world):
    fresh = fresh_return(world.alpha, {}, {})
    people = [world.alpha.lead, world.alpha.contributor]
    results = at_once(
        [
            saving(fresh.made, question, one, f"by {one}")
            for question, one in zip(fresh.asked, people, strict=True)
        ]
    )

    fresh.made.refresh_from_db()
    assert {type(one) for one in results} == {Saved}
    assert fresh.made.answered == 2


def _whole(world, fresh):
    rating = Answer.objects.create(
        agency_return=fresh, board=fresh.board, question=world.alpha.rating,
        level=world.alpha.levels[0], position="Here", updated_by=world.alpha.lead,
    )  # fmt: skip
    rating.evidence.add(
        make.EvidenceFactory(agency=world.alpha.agency),
        through_defaults={"added_by": world.alpha.lead},
    )
    saving(fresh, world.alpha.question, world.alpha.lead, "Words")()


def test_twenty_submits_at_once_make_one_submission(world, fresh):
    _whole(world, fresh)

    def job():
        return submit(
            agency_return=AgencyReturn.objects.get(pk=fresh.pk),
            by=User.objects.get(pk=world.alpha.lead.pk),
        )

    results = at_once([job] * 20)

    assert len({one.reference for one in results}) == 1
    assert Submission.objects.filter(agency_return=fresh).count() == 1


def test_no_save_slips_in_behind_a_submission(world, fresh):
    _whole(world, fresh)

    def sending():
        return submit(
            agency_return=AgencyReturn.objects.get(pk=fresh.pk),
            by=User.objects.get(pk=world.alpha.lead.pk),
        )

    late = saving(fresh, world.alpha.question, world.alpha.lead, "Late", version=1)
    results = at_once([sending, late])

    frozen = Submission.objects.get(agency_return=fresh).content["answers"][1]["text"]
    assert frozen == ("Late" if isinstance(results[1], Saved) else "Words")
    assert Answer.objects.get(question=world.alpha.question).text == frozen

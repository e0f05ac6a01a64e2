"""Ratings brought in from another tool (WOL-30)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.choices import ImportKind
from audits.models import Answer, ImportBatch, ImprovementAction, Submission
from audits.services import outside_results
from audits.services.importing import bring, choose
from audits.services.outside_results import commit_results, read_results_batch
from audits.services.rounds import close_round
from boards.services.memberships import end_membership
from learning import outbox
from learning.choices import JobState
from learning.models import Job
from tests import factories as make
from tests.audits.returns import fresh_return
from tests.audits.workbooks import upload, workbook

pytestmark = pytest.mark.django_db
HEADINGS = ["Agency", "Standard", "Rating", "Position"]


@pytest.fixture
def side(world):
    """One agency has begun its answers; the police have not."""
    side = world.alpha
    side.open_return.answers.all().delete()
    side.open_return.state = "not_started"
    side.open_return.save()
    return side


def results(side, *rows, headings=HEADINGS, **merged):
    """An upload of results for the side's round."""
    file = workbook(("Results", [headings, *rows]), name="tool.xlsx", **merged)
    return bring(
        kind=ImportKind.OUTSIDE_RESULTS,
        board=side.board,
        file=file,
        by=side.officer,
        target=side.round.reference,
    )


def problems(batch):
    return [(p.where, p.what, p.is_error) for p in read_results_batch(batch).problems]


@pytest.mark.requirement("WOL-30")
def test_results_become_answers_marked_as_brought_from_outside(side):
    batch = results(side, ["police ALPHA", "1.1", "Amber", "On its way"])

    [given] = commit_results(batch=batch, by=side.officer)

    answer = Answer.objects.get(agency_return=side.open_return)
    assert (answer.level.key, answer.position) == ("amber", "On its way")
    assert (answer.brought_in, answer.complete) == (batch, True)
    assert answer.updated_by == side.officer
    given.refresh_from_db()
    assert (given.state, given.submitted_by) == ("submitted", side.officer)
    assert (given.answered, given.total) == (1, 2)
    submission = given.submissions.get()
    assert submission.content["brought_in"]["sha256"] == batch.sha256
    assert submission.content["brought_in"]["by"] == side.officer.full_name
    assert [row["complete"] for row in submission.content["answers"]] == [True, False]
    assert ImprovementAction.objects.filter(answer=answer).count() == 1
    assert answer.history.count() == 1


@pytest.mark.requirement("WOL-30")
def test_an_agencys_own_answers_are_never_touched(side):
    batch = results(
        side,
        ["Hospital alpha", "1.1", "Red", "Theirs"],
        ["Police alpha", "1.1", "Green", ""],
    )

    reading = read_results_batch(batch)
    commit_results(batch=batch, by=side.officer)

    assert reading.left_alone == [str(side.other_agency.pk)]
    side.received_answer.refresh_from_db()
    assert (side.received_answer.level.key, side.received_answer.brought_in) == (
        "green",
        None,
    )
    assert not Submission.objects.filter(agency_return=side.received_return).exists()


def test_an_agency_that_began_after_the_preview_is_left_alone(side):
    batch = results(side, ["Police alpha", "1.1", "Green", ""])
    make.AnswerFactory(
        agency_return=side.open_return, question=side.question, text="Ours"
    )

    with pytest.raises(ValidationError):
        commit_results(batch=batch, by=side.officer)

    assert [a.text for a in side.open_return.answers.all()] == ["Ours"]


@pytest.mark.requirement("WOL-30")
def test_unknown_words_are_named_by_cell_with_the_nearest_of_this_board(world, side):
    world.beta.agency.name_en = "Polise alpha"  # nearer, but another board's
    world.beta.agency.save()
    batch = results(
        side,
        ["Polize alpha", "1.1", "Green", ""],
        ["Police alpha", "9.9", "Green", ""],
        ["Police alpha", "1.1", "Purple", ""],
        ["Housing alpha", "1.1", "Green", ""],
        ["", "1.1", "Green", ""],
    )

    found = problems(batch)

    assert [(where, error) for where, _what, error in found] == [
        ("Results!A2", True),
        ("Results!B3", True),
        ("Results!C4", True),
        ("Results!A5", False),  # on the board, not asked in this round
        ("Results!A6", True),
    ]
    reading = read_results_batch(batch)
    todo = reading.problems[0].todo
    assert "Police alpha" in todo and "Polise alpha" not in todo
    assert not reading.may_commit


def test_words_given_a_meaning_are_understood(side):
    batch = results(
        side, ["Constabulary", "Nine", "Top", ""], ["Council", "1.1", "Top", ""]
    )

    batch = choose(
        batch=batch,
        by=side.officer,
        agency={"Constabulary": str(side.agency.pk), "Council": "-"},
        question={"Nine": side.rating.key},
        rating={"Top": "blue"},
    )

    reading = read_results_batch(batch)
    assert reading.may_commit
    assert [(r.question, r.rating) for r in reading.results] == [
        (side.rating.key, "blue")
    ]


def test_one_bad_row_keeps_everything_out(side):
    batch = results(
        side, ["Police alpha", "1.1", "Green", ""], ["Who", "1.1", "Green", ""]
    )

    with pytest.raises(ValidationError, match="Nothing was imported"):
        commit_results(batch=batch, by=side.officer)

    assert not side.open_return.answers.exists()


def test_the_same_standard_twice_is_named(side):
    batch = results(
        side, ["Police alpha", "1.1", "Green"], ["Police alpha", "1.1", "Red"]
    )

    assert [(w, e) for w, _what, e in problems(batch)] == [("Results!C3", True)]


def test_an_agency_merged_over_its_rows_counts_for_each(side):
    fresh = fresh_return(
        side, {"kind": "rating", "number": "1.1"}, {"kind": "rating", "number": "1.3"}
    )
    side.round = fresh.round
    batch = results(
        side,
        ["Police alpha", "1.1", "Green", ""],
        [None, "1.3", "Red", ""],
        merged=["Results!A2:A3"],
    )

    found = read_results_batch(batch).results

    assert [r.question for r in found] == [one.key for one in fresh.asked]


def test_standards_may_head_columns_of_their_own(side):
    headings = ["Organisation", "1.1 Rating", "1.1 Comments", "Sent on"]
    row = ["Police alpha", "B", "Well known", "May"]
    batch = results(side, row, headings=headings)

    [found] = read_results_batch(batch).results

    assert (found.rating, found.position, found.where) == (
        "blue",
        "Well known",
        "Results!B2",
    )


def test_many_agencies_cost_no_more_queries_than_one(side):
    def cost(agencies):
        rows = [[agency.name_en, "1.1", "Green", ""] for agency in agencies]
        batch = results(side, *rows)
        with CaptureQueriesContext(connection) as queries:
            commit_results(batch=batch, by=side.officer)
        return len(queries)

    one, *many = make.AgencyFactory.create_batch(8, on_boards=[side.board])
    for agency in [one, *many]:
        make.AgencyReturnFactory(round=side.round, agency=agency)

    assert cost([one]) == cost(many)


def test_pages_from_template_to_round(side, client_for):
    client = client_for(side.officer)
    where = {"board": side.board.slug, "reference": side.round.reference}
    template = client.get(reverse("audits:results-template", kwargs=where))
    assert template.content[:2] == b"PK"
    page = reverse("audits:results-import", kwargs=where)
    csv = "Organisation;Question number;RAG\nPolize alpha;1.1;G\n"

    sent = client.post(page, {"file": upload(csv.encode("cp1252"), "tool.csv")})
    shown = client.get(sent.url).content.decode()
    client.post(f"{sent.url}choose/", {"agency_0": str(side.agency.pk)})
    again = client.get(sent.url).content.decode()
    client.post(f"{sent.url}choose/", {"forget": "1"})
    forgotten = client.get(sent.url).content.decode()
    client.post(f"{sent.url}choose/", {"agency_0": str(side.agency.pk)})
    done = client.post(f"{sent.url}take/")

    assert "Polize alpha" in shown and "CSV!A2" in shown
    assert shown.index("keeps this file out") < shown.index("<h1")
    assert "Bring these results in" in again
    assert "Bring these results in" not in forgotten
    assert done.url == side.round.get_absolute_url()
    assert side.open_return.answers.get().level.key == "green"
    moderation = reverse(
        "audits:return-moderate", args=[side.board.slug, side.open_return.reference]
    )
    assert "Brought in from another tool" in client.get(moderation).content.decode()


def test_only_officers_of_the_board_bring_results(world, side, client_for):
    where = {"board": side.board.slug, "reference": side.round.reference}
    page = reverse("audits:results-import", kwargs=where)
    batch = results(side, ["Police alpha", "1.1", "Green", ""])
    preview = reverse("audits:import-preview", args=[side.board.slug, batch.pk])

    got = {
        who: client_for(getattr(side, who)).get(page).status_code
        for who in ("officer", "chair", "lead", "practitioner")
    }

    assert got == {"officer": 200, "chair": 403, "lead": 403, "practitioner": 404}
    assert client_for(side.lead).get(preview).status_code == 404
    assert client_for(world.beta.officer).get(preview).status_code == 404
    assert ImportBatch.objects.visible_to(world.beta.officer).count() == 0


def many(side, monkeypatch):
    """An upload that counts as large, ready to be taken; and its address."""
    monkeypatch.setattr(outside_results, "COMMIT_LATER_FROM", 0)
    batch = results(side, ["Police alpha", "1.1", "Green", ""])
    return reverse("audits:import-preview", args=[side.board.slug, batch.pk])


@pytest.mark.requirement("WOL-30")
def test_many_results_are_brought_in_by_a_worker(side, client_for, monkeypatch):
    client, page = client_for(side.officer), many(side, monkeypatch)

    asked = client.post(f"{page}take/")
    waiting = client.get(page).content.decode()
    client.post(f"{page}take/")  # a second press
    outbox.run(Job.objects.get().pk)
    shown = client.get(page).content.decode()

    assert asked.url == page
    assert "being brought in now" in waiting
    assert 'hx-trigger="every 2s"' in waiting and "htmx.min.js" in waiting
    assert "Ratings brought in: 1. Agencies: 1." in shown
    assert side.round.get_absolute_url() in shown
    assert side.open_return.answers.get().level.key == "green"


def test_what_the_worker_cannot_take_goes_back_to_be_checked(
    side, client_for, monkeypatch
):
    client, page = client_for(side.officer), many(side, monkeypatch)
    client.post(f"{page}take/")
    make.AnswerFactory(
        agency_return=side.open_return, question=side.question, text="Ours"
    )

    outbox.run(Job.objects.get().pk)

    assert "Left alone" in client.get(page).content.decode()
    assert [a.text for a in side.open_return.answers.all()] == ["Ours"]


def test_a_closed_round_takes_no_results(side, client_for):
    client = client_for(side.officer)
    batch = results(side, ["Police alpha", "1.1", "Green", ""])
    page = reverse("audits:import-preview", args=[side.board.slug, batch.pk])
    close_round(round=side.round, by=side.officer)

    with pytest.raises(ValidationError):
        commit_results(batch=batch, by=side.officer)
    told = client.post(f"{page}take/", follow=True).content.decode()
    where = [side.board.slug, side.round.reference]
    sent = client.get(reverse("audits:results-import", args=where), follow=True)

    assert "The round is closed" in told and "Bring these results in" not in told
    assert "The round is closed" in sent.content.decode()
    assert not side.open_return.answers.exists()


def test_what_waits_for_a_worker_goes_back_when_the_round_is_closed(
    side, client_for, monkeypatch
):
    client, page = client_for(side.officer), many(side, monkeypatch)
    client.post(f"{page}take/")
    close_round(round=side.round, by=side.officer)

    outbox.run(Job.objects.get().pk)

    assert ImportBatch.objects.get().state == "preview"
    assert "The round is closed" in client.get(page).content.decode()
    assert not side.open_return.answers.exists()


def test_what_its_asker_may_no_longer_bring_in_another_officer_can(
    side, client_for, monkeypatch
):
    page = many(side, monkeypatch)
    client_for(side.officer).post(f"{page}take/")
    end_membership(membership=side.officer.memberships.get(), by=side.lead)
    other = make.MembershipFactory(board=side.board).user

    outbox.run(Job.objects.get().pk)
    shown = client_for(other).get(page).content.decode()
    client_for(other).post(f"{page}take/")
    outbox.run(Job.objects.last().pk)

    assert "Bring these results in" in shown
    assert side.open_return.answers.get().updated_by == other


def test_work_that_was_given_up_can_be_asked_for_again(side, client_for, monkeypatch):
    client, page = client_for(side.officer), many(side, monkeypatch)
    client.post(f"{page}take/")
    Job.objects.update(state=JobState.FAILED)

    shown = client.get(page).content.decode()
    client.post(f"{page}take/")
    outbox.run(Job.objects.last().pk)

    assert "This could not be finished" in shown
    assert side.open_return.answers.exists()

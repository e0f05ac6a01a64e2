"""What an agency owes: the list, one return's tasks, sections, delegation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import AgencyReturn, AnswerEvidence
from audits.services.clarifying import clarify
from audits.services.delegating import delegate
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(world):
    return world.alpha


def page(side, name="return", *more, found=None):
    found = found or side.open_return
    return reverse(f"audits:{name}", args=[side.board.slug, found.reference, *more])


def listed(client, side, **query):
    shown = client.get(reverse("audits:returns", args=[side.board.slug]), query)
    return [row.reference for row in shown.context["page"].object_list]


def test_list_shows_ones_own_agencys_returns_only(side, client_for):
    assert listed(client_for(side.lead), side) == [side.open_return.reference]
    assert listed(client_for(side.other_lead), side) == [side.received_return.reference]
    assert listed(client_for(side.officer), side) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "owed"}, True),
        ({"state": "sent"}, False),
        ({"year": "2026-27"}, True),
        ({"year": "1999"}, False),
        ({"words": "round on"}, True),
        ({"words": "nothing"}, False),
    ],
)
def test_list_is_narrowed(side, client_for, query, found):
    assert bool(listed(client_for(side.lead), side, **query)) is found


def test_list_is_sorted_and_exported_as_shown(side, client_for):
    for day, title in ((1, "B round"), (2, "A round")):
        source = make.LearningSourceFactory(board=side.board, title=title)
        round = make.RoundFactory(board=side.board, edition=side.edition, source=source)
        make.AgencyReturnFactory(
            round=round, agency=side.agency, due_on=f"2030-01-0{day}"
        )
    client = client_for(side.lead)
    address = reverse("audits:returns", args=[side.board.slug])

    def titles(**query):
        page = client.get(address, query | {"words": " round"}).context["page"]
        return [str(row.round) for row in page.object_list][:2]

    assert titles() == ["A round", "B round"]  # the newest first
    assert titles(sort="-due")[-1] != "A round"
    assert titles(sort="title") == ["A round", "B round"]
    shown = {"words": "B round", "as": "csv"}
    lines = client.get(address, shown).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and lines[0].startswith("Return,Questionnaire,Year")
    assert lines[1].startswith("B round,") and "2030-01-01" in lines[1]
    assert client.get(address, {"as": "xlsx"}).content.startswith(b"PK")
    other = client_for(side.other_lead).get(address, {"as": "csv"}).content.decode()
    assert "B round" not in other


@pytest.mark.parametrize("many", [1, 30])
def test_list_takes_at_most_twelve_queries(
    side, client_for, many, django_assert_max_num_queries
):
    for _n in range(many):
        round = make.RoundFactory(board=side.board, edition=side.edition)
        make.AgencyReturnFactory(round=round, agency=side.agency)
    client = client_for(side.lead)
    client.get("/")

    with django_assert_max_num_queries(16):  # four of them mark the session's time
        listed(client, side)


def test_return_says_plainly_that_it_is_not_sent(side, client_for):
    shown = client_for(side.lead).get(page(side)).content.decode()

    assert "Not yet sent to the board." in shown
    assert "2 of 2 answered" in shown


def shown_numbers(client, side, **query):
    parts = client.get(page(side), query).context["sections"]
    return [task.step.question.number for part in parts for task in part.shown]


@pytest.mark.requirement("HAR-14")
def test_questions_on_hearing_children_are_listed_apart(side, client_for):
    edition = make.EditionFactory(questionnaire=side.questionnaire, number=2)
    section = make.SectionFactory(edition=edition)
    make.QuestionFactory(section=section, number="1", tags=["voice_of_the_child"])
    make.QuestionFactory(section=section, number="2", tags=["pre_verbal"], order=1)
    make.QuestionFactory(section=section, number="3", order=2)
    round = make.RoundFactory(board=side.board, edition=edition, state="open")
    side.open_return = make.AgencyReturnFactory(round=round, agency=side.agency)
    client = client_for(side.lead)

    assert shown_numbers(client, side) == ["1", "2", "3"]
    assert shown_numbers(client, side, tag="voice_of_the_child") == ["1"]
    assert shown_numbers(client, side, tag="pre_verbal") == ["2"]
    assert "Voice of the child" in client.get(page(side)).content.decode()


def test_questions_are_filtered_and_searched(side, client_for):
    client = client_for(side.lead)

    assert shown_numbers(client, side, show="unanswered") == ["1.2"]
    assert shown_numbers(client, side, words="S1-1") == ["1.1"]


def test_open_messages_are_counted_on_the_task_list(side, client_for):
    clarify(
        agency_return=side.open_return, question=side.rating, block=None,
        text="Which?", by=side.officer,
    )  # fmt: skip

    assert "1 open message" in client_for(side.lead).get(page(side)).content.decode()


def test_section_is_given_to_a_colleague_and_taken_back(side, client_for):
    client = client_for(side.lead)
    url = page(side, "return-delegate", side.section.key)

    client.post(url, {"to": side.contributor.pk, "note": "You know it"})
    assert side.open_return.delegations.get().to == side.contributor

    client.post(url, {"take_back": "1"})
    assert not side.open_return.delegations.exists()


def test_section_is_never_given_outside_the_agency(side, client_for):
    client = client_for(side.lead)
    url = page(side, "return-delegate", side.section.key)

    shown = client.get(url).content.decode()
    assert (
        side.other_lead.full_name not in shown and side.officer.full_name not in shown
    )
    client.post(url, {"to": side.other_lead.pk})
    assert not side.open_return.delegations.exists()


def test_contributor_reads_but_does_not_answer_another_ones_section(side, client_for):
    delegate(
        agency_return=side.open_return, section=side.section, to=side.executive,
        by=side.lead,
    )  # fmt: skip
    client = client_for(side.contributor)

    section = client.get(page(side, "return-section", side.section.key))
    question = client.get(page(side, "return-question", side.rating.key))

    assert "You can read this section" in section.content.decode()
    assert question.context["may_edit"] is False


@pytest.mark.requirement("CTM-53")
def test_priorities_stand_inside_the_question_that_lists_them(side, client_for):
    edition = make.EditionFactory(questionnaire=side.questionnaire, number=2)
    question = make.QuestionFactory(
        section=make.SectionFactory(edition=edition), repeat="priorities_inside"
    )
    round = make.RoundFactory(board=side.board, edition=edition, state="open")
    round.items.create(question=question, text_en="Hear children first")
    fresh = make.AgencyReturnFactory(round=round, agency=side.agency)

    url = page(side, "return-question", question.key, found=fresh)
    assert "Hear children first" in client_for(side.lead).get(url).content.decode()


@pytest.mark.requirement("CTM-54")
def test_question_four_is_asked_once_for_each_published_review(side, client_for):
    edition = make.EditionFactory(questionnaire=side.questionnaire, number=2)
    question = make.QuestionFactory(
        section=make.SectionFactory(edition=edition), repeat="per_published_review"
    )
    round = make.RoundFactory(board=side.board, edition=edition, state="open")
    for n in (1, 2):
        round.items.create(
            question=question, review_reference=f"CPR {n}", order=n,
            published_month="2026-05-01",
        )  # fmt: skip
    fresh = make.AgencyReturnFactory(round=round, agency=side.agency)
    client = client_for(side.lead)

    [part] = client.get(page(side, found=fresh)).context["sections"]
    assert [str(task.step.block) for task in part.tasks] == ["CPR 1", "CPR 2"]
    block = part.tasks[1].step.block.pk
    url = page(side, "return-question", question.key, block, found=fresh)
    hidden = client.get(url).context["hidden"]
    client.post(url, hidden | {"text": "Told every team"})

    answer = fresh.answers.get()
    assert (answer.block_id, answer.text) == (block, "Told every team")
    shown = client.get(url).content.decode()
    assert "CPR 2" in shown and "May 2026" in shown
    bare = page(side, "return-question", question.key, found=fresh)
    assert client.get(bare).status_code == 404


def test_last_rounds_answers_are_brought_forward_on_request(side, client_for):
    round = make.RoundFactory(
        board=side.board, edition=side.edition, previous=side.round, state="open"
    )
    fresh = make.AgencyReturnFactory(round=round, agency=side.agency)
    client = client_for(side.lead)

    assert client.get(page(side, found=fresh)).context["can_carry"]
    assert not fresh.answers.exists()  # reading changes nothing
    client.post(page(side, "return-carry", found=fresh))

    shown = client.get(page(side, found=fresh))
    assert not shown.context["can_carry"]
    assert "Confirm last round" in shown.content.decode()
    question = page(side, "return-question", side.rating.key, found=fresh)
    assert "Still true" in client.get(question).content.decode()


def test_nothing_is_offered_where_all_of_last_round_is_answered(side, client_for):
    round = make.RoundFactory(
        board=side.board, edition=side.edition, previous=side.round, state="open"
    )
    fresh = make.AgencyReturnFactory(round=round, agency=side.agency)
    make.AnswerFactory(agency_return=fresh, question=side.rating, position="New")
    client = client_for(side.lead)

    assert not client.get(page(side, found=fresh)).context["can_carry"]
    address = page(side, "return-carry", found=fresh)
    shown = client.post(address, follow=True).content.decode()
    assert "nothing left to bring forward" in shown


def test_carrying_again_offers_nothing_and_get_is_refused(side, client_for):
    client = client_for(side.lead)

    assert client.get(page(side, "return-carry")).status_code == 405
    assert not client.get(page(side)).context["can_carry"]


def test_task_list_takes_as_many_queries_for_forty_questions_as_for_one(
    side, client_for
):
    counts = []
    for many in (1, 40):
        edition = make.EditionFactory(questionnaire=side.questionnaire, number=many + 1)
        section = make.SectionFactory(edition=edition)
        round = make.RoundFactory(board=side.board, edition=edition, state="open")
        fresh = make.AgencyReturnFactory(round=round, agency=side.agency)
        for n in range(many):
            question = make.QuestionFactory(section=section, order=n)
            answer = make.AnswerFactory(agency_return=fresh, question=question)
            AnswerEvidence.objects.create(
                answer=answer,
                evidence=make.EvidenceFactory(agency=side.agency),
                added_by=side.lead,
            )
        counts.append([_count(client_for, side, name, fresh) for name in PAGES])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 24


PAGES = ["return", "return-review", "return-sign-off"]


def _count(client_for, side, name, found):
    client = client_for(side.executive)
    client.get(page(side, found=found))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page(side, name, found=found)).status_code == 200
    return len(captured)


def test_stored_count_agrees_with_a_recount(side, client_for):
    client = client_for(side.lead)
    AgencyReturn.objects.filter(pk=side.open_return.pk).update(answered=1)
    url = page(side, "return-question", side.question.key)
    for text in ("Words", "", "Words again"):
        hidden = client.get(url).context["hidden"]
        client.post(url, hidden | {"text": text})

        side.open_return.refresh_from_db()
        recount = side.open_return.answers.filter(complete=True).count()
        assert side.open_return.answered == recount

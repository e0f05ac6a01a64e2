"""Saving answers: versions, conflicts, drafts, counts, and who may."""

import pytest
from django.core.exceptions import PermissionDenied

from audits.models import AgencyReturn, Answer, AnswerDraft
from audits.services.answering import Conflict, NotOpen, Page, Saved, save_answer
from audits.services.delegating import delegate, take_back
from audits.values import AnswerValues
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(world):
    """The first board, with a return nobody has started."""
    world.alpha.fresh = make.AgencyReturnFactory(
        round=_next_round(world.alpha), agency=world.alpha.agency
    )
    return world.alpha


def _next_round(side):
    return make.RoundFactory(
        board=side.board, edition=side.edition, state="open", period="2027-28"
    )


def save(side, words, *, by=None, version=0, question=None, page=None, **more):
    return save_answer(
        agency_return=side.fresh,
        question=question or side.question,
        block=None,
        by=by or side.lead,
        version=version,
        values=AnswerValues(text=words, **more),
        page=page,
    )


def test_first_save_makes_the_answer_and_starts_the_return(side):
    saved = save(side, "We meet monthly.")

    side.fresh.refresh_from_db()
    assert isinstance(saved, Saved)
    assert (saved.answer.version, saved.answer.complete) == (1, True)
    assert (side.fresh.state, side.fresh.answered, side.fresh.total) == (
        "in_progress",
        1,
        2,
    )


def test_emptied_answer_counts_no_more(side):
    save(side, "Words")
    save(side, "", version=1)

    side.fresh.refresh_from_db()
    assert side.fresh.answered == 0


def test_another_version_overwrites_nothing_and_keeps_both_texts(side):
    save(side, "The lead's words", version=0)

    lost = save(side, "The colleague's words", by=side.contributor, version=0)

    assert isinstance(lost, Conflict)
    assert Answer.objects.get(agency_return=side.fresh).text == "The lead's words"
    draft = AnswerDraft.objects.get()
    assert (draft.user, draft.cause) == (side.contributor, "conflict")
    assert draft.values["text"] == "The colleague's words"


def test_same_words_sent_twice_are_one_save(side):
    save(side, "Once", page=Page("a", 1))
    again = save(side, "Once", page=Page("a", 1))

    assert isinstance(again, Saved)
    assert (again.answer.version, AnswerDraft.objects.count()) == (1, 0)


def test_page_that_never_heard_back_saves_on(side):
    save(side, "First", page=Page("a", 1))
    later = save(side, "First and more", page=Page("a", 2))

    assert isinstance(later, Saved)
    assert (later.answer.text, later.answer.version) == ("First and more", 2)


def test_two_windows_of_one_person_are_in_conflict_like_two_people(side):
    save(side, "Window one", page=Page("a", 1))
    second = save(side, "Window two", page=Page("b", 1))

    assert isinstance(second, Conflict)


def test_settled_draft_goes_and_others_stay(side):
    save(side, "Theirs", by=side.contributor)
    first = save(side, "Mine", page=Page("a", 1)).draft
    save(side, "Mine elsewhere", page=Page("b", 1))

    save(side, "Both", version=1, page=Page("c", 1, draft_id=first.pk))

    assert [draft.page for draft in AnswerDraft.objects.all()] == ["b"]


@pytest.mark.parametrize("state", ["with_executive", "submitted", "released"])
def test_sent_returns_refuse_a_save(side, state):
    AgencyReturn.objects.filter(pk=side.fresh.pk).update(state=state)

    with pytest.raises(NotOpen):
        save(side, "Too late")


@pytest.mark.parametrize("name", ["other_lead", "officer", "member", "practitioner"])
def test_only_the_agencys_own_people_answer(side, name):
    with pytest.raises(PermissionDenied):
        save(side, "Not mine", by=getattr(side, name))


def test_contributor_answers_only_where_the_section_is_free_or_theirs(side):
    given = {"agency_return": side.fresh, "section": side.section, "by": side.lead}
    delegate(**given, to=side.executive)
    with pytest.raises(PermissionDenied):
        save(side, "Words", by=side.contributor)

    delegate(**given, to=side.contributor)
    assert isinstance(save(side, "Words", by=side.contributor), Saved)

    take_back(**given)
    assert isinstance(save(side, "More", by=side.contributor, version=1), Saved)


def test_history_names_every_author(side):
    save(side, "One")
    save(side, "Two", by=side.contributor, version=1)

    answer = Answer.objects.get(agency_return=side.fresh)
    told = answer.history.values_list("text", "updated_by__full_name")
    assert list(told) == [("Two", "contributor alpha"), ("One", "lead alpha")]


def test_saving_again_takes_few_queries(side, django_assert_max_num_queries):
    save(side, "One", page=Page("a", 1))
    side.lead.scope  # noqa: B018 - the request has read it already

    with django_assert_max_num_queries(5):  # savepoints are two of them
        save(side, "Two", version=1, page=Page("a", 2))

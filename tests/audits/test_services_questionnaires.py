"""Questionnaires from packs and people; editions that never change once issued."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import StringIO
from threading import Event
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import Error, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from audits.content import content_from_facts
from audits.models import Edition, LevelDescriptor, Question, RatingLevel, Section
from audits.services.contents import content_of
from audits.services.editions import approve_edition, copy_edition, issue_edition
from audits.services.questionnaires import load_questionnaire
from frameworks.packs import load_pack
from frameworks.schema import Words
from learning.services.loading import Effect
from tests import factories as make


@pytest.fixture
def pack():
    return load_pack("cwm-taf-morgannwg")


@pytest.fixture
def facts(pack):
    return next(q for q in pack.questionnaires if q.key == "section_135")


@pytest.fixture
def load(db, pack, facts):
    """Load the questionnaire, or a changed one, to a board with the pack's groups."""
    board = make.BoardFactory(slug="gwent")
    make.GroupFactory(board=board, key=facts.agreed_by)

    def run(changed=facts, by=None):
        return load_questionnaire(board=board, facts=changed, scales=pack.scales, by=by)

    return run


def reworded(facts, text="Different words", keep=None):
    """The same questionnaire with its first question asked otherwise."""
    section = facts.sections[0]
    question = replace(section.questions[0], text=Words(text))
    questions = (question, *section.questions[1:keep])
    section = replace(section, questions=questions)
    return replace(facts, sections=(section, *facts.sections[1:]))


def test_a_pack_makes_the_whole_questionnaire(load, facts, pack):
    loaded = load()
    assert (loaded.effect, loaded.new_edition) == (Effect.ADD, True)
    assert loaded.questionnaire.approver.key == facts.agreed_by
    assert loaded.questionnaire.legal_basis == facts.legal_basis
    assert loaded.edition.state == "draft"
    assert content_of(loaded.edition) == content_from_facts(facts, pack.scales)


def test_the_same_again_changes_nothing(load):
    first = load()
    again = load()
    assert again.effect is Effect.LEAVE
    assert again.edition == first.edition
    assert first.questionnaire.history.count() == 1


def test_news_of_a_pack_rebuild_a_draft_and_keep_its_rows(load, facts):
    first = load()
    kept = first.edition.questions.first().pk
    loaded = load(reworded(facts, keep=3))
    assert (loaded.effect, loaded.new_edition) == (Effect.CHANGE, False)
    texts = loaded.edition.questions.values_list("pk", "text_en")
    assert texts.first() == (kept, "Different words")
    assert texts.count() == 3
    assert load(reworded(facts, keep=3)).effect is Effect.LEAVE


def test_news_of_a_pack_follow_an_issued_edition(load, facts):
    first = load()
    issue_edition(edition=first.edition, by=make.UserFactory())
    loaded = load(reworded(facts))
    assert (loaded.effect, loaded.new_edition) == (Effect.CHANGE, True)
    assert loaded.edition.follows == first.edition
    assert loaded.edition.label != first.edition.label
    assert first.edition.questions.filter(text_en="Different words").count() == 0


def test_a_pack_never_overwrites_what_the_board_wrote(load, facts):
    first = load()
    first.edition.questions.filter(order=1).update(text_en="Our own words")
    assert load().effect is Effect.LEAVE
    assert load(reworded(facts)).effect is Effect.KEEP
    assert first.edition.questions.filter(text_en="Our own words").exists()


def test_facts_the_board_changed_stay_and_others_follow_the_pack(load, facts):
    row = load().questionnaire
    row.cycle_months = 24
    row.save()
    changed = replace(facts, cycle_months=6, legal_basis="Another Act")
    assert load(changed).effect is Effect.CHANGE
    row.refresh_from_db()
    assert (row.cycle_months, row.legal_basis) == (24, "Another Act")


def test_a_person_brings_words_and_leaves_who_agrees_alone(load, facts):
    first = load()
    first.edition.questions.filter(order=1).update(text_en="Our own words")
    officer = make.UserFactory()
    brought = reworded(replace(facts, agreed_by="", cycle_months=1))
    loaded = load(brought, by=officer)
    assert loaded.effect is Effect.CHANGE
    assert not loaded.edition.questions.filter(text_en="Our own words").exists()
    loaded.questionnaire.refresh_from_db()
    assert loaded.questionnaire.approver.key == facts.agreed_by
    assert loaded.questionnaire.cycle_months == facts.cycle_months
    assert load(brought, by=officer).effect is Effect.LEAVE


def test_a_missing_scale_is_named(load, facts, pack):
    with pytest.raises(ValidationError, match="brag_compliance"):
        load_questionnaire(
            board=make.BoardFactory(), facts=facts, scales=(), by=make.UserFactory()
        )


def longer(facts, times):
    """The same questionnaire with its questions asked over and over."""
    section = facts.sections[0]
    questions = tuple(
        replace(question, key=f"{question.key}-{time}")
        for time in range(times)
        for question in section.questions
    )
    return replace(facts, sections=(replace(section, questions=questions),))


def queries_of(run):
    with CaptureQueriesContext(connection) as seen:
        run()
    return len(seen)


def test_queries_do_not_grow_with_questions(load, facts):
    short, long = longer(facts, 1), longer(facts, 60)
    make_short = queries_of(lambda: load(replace(short, key="short")))
    make_long = queries_of(lambda: load(replace(long, key="long")))
    assert make_short == make_long <= 30
    assert queries_of(lambda: load(replace(long, key="long"))) <= 8


def test_all_boards_load_once_and_then_quietly(db):
    call_command("load_framework", "--all", "--yes", stdout=StringIO())
    out = StringIO()
    call_command("load_framework", "--all", "--yes", stdout=out)
    assert out.getvalue().count("Nothing to change.") == 5
    assert Edition.objects.count() >= 11


def test_a_question_a_round_uses_stays(load, facts):
    loaded = load()
    question = loaded.edition.questions.last()
    asked = make.RoundFactory(board=loaded.questionnaire.board, edition=loaded.edition)
    asked.items.create(question=question, text_en="This year's priority")
    with pytest.raises(ValidationError, match="round already uses"):
        load(reworded(facts, keep=1), by=make.UserFactory())


def refused(change):
    """Whether the database itself will not have it."""
    try:
        with transaction.atomic():
            change()
    except Error:
        return True
    return False


@pytest.mark.parametrize("model", [Section, Question, RatingLevel, LevelDescriptor])
def test_the_database_keeps_issued_words(model, load):
    loaded = load()
    edition = issue_edition(edition=loaded.edition, by=make.UserFactory())
    path = {
        RatingLevel: "scale__edition",
        LevelDescriptor: "question__edition",
    }.get(model, "edition")
    text = {Section: "title_en", RatingLevel: "word_en"}.get(model, "text_en")
    rows = model.objects.filter(**{path: edition})
    row = rows.first()
    assert refused(lambda: rows.filter(pk=row.pk).update(**{text: "Other words"}))
    assert refused(lambda: rows.filter(pk=row.pk)._raw_delete("default"))
    row.pk, row.key = None, "another"
    assert refused(row.save)


def test_the_database_keeps_the_issued_edition(world):
    edition = world.alpha.edition
    rows = Edition.objects.filter(pk=edition.pk)
    for change in ({"introduction_en": "x"}, {"label": "x"}, {"state": "draft"}):
        assert refused(lambda change=change: rows.update(**change))
    assert refused(lambda: rows._raw_delete("default"))
    assert not refused(edition.save)


def test_a_question_cannot_be_moved_into_an_issued_edition(world, load):
    question = load().edition.questions.first()
    section = world.alpha.section
    rows = Question.objects.filter(pk=question.pk)
    assert refused(lambda: rows.update(section=section, edition=section.edition))
    assert not refused(lambda: rows.update(text_en="Still a draft"))


@pytest.mark.django_db(transaction=True)
def test_whole_databases_can_still_be_emptied(world):
    call_command("flush", interactive=False, verbosity=0)
    assert not Edition.objects.exists()


def test_issuing_needs_questions_and_happens_once(world):
    officer = world.alpha.officer
    empty = make.EditionFactory(questionnaire=world.alpha.questionnaire, number=2)
    with pytest.raises(ValidationError, match="no questions"):
        issue_edition(edition=empty, by=officer)
    at = world.alpha.edition.issued_at
    assert issue_edition(edition=world.alpha.edition, by=officer).issued_at == at


def test_a_copy_says_the_same_and_follows_the_newest(world):
    side = world.alpha
    made = copy_edition(edition=side.edition, label="2027", by=side.officer)
    assert content_of(made) == content_of(side.edition)
    assert (made.number, made.state, made.follows) == (2, "draft", side.edition)
    with pytest.raises(ValidationError, match="draft already"):
        copy_edition(edition=side.edition, label="2028", by=side.officer)


def test_who_agreed_is_written_once_and_not_after_issue(world, load):
    side = world.alpha
    approve = {"group": side.group, "by": side.officer}
    day = side.edition.issued_at.date()
    later = day.replace(year=day.year + 1)
    with pytest.raises(ValidationError, match="still to come"):
        approve_edition(edition=side.edition, on=later, **approve)
    approved = approve_edition(edition=side.edition, on=day, **approve)
    assert approved.approved_by_group == side.group
    with pytest.raises(ValidationError, match="It stays so"):
        approve_edition(edition=side.edition, on=day, **approve)


@pytest.mark.django_db(transaction=True)
def test_words_cannot_slip_in_while_an_edition_is_issued(load):
    """The writer waits for the round to be issued, and is then refused."""
    edition, officer = load().edition, make.UserFactory()
    begun = Event()

    def write():
        begun.wait()
        try:
            return refused(lambda: edition.questions.update(text_en="Slipped in"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            issue_edition(edition=edition, by=officer)
            writing = pool.submit(write)
            begun.set()
            sleep(0.3)
            assert not writing.done()
        assert writing.result(timeout=10)
    assert not edition.questions.filter(text_en="Slipped in").exists()

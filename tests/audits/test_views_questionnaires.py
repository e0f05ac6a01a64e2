"""Pages of questionnaires and editions: reading, changing drafts, agreeing, copying."""

import csv
import datetime
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from audits.models import AgencyReturn, Edition, Question, Questionnaire
from audits.services import rounds
from audits.services.editions import copy_edition, issue_edition
from audits.views.editions import _next_label
from boards.models import Board
from boards.widgets import DateInput
from tests import factories as make

APRIL, JUNE = datetime.date(2026, 4, 1), datetime.date(2026, 6, 30)


def at(name, questionnaire, *args, board="alpha"):
    key = getattr(questionnaire, "key", questionnaire)
    return reverse(f"audits:{name}", args=[board, key, *args])


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def officer(side, client_for):
    return client_for(side.officer)


@pytest.fixture
def draft(side):
    """The next edition, with the same words, to be changed."""
    return copy_edition(edition=side.edition, label="2027", by=side.officer)


def text_of(response):
    return " ".join(response.content.decode().split())


def form_data(response, **changes):
    """What the page's form would send back unchanged, then changed."""
    form = response.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field.widget, DateInput):
            parts = bound.field.widget.typed(value)
            names = ("day", "month", "year")
            data |= {
                f"{bound.html_name}_{n}": v for n, v in zip(names, parts, strict=True)
            }
        elif isinstance(value, list | tuple):
            data[bound.html_name] = [getattr(v, "pk", v) for v in value]
        elif value not in (None, False):
            data[bound.html_name] = value
    return data | changes


def day(name, date):
    """A date in the three boxes of its field."""
    parts = {"day": date.day, "month": date.month, "year": date.year}
    return {f"{name}_{part}": number for part, number in parts.items()}


# The list.


def listed(side, number):
    for _each in range(number):
        one = make.QuestionnaireFactory(board=side.board, legal_basis="Care Act 2014")
        make.EditionFactory(questionnaire=one)


def test_the_list_filters_searches_sorts_and_exports(side, officer):
    listed(side, 3)
    side.questionnaire.return_kind = "section_135"
    side.questionnaire.save()
    page = reverse("audits:questionnaires", args=["alpha"])

    def names(**query):
        found = officer.get(page, query).context["page"].object_list
        return [row.key for row in found]

    assert len(names()) == 4
    assert names(kind="section_135") == [side.questionnaire.key]
    assert names(q="care act", sort="-name") == sorted(names(q="care"), reverse=True)
    assert names(state="issued") == [side.questionnaire.key]
    csv_file = officer.get(page, {"q": "care", "as": "csv"}).content.decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(csv_file)))) == 4
    xlsx = officer.get(page, {"as": "xlsx"}).content
    assert load_workbook(BytesIO(xlsx)).active.max_row == 5


def test_the_list_costs_the_same_for_3_and_300(side, officer):
    page = reverse("audits:questionnaires", args=["alpha"])
    counts = []
    for number in (2, 297):
        listed(side, number)
        officer.get(page)
        with CaptureQueriesContext(connection) as seen:
            officer.get(page)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_others_read_what_was_issued_and_no_draft(side, draft, client_for):
    reader = client_for(side.practitioner)
    page = reader.get(reverse("audits:questionnaires", args=["alpha"]))
    assert page.context["page"].object_list[0].newest_label == "2026"
    facts = reader.get(at("questionnaire", side.questionnaire))
    assert "2027" not in text_of(facts) and "Change these facts" not in text_of(facts)
    assert reader.get(at("edition", side.questionnaire, 1)).status_code == 200
    assert reader.get(at("edition", side.questionnaire, 2)).status_code == 404


# The facts.


def test_a_restricted_group_is_never_named(side, officer, client_for):
    side.questionnaire.moderator = side.restricted_group
    side.questionnaire.save()
    page = at("questionnaire", side.questionnaire)
    form = at("questionnaire-edit", side.questionnaire)
    assert side.restricted_group.name_en not in text_of(officer.get(page))
    assert side.restricted_group.name_en not in text_of(officer.get(form))
    officer.post(form, form_data(officer.get(form), cycle_months=6))
    side.questionnaire.refresh_from_db()
    assert side.questionnaire.cycle_months == 6
    assert side.questionnaire.moderator == side.restricted_group
    member = client_for(side.restricted_member)
    assert side.restricted_group.name_en in text_of(member.get(page))


def test_two_officers_at_once_lose_no_facts(side, officer):
    form = at("questionnaire-edit", side.questionnaire)
    mine = form_data(officer.get(form), analysed_at="Our own event")
    officer.post(form, form_data(officer.get(form), analysed_at="Development day"))
    answer = officer.post(form, mine)
    assert "Development day" in text_of(answer) and "Our own event" in text_of(answer)
    side.questionnaire.refresh_from_db()
    assert side.questionnaire.analysed_at == "Development day"
    officer.post(form, form_data(answer))
    side.questionnaire.refresh_from_db()
    assert side.questionnaire.analysed_at == "Our own event"


def test_a_wrong_fact_is_named_and_kept(side, officer):
    form = at("questionnaire-edit", side.questionnaire)
    wrong = {"cycle_months": 0} | day("consulted_on", datetime.date(2199, 1, 1))
    answer = officer.post(form, form_data(officer.get(form), name_en="X", **wrong))
    assert set(answer.context["form"].errors) == {"cycle_months", "consulted_on"}
    assert 'value="X"' in text_of(answer)


# An edition.


def test_an_edition_shows_words_beside_every_rating(side, draft, officer):
    question = draft.questions.get(key="s1-1")
    level = question.scale.levels.get(key="red")
    question.descriptors.create(level=level, text_en="Nobody has heard of it")
    question.tags, question.evidence_hint_en = ["voice_of_the_child"], "Minutes"
    question.save()
    page = text_of(officer.get(at("edition", side.questionnaire, 2)))
    for words in ("Nobody has heard of it", "What Red means here", "Minutes"):
        assert words in page
    assert "Voice of the child" in page


def test_an_edition_costs_the_same_however_long(side, draft, officer):
    counts = []
    for number in (1, 60):
        section = draft.sections.get()
        for _each in range(number):
            question = make.QuestionFactory(
                section=section, kind="rating", scale=draft.scales.get()
            )
            question.descriptors.create(
                level=question.scale.levels.first(), text_en="x"
            )
        officer.get(at("edition", side.questionnaire, 2))
        with CaptureQueriesContext(connection) as seen:
            officer.get(at("edition", side.questionnaire, 2))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 18


def test_changes_since_the_last_edition_are_shown(side, draft, officer):
    draft.questions.filter(key="s1-2").update(text_en="Asked otherwise")
    page = text_of(officer.get(at("edition-diff", side.questionnaire, 2)))
    assert "Reworded" in page and "Asked otherwise" in page
    assert officer.get(at("edition-diff", side.questionnaire, 1)).status_code == 404


def test_a_new_edition_starts_from_an_old_one(side, officer):
    form = at("edition-copy", side.questionnaire, 1)
    assert officer.get(form).context["form"].initial["label"] == "2027"
    answer = officer.post(form, {"label": "Year 2027"})
    made = side.questionnaire.editions.get(label="Year 2027")
    assert answer.url == made.get_absolute_url()
    assert made.questions.count() == side.edition.questions.count()
    again = officer.post(form, {"label": "2028"})
    assert "There is a draft already" in text_of(again)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("question-edit", ["s1-1"]),
        ("question-remove", ["s1-1"]),
        ("question-add", ["s1"]),
        ("section-edit", ["s1"]),
        ("section-remove", ["s1"]),
        ("section-add", []),
        ("edition-edit", []),
    ],
)
def test_an_issued_edition_refuses_and_says_where_to_go_on(side, officer, name, args):
    form = at(name, side.questionnaire, 1, *args)
    refused = officer.post(form, {"text_en": "Other words"})
    assert refused.status_code == 409
    assert at("edition-copy", side.questionnaire, 1) in text_of(refused)
    copy_edition(edition=side.edition, label="2027", by=side.officer)
    assert at(name, side.questionnaire, 2, *args) in text_of(officer.get(form))


# Words of a draft.


def test_a_question_is_reworded_moved_and_described(side, draft, officer):
    form = at("question-edit", side.questionnaire, 2, "s1-2")
    sent = form_data(
        officer.get(form),
        text_en="Asked otherwise",
        order=1,
        kind="rating",
        scale__key="brag",
        here_brag_red_en="Nobody knows",
        tags=["voice_of_the_child"],
    )
    sent.pop("evidence_required")
    answer = officer.post(form, sent)
    assert answer.url.endswith("#s1-2")
    question = draft.questions.get(key="s1-2")
    assert (question.text_en, question.kind, question.order) == (
        "Asked otherwise", "rating", 0,
    )  # fmt: skip
    assert not question.evidence_required and question.position_required
    assert question.tags == ["voice_of_the_child"]
    assert question.descriptors.get().text_en == "Nobody knows"
    assert draft.questions.get(key="s1-1").order == 1


def test_english_newer_than_welsh_is_said(side, officer):
    side.board.languages = ["en", "cy"]
    side.board.save()
    second = copy_edition(edition=side.edition, label="2027", by=side.officer)
    second.questions.filter(key="s1-2").update(text_cy="Geiriau")
    issue_edition(edition=second, by=side.officer)
    copy_edition(edition=second, label="2028", by=side.officer)
    form = at("question-edit", side.questionnaire, 3, "s1-2")
    said = "English newer than Welsh"

    same = officer.post(form, form_data(officer.get(form), order=1), follow=True)
    assert said not in text_of(same) and "newer than the Welsh" not in text_of(same)
    newer = officer.post(form, form_data(officer.get(form), text_en="New"), follow=True)
    told = "The English is newer than the Welsh: Question or standard."
    assert told in text_of(newer) and text_of(newer).count(said) == 1
    both = form_data(officer.get(form), text_en="Newer", text_cy="Newydd")
    assert said not in text_of(officer.post(form, both, follow=True))


def test_a_question_that_is_no_rating_keeps_no_scale(side, draft, officer):
    form = at("question-edit", side.questionnaire, 2, "s1-1")
    officer.post(form, form_data(officer.get(form), kind="text", order=1))
    question = draft.questions.get(key="s1-1")
    assert (question.kind, question.scale) == ("text", None)


def test_two_officers_at_once_lose_no_words(side, draft, officer):
    form = at("question-edit", side.questionnaire, 2, "s1-2")
    mine = form_data(officer.get(form), text_en="My words")
    officer.post(form, form_data(officer.get(form), text_en="Their words"))
    answer = officer.post(form, mine)
    assert "Their words" in text_of(answer) and "My words" in text_of(answer)
    assert draft.questions.get(key="s1-2").text_en == "Their words"
    officer.post(form, form_data(answer))
    assert draft.questions.get(key="s1-2").text_en == "My words"


def test_wrong_words_name_the_field_and_stay(side, draft, officer):
    form = at("question-edit", side.questionnaire, 2, "s1-2")
    sent = form_data(officer.get(form), text_en="", guidance_en="Long typed guidance")
    answer = officer.post(form, sent)
    assert list(answer.context["form"].errors) == ["text_en"]
    assert "Long typed guidance" in text_of(answer)


def test_questions_are_added_and_left_out(side, draft, officer):
    form = at("question-add", side.questionnaire, 2, "s1")
    sent = form_data(officer.get(form), number="1.3", text_en="Something new")
    officer.post(form, sent)
    added = draft.questions.get(text_en="Something new")
    assert (added.order, added.scale.key) == (2, "brag")
    assert not Question.objects.filter(key=added.key).exclude(edition=draft).exists()
    officer.post(at("question-remove", side.questionnaire, 2, added.key))
    assert not draft.questions.filter(pk=added.pk).exists()


def test_a_question_a_round_uses_cannot_be_left_out(side, draft, officer):
    asked = make.RoundFactory(board=side.board, edition=draft)
    asked.items.create(question=draft.questions.get(key="s1-2"), text_en="Priority")
    answer = officer.post(at("question-remove", side.questionnaire, 2, "s1-2"))
    assert "round already uses" in text_of(answer)


def test_sections_are_added_changed_and_left_out(side, draft, officer):
    form = at("section-add", side.questionnaire, 2)
    officer.post(form, form_data(officer.get(form), title_en="First", order=1))
    titles = draft.sections.order_by("order").values_list("title_en", flat=True)
    assert list(titles) == ["First", "Leadership"]
    form = at("section-edit", side.questionnaire, 2, "s1")
    officer.post(form, form_data(officer.get(form), title_en="Leading", order=1))
    assert draft.sections.order_by("order").first().title_en == "Leading"
    kept = officer.post(at("section-remove", side.questionnaire, 2, "s1"))
    assert "Move or remove the questions" in text_of(kept)
    empty = draft.sections.get(title_en="First").key
    officer.post(at("section-remove", side.questionnaire, 2, empty))
    assert draft.sections.count() == 1


def test_the_introduction_and_name_are_changed(side, draft, officer):
    form = at("edition-edit", side.questionnaire, 2)
    sent = form_data(officer.get(form), label="2028", introduction_en="Welcome")
    officer.post(form, sent)
    draft.refresh_from_db()
    assert (draft.label, draft.introduction_en) == ("2028", "Welcome")
    assert draft.history.first().history_user == side.officer
    assert "Somebody else" in text_of(officer.post(form, sent | {"label": "2029"}))


# Real frameworks.


@pytest.fixture
def of_pack(db, client_for):
    """A board as its pack makes it, with an officer signed in."""

    def load(slug):
        call_command("load_framework", slug, "--yes", stdout=StringIO())
        board = Board.objects.get(slug=slug)
        user = make.UserFactory()
        make.MembershipFactory(user=user, board=board, role="business_unit")
        return board, user, client_for(user)

    return load


def issue(questionnaire, by, **asked):
    """A round of the questionnaire's pack edition, issued."""
    made = rounds.prepare_round(
        questionnaire=questionnaire,
        edition=questionnaire.editions.get(),
        period="2026-27",
        title=questionnaire.name,
        opens_on=APRIL,
        due_on=JUNE,
        by=by,
        **asked,
    )
    return rounds.issue_round(round=made, by=by)


@pytest.mark.requirement("CTM-43", "CTM-44")
def test_section_135_is_yearly_and_grows_by_data_alone(of_pack):
    board, user, client = of_pack("cwm-taf-morgannwg")
    row = board.questionnaires.get(return_kind="section_135")
    facts = text_of(client.get(at("questionnaire", row, board=board.slug)))
    assert "section 135(3)" in facts and "Every year" in facts
    assert "Unverified" not in facts
    edition = row.editions.get()
    area = edition.sections.get()
    assert (area.number, edition.questions.count()) == ("5", 5)
    form = at("section-add", row, 1, board=board.slug)
    sent = form_data(client.get(form), number="6", title_en="Priority Area 6")
    client.post(form, sent)
    added = edition.sections.get(number="6")
    form = at("question-add", row, 1, added.key, board=board.slug)
    client.post(form, form_data(client.get(form), number="6.1", text_en="A standard"))
    issue(row, user, agencies=[board.agency_links.first().agency])
    page = text_of(client.get(at("edition", row, 1, board=board.slug)))
    assert "Issued on" in page and "6.1 A standard" in page
    asked = AgencyReturn.objects.get(round__edition=edition)
    assert asked.total == 6


@pytest.mark.requirement("WOL-31")
def test_the_schools_audit_keeps_cycle_and_consultation(of_pack):
    board, user, client = of_pack("wolverhampton")
    row = board.questionnaires.get(return_kind="section_175")
    page = at("questionnaire", row, board=board.slug)
    before = text_of(client.get(page))
    assert "Every second year" in before and "Unverified" in before
    assert "Head-teachers" in before
    form = at("questionnaire-edit", row, board=board.slug)
    sent = form_data(client.get(form), cycle_months=6)
    sent.pop("cycle_unverified")
    client.post(form, sent)
    form = at("edition-approve", row, 1, board=board.slug)
    sent = form_data(client.get(form)) | day("consulted_on", APRIL)
    client.post(form, sent | day("approved_on", JUNE))
    after = text_of(client.get(page))
    assert "Every 6 months" in after and "Unverified" not in after
    assert "1 April 2026" in after and "30 June 2026" in after
    edition = row.editions.get()
    assert (edition.approved_by_group, edition.approved_on) == (row.approver, JUNE)


def test_agreement_before_consultation_is_refused(side, draft, officer):
    form = at("edition-approve", side.questionnaire, 2)
    sent = {"group": side.group.pk} | day("consulted_on", JUNE)
    answer = officer.post(form, sent | day("approved_on", APRIL))
    assert list(answer.context["form"].errors) == ["approved_on"]
    assert Edition.objects.get(pk=draft.pk).approved_on is None


@pytest.mark.requirement("SOL-26")
def test_both_audits_of_solihull_reach_those_they_are_for(of_pack):
    board, user, client = of_pack("solihull")
    asked = {}
    for kind in ("section_11", "section_175"):
        row = board.questionnaires.get(return_kind=kind)
        round = issue(row, user, sectors=row.sectors)
        page = text_of(client.get(at("questionnaire", row, board=board.slug)))
        assert row.get_return_kind_display() in page and round.period in page
        rows = AgencyReturn.objects.filter(round=round)
        asked[kind] = set(rows.values_list("agency__name_en", flat=True))
    assert "Commissioned Services" in asked["section_11"] - asked["section_175"]
    assert "SMBC Schools" in asked["section_175"] - asked["section_11"]


@pytest.mark.requirement("SOM-22")
def test_the_learning_audit_of_somerset_asks_three_things_yearly(of_pack):
    board, user, client = of_pack("somerset")
    row = board.questionnaires.get(return_kind="learning_and_development_audit")
    facts = text_of(client.get(at("questionnaire", row, board=board.slug)))
    assert "Every year" in facts and "Unverified" not in facts
    assert str(row.moderator) in facts and row.moderator.key == "training_development"
    round = issue(row, user, sectors=row.sectors)
    agencies = board.agency_links.filter(agency__sector__in=row.sectors)
    assert round.returns.count() == agencies.count() > 5
    edition = text_of(client.get(at("edition", row, 1, board=board.slug)))
    for section in row.editions.get().sections.all():
        assert str(section) in edition
    assert row.editions.get().sections.count() == 3


def test_every_board_can_be_read_as_its_pack_words_it(db, client_for):
    call_command("load_framework", "--all", "--yes", stdout=StringIO())
    user = make.UserFactory()
    for board in Board.objects.all():
        make.MembershipFactory(user=user, board=board, role="business_unit")
    client = client_for(user)
    for row in Questionnaire.objects.select_related("board"):
        page = client.get(at("edition", row, 1, board=row.board.slug))
        assert page.status_code == 200 and page.context["total"] > 2


@pytest.mark.parametrize(
    ("label", "offered"),
    [
        ("2020-21", "2026-27"),
        ("2026-27", "2027-28"),
        ("2026", "2027"),
        ("One", "2026-27"),
    ],
)
def test_a_new_edition_is_offered_the_year_it_would_be_for(label, offered):
    with time_machine.travel("2026-11-21"):
        assert _next_label(label) == offered

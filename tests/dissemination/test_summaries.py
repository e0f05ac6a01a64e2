"""Summaries of learning: written, sent to the group that shares, answered."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from dissemination.headings import SUMMARY, headings_of
from dissemination.models import LearningSummary
from dissemination.services.summaries import (
    answer_summary,
    edit_summary,
    submit_summary,
    write_summary,
)
from dissemination.steps import steps
from learning.models import ReportTemplate
from learning.services.versions import StaleVersion
from tests import factories as make
from tests.reporting.built import built, pdf_of, pdf_words, word_of

# Seed 003, appendix B, to the letter.
HEADER = ["Subgroup"]
COLUMNS = [
    "Type of SCP Activity",
    "Brief description of SCP activity and dates undertaken",
    "Summary of findings",
    "Multi-agency learning – key messages",
    "Target audiences for dissemination of learning",
]


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def form_of_solihull(side):
    return ReportTemplate.objects.create(
        board=side.board, key=SUMMARY, name_en="Summary of Learning",
        header=HEADER, columns=COLUMNS,
    )  # fmt: skip


def url(side, name, *args):
    return reverse(f"dissemination:{name}", args=[side.board.slug, *args])


def typed(side, **values):
    usual = {
        "group": side.group.pk, "to_group": side.group.pk, "kind": "case",
        "activity_type": "Audit", "description": "Twenty records, in May",
        "summary": "Plans were not shared", "messages": "Share the plan",
        "audiences": [side.audience.pk],
        "sent_once": "6f0c3a94-1111-4f3c-8c11-a06a3f9a2b01",
    }  # fmt: skip
    return usual | values


@pytest.fixture
def shares(side):
    """The group's function is to share."""
    return side.group.functions.create(function="share")


@pytest.mark.requirement("SOL-33")
def test_a_chair_writes_under_the_forms_headings_and_sends_it(
    side, shares, form_of_solihull, client_for
):
    client = client_for(side.chair)
    page = client.get(url(side, "summary-write")).content.decode()
    assert [word for word in HEADER + COLUMNS if word not in page] == []
    answer = client.post(url(side, "summary-write"), typed(side))
    made = LearningSummary.objects.get()
    assert answer.url == made.get_absolute_url()
    assert list(made.audiences.all()) == [side.audience]
    client.post(url(side, "summary-send", made.reference))
    made.refresh_from_db()
    assert (made.state, made.submitted_by) == ("submitted", side.chair)


@pytest.mark.requirement("SOL-33")
def test_its_source_fills_the_first_words(side, shares, client_for):
    finding = make.FindingFactory(source=side.source, title="Nobody asked the child")
    make.RecommendationFactory(source=side.source, text="Ask at every visit")
    address = url(side, "summary-from", side.source.reference)
    form = client_for(side.chair).get(address).context["form"]
    assert finding.title in form.initial["summary"]
    assert "Ask at every visit" in form.initial["messages"]
    assert form.initial["group"] == form.initial["to_group"] == side.group.pk
    steps_shown = client_for(side.chair).get(
        reverse("learning:findings", args=[side.board.slug, side.source.reference])
    )
    assert url(side, "sharing-of", side.source.reference) in str(steps_shown.content)


@pytest.mark.requirement("CTM-17")
def test_the_receiving_chair_finds_it_by_source_type_and_answers(side, client_for):
    client, sent = client_for(side.chair), side.sent_summary
    [(kind, rows)] = client.get(url(side, "sharing")).context["queue"]
    assert (kind, rows) == (side.source_type, [sent])
    answer = url(side, "summary-answer", sent.reference)
    refused = client.post(answer, {"decision": "return", "answer": ""})
    assert "Say what is missing." in refused.content.decode()
    client.post(answer, {"decision": "return", "answer": "Say for which staff"})
    sent.refresh_from_db()
    assert (sent.state, sent.answer) == ("returned", "Say for which staff")
    submit_summary(summary=sent, by=side.chair)
    client.post(answer, {"decision": "accept", "answer": ""})
    sent.refresh_from_db()
    assert sent.state == "accepted"
    assert client.get(url(side, "sharing")).context["queue"] == []


@pytest.mark.requirement("SOL-40", "SOL-42")
def test_the_inbox_is_narrowed_by_source_type_and_kind(side, client_for):
    client, sent = client_for(side.chair), side.sent_summary
    theme = side.summary_of(side.group, "summary", kind="theme", source=None)

    def shown(query):
        page = client.get(url(side, "summaries") + query).context["page"]
        return set(page.object_list)

    assert shown(f"?source_type={side.source_type.pk}") == {sent}
    assert shown("?kind=theme") == {theme}
    assert shown("?state=submitted&q=rapid") == {sent}
    assert shown("?kind=nonsense") == {sent, theme}


def test_only_a_draft_is_changed_and_two_people_see_both_texts(side, client_for):
    draft, version = side.summary, side.summary.version
    edit_summary(
        summary=draft, values={"messages": "Hers"}, version=version, by=side.chair
    )
    with pytest.raises(StaleVersion):
        edit_summary(
            summary=draft, values={"messages": "His"}, version=version, by=side.officer
        )
    data = typed(side, version=version, messages="His words")
    page = client_for(side.officer).post(
        url(side, "summary-edit", draft.reference), data
    )
    assert "Hers" in page.content.decode()
    assert "His words" in page.content.decode()
    submit_summary(summary=draft, by=side.chair)
    draft.refresh_from_db()
    with pytest.raises(ValidationError):
        edit_summary(
            summary=draft, values={"messages": "Late"}, version=draft.version,
            by=side.chair,
        )  # fmt: skip


def test_nothing_is_answered_twice(side):
    sent = side.sent_summary
    answer_summary(summary=sent, accept=True, answer="", by=side.chair)
    with pytest.raises(ValidationError):
        answer_summary(summary=sent, accept=False, answer="No", by=side.chair)


def test_learning_of_a_restricted_group_stays_with_it(side, client_for):
    values = {"kind": "case", "activity_type": "Review", "summary": "x"}
    with pytest.raises(ValidationError):
        write_summary(
            board=side.board, by=side.restricted_member, group=side.restricted_group,
            to_group=side.group, source=side.restricted_source, **values,
        )  # fmt: skip
    with pytest.raises(ValidationError):
        write_summary(
            board=side.board, by=side.officer, group=side.group,
            to_group=side.restricted_group, **values,
        )  # fmt: skip
    hidden = side.restricted_summary
    assert not LearningSummary.objects.visible_to(side.officer).filter(pk=hidden.pk)
    address = url(side, "summary", hidden.reference)
    assert client_for(side.restricted_member).get(address).status_code == 200


def test_the_form_sent_twice_makes_one_summary(side, shares, client_for):
    client = client_for(side.chair)
    for _again in range(2):
        client.post(url(side, "summary-write"), typed(side))
    assert LearningSummary.objects.count() == 1


def test_a_hidden_source_is_not_named(side, client_for):
    """The group releases words; who reads them need not know the source."""
    sent = side.sent_summary
    sent.source = side.restricted_source
    sent.save()
    page = client_for(side.chair).get(sent.get_absolute_url())
    assert page.context["source"] is None
    found = client_for(side.chair).get(url(side, "summaries") + "?as=csv")
    assert side.restricted_source.title not in found.content.decode()


@pytest.mark.requirement("SOL-32")
def test_the_way_says_where_it_is_and_who_has_it(side, client_for):
    page = client_for(side.chair).get(side.sent_summary.get_absolute_url())
    said = [(step.state, step.owner) for step in page.context["steps"]]
    assert said[:2] == [("done", str(side.group)), ("current", str(side.group))]
    assert said[2][0] == "to come"
    plan = side.sharing_plan
    assert [s.state for s in steps(None, plan, left=1)][-1] == "current"
    assert [s.state for s in steps(None, plan, left=0)][-1] == "done"


@pytest.mark.requirement("SOL-59")
def test_papers_carry_exactly_the_headings_of_the_form(side, form_of_solihull):
    reference = side.summary.reference
    word = word_of(built(side, side.chair, "summary-word", reference))
    [table] = word.tables
    assert [cell.text for cell in table.rows[0].cells] == COLUMNS
    assert any(p.text.startswith("Subgroup: ") for p in word.paragraphs)
    assert side.audience.name in table.rows[1].cells[4].text
    document = built(side, side.chair, "summary-pdf", reference)
    said = pdf_words(document)
    assert [word for word in [*HEADER, *COLUMNS[:2]] if word not in said] == []
    assert pdf_of(document).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_another_board_uses_plain_headings(side):
    assert headings_of(side.board, side.officer, SUMMARY).words["group"] == "Group"


def test_costs_the_same_for_3_and_300(side, client_for, django_assert_max_num_queries):
    client, counts = client_for(side.officer), []
    client.get(url(side, "summaries"))
    for more in (3, 297):
        for _number in range(more):
            side.summary_of(side.group, "summary", kind="theme")
        with django_assert_max_num_queries(12) as found:
            client.get(url(side, "summaries"))
        counts.append(len(found))
    assert counts[0] == counts[1]

"""Sources linked without re-keying, and the golden thread up and down."""

import pytest
from django.urls import reverse

from learning.models import SourceLink
from tests import factories as make
from tests.fixtures.people import canary


def at(name, *args):
    return reverse(f"learning:{name}", args=["alpha", *args])


@pytest.fixture
def filed(world):
    """A single-agency item the first agency filed."""
    side = world.alpha
    return make.LearningSourceFactory(
        board=side.board, kind="single_agency_audit", title="Our own audit",
        owner_agency=side.agency, audience="board",
    )  # fmt: skip


def link(client, source, other, **more):
    data = {"other": other.pk, "kind": "takes_from", "note": "", **more}
    return client.post(at("source-links", source.reference), data)


@pytest.mark.requirement("CTM-2")
def test_an_agency_links_its_item_to_multi_agency_work(filed, world, client_for):
    side, client = world.alpha, client_for(world.alpha.lead)

    link(client, filed, side.source, note="Same theme")
    link(client, filed, side.source)

    made = SourceLink.objects.get()
    assert (made.from_source, made.to_source, made.by) == (
        filed,
        side.source,
        side.lead,
    )
    own = client.get(at("source-links", filed.reference)).content.decode()
    assert "Takes from:" in own
    assert side.source.title in own
    theirs = client.get(at("source-links", side.source.reference)).content.decode()
    assert "Gives to:" in theirs
    assert "Our own audit" in theirs


@pytest.mark.requirement("CTM-2")
def test_only_sources_that_both_may_be_seen_are_linked_and_shown(
    filed, world, client_for
):
    side = world.alpha
    hidden = (side.restricted_source, side.review.source, world.beta.source, filed)
    lead = client_for(side.lead)

    pages = [link(lead, filed, other) for other in hidden]

    assert {page.status_code for page in pages} == {200}
    assert not SourceLink.objects.exists()
    words = lead.get(at("source-links", filed.reference)).content.decode()
    assert canary("alpha", "review") not in words
    SourceLink.objects.create(
        from_source=filed, to_source=side.review.source, kind="same_event"
    )
    for name in ("source-links", "thread"):
        page = lead.get(at(name, filed.reference)).content.decode()
        assert canary("alpha", "review") not in page


def test_a_link_is_found_by_words_and_removed_by_who_writes(filed, world, client_for):
    side, lead = world.alpha, client_for(world.alpha.lead)
    found = lead.get(at("source-links", filed.reference), {"q": "open source"})
    offered = [label for _pk, label in found.context["form"].fields["other"].choices]
    assert [label.split(" (")[0] for label in offered] == [side.source.title]
    link(lead, filed, side.source)
    one = SourceLink.objects.get()
    address = at("source-unlink", filed.reference, one.pk)

    assert client_for(side.other_lead).post(address).status_code == 403
    assert lead.post(address).status_code == 302
    assert not SourceLink.objects.exists()
    assert SourceLink.history.filter(history_type="-").count() == 1


def test_a_mere_reader_links_nothing(filed, world, client_for):
    page = link(client_for(world.alpha.member), filed, world.alpha.source)

    assert page.status_code == 403


def kinds(nodes):
    """What the thread shows, nested, by kind of record."""
    return [
        (node.key.split(":")[0].split(".")[1], kinds(node.children)) for node in nodes
    ]


def test_the_thread_runs_from_the_source_to_what_changed(world, client_for):
    side = world.alpha
    side.action.updates.create(kind="progress", text="Half done", by=side.lead)
    side.action.impact_reviews.create(
        held_on="2026-01-01", measure_retested=True, measure_result="19 of 20",
        strands=["audit"], difference="embedded", what_changed="Plans change",
        by=side.officer,
    )  # fmt: skip
    SourceLink.objects.create(
        from_source=side.source, to_source=side.review.source, kind="follows_up"
    )
    reference = side.review.source.reference

    page = client_for(side.officer).get(at("thread", reference))

    changed = [("actionupdate", []), ("impactreview", [])]
    asked = [("recommendation", [("action", changed)])]
    nested = [("learningsource", [("sourcelink", []), ("finding", asked)])]
    assert kinds(page.context["roots"]) == nested
    words = page.content.decode()
    for said in ("Half done", "Plans change", "19 of 20", "Followed up by"):
        assert said in words


@pytest.mark.parametrize("kind", ["finding", "recommendation", "action"])
def test_the_thread_is_followed_up_from_anything(kind, world, client_for):
    side = world.alpha
    key = side.action.reference if kind == "action" else getattr(side, kind).pk

    page = client_for(side.officer).get(at("thread-from", kind, key))

    assert page.context["source"] == side.review.source
    assert len(page.context["roots"]) == 1
    assert page.content.decode().count('id="here"') == 1


def test_an_addressee_sees_its_own_stretch_of_the_thread(world, client_for):
    side, row = world.alpha, world.alpha.issued_recommendation
    lead = client_for(side.lead)

    for start in (("recommendation", row.pk), ("action", side.action.reference)):
        page = lead.get(at("thread-from", *start))
        assert kinds(page.context["roots"]) == [("recommendation", [("action", [])])]
        assert canary("alpha", "review") not in page.content.decode()
        assert row.source.reference not in page.content.decode()
    assert lead.get(at("thread", row.source.reference)).status_code == 404
    finding = at("thread-from", "finding", side.finding.pk)
    assert lead.get(finding).status_code == 404


@pytest.mark.parametrize(
    "start",
    [("nonsense", "1"), ("finding", "x"), ("action", "1"), ("finding", "9" * 30)],
)
def test_a_thread_of_nothing_is_not_found(start, world, client_for):
    got = client_for(world.alpha.officer).get(at("thread-from", *start))

    assert got.status_code == 404


def test_a_restricted_thread_exists_for_its_group_only(world, client_for):
    side = world.alpha
    starts = [
        at("thread", side.restricted_source.reference),
        at("thread-from", "action", side.restricted_action.reference),
    ]

    for address in starts:
        assert client_for(side.officer).get(address).status_code == 404
        assert client_for(side.lead).get(address).status_code == 404
        assert client_for(side.restricted_member).get(address).status_code == 200


def test_a_big_thread_asks_once_a_kind_of_record(
    world, client_for, django_assert_max_num_queries
):
    """The page's frame, then findings, recommendations, actions, summaries, plans,
    requests, measures, briefings, the log of sharing, what themes raised: one question
    each, two for themes, whatever their number."""
    side, client, counts = world.alpha, client_for(world.alpha.officer), []
    address = at("thread", side.review.source.reference)
    for number in (3, 297):
        for _row in range(number):
            finding = make.FindingFactory(source=side.review.source)
            row = make.RecommendationFactory(source=side.review.source)
            row.findings.add(finding)
            action = make.ActionFactory(plan=side.plan, recommendation=row)
            action.updates.create(kind="progress", text="Said", by=side.lead)
        client.get(address)  # now and then a page also extends the session
        with django_assert_max_num_queries(20) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]

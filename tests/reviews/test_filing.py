"""An agency files its own learning for chosen groups, and nobody else knows of it."""

import datetime

import pytest
from django.urls import reverse

from boards.models import Group
from frameworks.vocabulary import Clock
from learning.deadlines import dues
from learning.models import Finding, LearningSource
from reviews.models import ProgressNote, Review
from reviews.views.work import address
from tests import factories as make
from tests.reviews.opened import at, dated, text

TODAY = datetime.date.today
NOTICE, OUTCOME = TODAY() - datetime.timedelta(40), TODAY() - datetime.timedelta(2)


@pytest.fixture
def side(world):
    return world.alpha


def page_of(side, name, *args):
    return reverse(f"reviews:{name}", args=[side.board.slug, *args])


def words(side, **more):
    """What a lead types for the agency's own audit."""
    return {
        "title": "Audit of missed visits",
        "summary": "Whether missed visits are followed up",
        "methodology": "Twenty records, read by two managers",
        "strand": "both",
        "shared_with": [side.group.pk],
        "sent_once": "7d6e5f7e-8a51-4f3c-9a6a-0d8ad3a0c001",
        **dated("began_on", NOTICE),
        **more,
    }


def finding(kind="gap"):
    return {
        "kind": kind,
        "finding_title": "Missed visits are not followed up",
        "finding_text": "Nobody owns the list",
    }


def inspected(side, **more):
    """What a lead types for an inspection of the agency."""
    sent = words(side, title="Custody inspection", inspectorate="HMICFRS", **more)
    return sent | dated("notice_on", NOTICE)


def outcome():
    return {
        "judgement": "Good",
        "strengths": "Calm custody suites",
        **finding("good_practice"),
        **dated("outcome_on", OUTCOME),
    }


def filed(client, side, sent, key="single_agency_review"):
    response = client.post(page_of(side, "file-details", key), sent)
    if response.status_code == 200:
        raise AssertionError(response.context["form"].errors)
    return Review.objects.get(source__title=sent["title"])


@pytest.fixture
def item(side, client_for):
    """The first agency's finished audit, read by the chair's group."""
    sent = words(side, **finding(), **dated("finished_on", OUTCOME))
    return filed(client_for(side.lead), side, sent)


@pytest.mark.requirement("CTM-30", "CTM-36")
def test_a_lead_files_a_finding_for_a_chosen_group(side, item):
    source = item.source
    assert (source.audience, source.owner_agency) == ("group", side.agency)
    assert list(source.shared_with.all()) == [side.group] == [source.lead_group]
    assert source.methodology == "Twenty records, read by two managers"
    assert source.stage == "report"
    told = source.findings.get()
    assert (told.kind, told.agency) == ("gap", side.agency)
    assert source in LearningSource.objects.visible_to(side.chair)
    assert told in Finding.objects.visible_to(side.chair)


@pytest.mark.requirement("CTM-30", "SOL-14")
@pytest.mark.parametrize("who", ["other_lead", "member", "practitioner", "stranger"])
def test_nobody_outside_the_chosen_groups_sees_anything(
    who, side, world, client_for, item
):
    person = world.beta.officer if who == "stranger" else getattr(side, who)
    client, slug = client_for(person), side.board.slug
    assert client.get(item.get_absolute_url()).status_code == 404
    assert client.get(address(item, "progress")).status_code == 404
    assert client.get(item.source.get_absolute_url()).status_code == 404
    assert not LearningSource.objects.visible_to(person).search("missed").exists()
    if who == "stranger":
        return
    for form in ("", "?q=missed", "?as=csv"):
        for name in ("reviews:reviews", "learning:sources", "learning:all-findings"):
            found = client.get(reverse(name, args=[slug]) + form)
            assert "issed visits" not in found.content.decode()
    listed = client.get(reverse("reviews:reviews", args=[slug]))
    assert listed.context["page"].paginator.count == 0


def test_a_second_group_reads_but_does_not_work_on_it(side, client_for):
    second = make.GroupFactory(board=side.board, name_en="Training Group")
    reader = make.UserFactory()
    make.MembershipFactory(user=reader, board=side.board, role="practitioner")
    seat = make.SeatFactory(group=second, post_en="Trainer")
    make.SeatHoldingFactory(seat=seat, user=reader)
    both = [side.group.pk, second.pk]
    sent = words(side, **finding(), shared_with=both, **dated("finished_on", OUTCOME))
    made = filed(client_for(side.lead), side, sent)
    client = client_for(reader)
    assert client.get(made.get_absolute_url()).status_code == 200
    assert client.get(at(made, "papers")).status_code == 404
    worked = Review.objects.worked_on_by
    assert made in worked(side.lead) and made in worked(side.officer)
    assert made in worked(side.chair) and made not in worked(reader)
    assert made not in worked(side.contributor)


def test_a_restricted_group_is_never_offered(side, client_for):
    client = client_for(side.lead)
    sent = words(side, shared_with=[side.restricted_group.pk])
    found = client.post(page_of(side, "file-details", "single_agency_review"), sent)
    assert "shared_with" in found.context["form"].errors
    assert side.restricted_group.name_en not in found.content.decode()


def test_a_finished_audit_needs_a_finding_and_words_stay(side, client_for):
    sent = words(side, **dated("finished_on", OUTCOME))
    client = client_for(side.lead)
    found = client.post(page_of(side, "file-details", "single_agency_review"), sent)
    errors = found.context["form"].errors
    assert {"kind", "finding_title", "finding_text"} <= errors.keys()
    assert "Twenty records, read by two managers" in found.content.decode()
    assert not Review.objects.filter(source__title=sent["title"]).exists()


def test_the_same_form_sent_twice_files_one_item(side, client_for):
    client = client_for(side.lead)
    sent = words(side, **finding(), **dated("finished_on", OUTCOME))
    for _again in range(2):
        made = filed(client, side, sent)
    assert made.source.findings.count() == 1


@pytest.mark.requirement("HAR-30", "SOL-14")
def test_a_lead_logs_notice_outcome_and_plan_within_set_days(side, client_for):
    client = client_for(side.lead)
    made = filed(client, side, inspected(side), "inspection_hmicfrs")
    assert made.source.stage == "notice"
    assert made.inspection.provider == side.agency
    page = text(client.get(address(made, "inspection")))
    assert "3 months after" in page
    sent = {
        "inspectorate": "HMICFRS",
        "provider": side.agency.pk,
        "strengths": "Calm custody suites",
        "version": made.inspection.version,
        **dated("outcome_on", OUTCOME),
    }
    assert client.post(address(made, "inspection"), sent).status_code == 302
    made.inspection.refresh_from_db()
    assert made.inspection.strengths == "Calm custody suites"
    limit = made.source.milestones.get(key="inspection_action_plan")
    assert limit.starts_on == OUTCOME and limit.met_on is None
    owed = [due for due in dues(TODAY(), user=side.lead) if due.due_on == limit.due_on]
    assert [due.plain for due in owed] == ["Action plan due"]
    sent |= dated("plan_sent_on", TODAY()) | {"version": made.inspection.version}
    assert client.post(address(made, "inspection"), sent).status_code == 302
    limit.refresh_from_db()
    assert limit.met_on == TODAY()


@pytest.mark.requirement("SOL-14", "HAR-30")
def test_an_outcome_known_at_filing_starts_the_clock_of_the_plan(side, client_for):
    client = client_for(side.lead)
    sent = inspected(side, **outcome())
    made = filed(client, side, sent, "inspection_hmicfrs")
    assert made.source.stage == "action_plan"
    days = dict(made.source.dates.values_list("clock", "on"))
    assert days[Clock.NOTICE_RECEIVED] == NOTICE
    assert days[Clock.OUTCOME_RECEIVED] == OUTCOME
    limit = made.source.milestones.get()
    receipt = text(client.get(page_of(side, "filed", made.reference)))
    assert f"due {limit.due_on.day} {limit.due_on:%B %Y}" in receipt


@pytest.mark.requirement("SOL-14")
def test_the_lead_of_the_provider_logs_an_inspection_the_officers_opened(
    side, client_for
):
    made = side.inspected
    sent = {
        "inspectorate": "Care Quality Commission",
        "provider": side.agency.pk,
        "strengths": "Teams listen",
        "version": made.inspection.version,
    } | dated("outcome_on", OUTCOME)
    other = client_for(side.other_lead).post(address(made, "inspection"), sent)
    assert other.status_code == 404
    mine = client_for(side.lead).post(address(made, "inspection"), sent)
    assert mine.status_code == 302
    made.inspection.refresh_from_db()
    assert made.inspection.strengths == "Teams listen"
    assert client_for(side.lead).get(at(made, "review-change")).status_code == 403


@pytest.mark.requirement("CTM-36")
def test_progress_goes_to_one_chosen_group(side, client_for, item):
    second = make.GroupFactory(board=side.board, name_en="Training Group")
    item.source.shared_with.add(second)
    client = client_for(side.lead)
    sent = {
        "group": second.pk,
        "text": "Every team has a rota now",
        "sent_once": "7d6e5f7e-8a51-4f3c-9a6a-0d8ad3a0c002",
    }
    for _again in range(2):
        assert client.post(address(item, "progress"), sent).status_code == 302
    note = ProgressNote.objects.get()
    assert note.group == second
    reads = ProgressNote.objects.visible_to
    assert note in reads(side.officer) and note in reads(side.lead)
    assert note not in reads(side.chair) and note not in reads(side.other_lead)
    chair = client_for(side.chair)
    assert "Every team" not in text(chair.get(address(item, "progress")))
    assert chair.post(address(item, "progress"), sent).status_code == 403


def test_progress_goes_to_no_group_that_does_not_read_it(side, client_for, item):
    second = make.GroupFactory(board=side.board, name_en="Training Group")
    sent = {"group": second.pk, "text": "Words", "sent_once": item.source.sent_once}
    found = client_for(side.lead).post(address(item, "progress"), sent)
    assert "group" in found.context["form"].errors


@pytest.mark.requirement("CTM-36")
def test_the_agency_moves_its_item_and_chooses_other_groups(side, client_for, item):
    second = make.GroupFactory(board=side.board, name_en="Training Group")
    client = client_for(side.lead)
    sent = {
        "title": item.source.title,
        "summary": "Whether missed visits are followed up",
        "methodology": "Thirty records",
        "shared_with": [second.pk],
        "version": item.source.version,
    }
    assert client.post(address(item, "filed-change"), sent).status_code == 302
    source = LearningSource.objects.get(pk=item.pk)
    assert (source.methodology, source.lead_group) == ("Thirty records", second)
    assert source not in LearningSource.objects.visible_to(side.chair)
    move = at(item, "review-move", "action_plan")
    sent = {"note": "", "seen": "report", **dated("on", TODAY())}
    assert client.post(move, sent).status_code == 302
    source.refresh_from_db()
    assert source.stage == "action_plan"


def test_two_of_an_agency_change_an_item_and_see_both_texts(side, client_for, item):
    client = client_for(side.lead)
    sent = {
        "title": "One title",
        "summary": "S",
        "methodology": "M",
        "shared_with": [side.group.pk],
        "version": item.source.version,
    }
    client.post(address(item, "filed-change"), sent)
    again = client.post(address(item, "filed-change"), sent | {"title": "Another"})
    seen = [(row["theirs"], row["yours"]) for row in again.context["differences"]]
    assert ("One title", "Another") in seen


def test_only_leads_file(side, client_for):
    for who in ("officer", "contributor", "executive", "practitioner"):
        found = client_for(getattr(side, who)).get(page_of(side, "file"))
        assert found.status_code == 403
    assert Group.objects.visible_to(side.lead).exists()


def test_words_of_an_item_not_filed_yet_are_kept_for_who_typed_them(side, client_for):
    key, client = "single_agency_review", client_for(side.lead)
    typed = {"title": "Half a title", "sequence": "1"}
    answer = client.post(page_of(side, "file-unsaved", key), typed)
    assert answer.json()["state"] == "draft"

    page = client.get(page_of(side, "file-details", key)).content.decode()
    assert "Half a title" in page and page_of(side, "file-unsaved", key) in page
    other = client_for(side.other_lead).get(page_of(side, "file-details", key))
    assert "Half a title" not in other.content.decode()

    filed(client, side, words(side, **finding(), **dated("finished_on", OUTCOME)))
    page = client.get(page_of(side, "file-details", key)).content.decode()
    assert "Half a title" not in page


def test_words_of_an_item_not_filed_yet_are_thrown_away_on_purpose(side, client_for):
    key, client = "single_agency_review", client_for(side.lead)
    client.post(page_of(side, "file-unsaved", key), {"title": "Half a title"})
    client.post(page_of(side, "file-unsaved-forget", key))
    page = client.get(page_of(side, "file-details", key)).content.decode()
    assert "Half a title" not in page

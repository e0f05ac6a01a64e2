"""Years of a panel, counts without any death, releases, referrals, the cut-over."""

import datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actionplans.services.evidence import add_evidence
from boards.models import AccessRecord
from deaths.models import Count, PanelYear, Referral, Release
from deaths.services import panels, releases, reports, years
from deaths.tables import tables_of
from frameworks.packs import load_pack
from learning.choices import LinkKind
from learning.deadlines import dues
from learning.models import SourceLink
from learning.services.recommendations import add_recommendation, issue
from tests import factories as make


@pytest.fixture
def side(world):
    assert world.alpha.panel
    return world.alpha


def at(side, name, *args):
    return reverse(f"deaths:{name}", args=[side.board.slug, *args])


@pytest.fixture
def chair(side, client_for):
    return client_for(side.restricted_member)


def colleague(side):
    """A second person who keeps the panel's records."""
    user = make.UserFactory(email="second@example.org")
    make.MembershipFactory(user=user, board=side.board, role="practitioner")
    seat = make.SeatFactory(group=side.death_group, role="officer", post_en="Officer")
    make.SeatHoldingFactory(seat=seat, user=user)
    return user


@pytest.mark.requirement("WOL-20")
def test_themes_are_noted_under_the_four_purposes(side, chair):
    purposes = load_pack(side.board.pack).deaths.purposes
    assert len(purposes) == 4
    chair.post(at(side, "year-open", side.panel.pk), {"year": "2024/25"})
    year = PanelYear.objects.get(year="2024-25")
    address = at(side, "theme-add", side.panel.pk, year.pk)
    page = chair.get(address).content.decode()
    assert all(one.name.en in page for one in purposes)
    sent = {"purpose": "public_health", "text": "Sleep away from home",
            "sent_once": "0b0c8fd1-3d2f-4a2e-9a55-94c6ef5c3b2a"}  # fmt: skip
    for _twice in range(2):
        assert chair.post(address, sent).status_code == 302
    assert year.themes.count() == 1
    shown = chair.get(at(side, "year", side.panel.pk, year.pk)).content.decode()
    assert "Sleep away from home" in shown and "Wider public health" in shown
    named = {**sent, "text": "Seen by Dr Smith on the ward", "sent_once":
             "0b0c8fd1-3d2f-4a2e-9a55-94c6ef5c3b2b"}  # fmt: skip
    assert b"could identify somebody" in chair.post(address, named).content


@pytest.mark.requirement("HAR-19")
def test_counts_are_totals_and_small_ones_do_not_show(side, chair):
    year = side.death_year
    columns = {field.name for field in Count._meta.get_fields()}
    forbidden = {"date", "born", "died", "sex", "age", "place", "area"}
    assert not columns & forbidden
    page = chair.get(at(side, "year", side.panel.pk, year.pk)).content.decode()
    table = tables_of(year, 5)[0]
    cells = {line.key: line.cells for line in table.lines}
    assert cells["trauma"][0] is None and cells["trauma"][-1] is None
    assert cells["perinatal"][1] == 11 or cells["perinatal"][-1] == 19
    assert "hidden" in page
    sheet = chair.get(at(side, "year", side.panel.pk, year.pk), {"as": "csv"})
    assert "hidden" in sheet.content.decode()
    form = chair.get(at(side, "counts", side.panel.pk, year.pk)).content.decode()
    assert 'name="trauma--yes"' in form  # who keeps the records sees whole numbers
    # A version somebody else saved meanwhile is not overwritten.
    stale = {"version": 1, "trauma--yes": "7"}
    told = chair.post(at(side, "counts", side.panel.pk, year.pk), stale)
    assert told.status_code == 200
    assert year.counts.get(row="trauma", column="yes").number == 1


def test_scores_of_two_forms_are_never_put_together(side):
    year = side.death_year
    for form, score in (("form_c", "3"), ("analysis_form", "2")):
        year = years.save_counts(
            year=year, table="domain", form=form, version=year.version,
            numbers={("a", score): 12, ("a", "0"): 9}, by=side.restricted_member,
        )  # fmt: skip
    tables = {table.key: table for table in tables_of(year, 0)}
    assert {"domain:form_c", "domain:analysis_form"} <= tables.keys()
    for key in ("domain:form_c", "domain:analysis_form"):
        numbers = [n for line in tables[key].lines for n in line.cells]
        assert sum(numbers) == 21  # its own only; no mean, no total of both
    assert len(tables["domain:form_c"].columns) == 5
    assert len(tables["domain:analysis_form"].columns) == 3


@pytest.mark.requirement("WOL-22")
def test_another_board_sees_the_release_and_no_more(world, side, client_for):
    side.death_group.shared_with.add(world.beta.board)
    second = colleague(side)
    draft = side.draft_release
    draft.boards.add(world.beta.board)
    neighbour = client_for(world.beta.officer)
    there = reverse("deaths:release", args=[world.beta.board.slug, draft.reference])
    assert neighbour.get(there).status_code == 404
    with pytest.raises(ValidationError):
        releases.approve(release=draft, by=side.restricted_member)
    client = client_for(second)
    client.post(at(side, "release-approve", draft.reference))
    page = neighbour.get(there)
    assert page.status_code == 200 and b"Perinatal" in page.content
    listed = reverse("deaths:releases", args=[world.beta.board.slug])
    assert draft.reference.encode() in neighbour.get(listed).content
    panel = reverse("deaths:panel", args=[world.beta.board.slug, side.panel.pk])
    assert neighbour.get(panel).status_code == 404
    # Frozen: what leaves once does not change.
    with pytest.raises(ValidationError):
        years.save_counts(
            year=side.death_year, table="category", form="", numbers={},
            version=side.death_year.version, by=second,
        )  # fmt: skip
    with pytest.raises(ValidationError):
        releases.make_release(
            panel=side.panel, title="Again", words="Again", years=[side.death_year],
            boards=[side.board], by=second,
        )  # fmt: skip


def _lined(release, key):
    table = release.content["years"][0]["tables"][0]
    return next(line["cells"] for line in table["lines"] if line["key"] == key)


def test_a_release_keeps_nothing_small(side):
    assert _lined(side.draft_release, "trauma") == [None, 0, 0, None] or (
        None in _lined(side.draft_release, "trauma")
    )
    numbers = [
        cell
        for table in side.draft_release.content["years"][0]["tables"]
        for line in table["lines"]
        for cell in line["cells"]
    ]
    assert not {1, 2, 3, 4, 5} & set(numbers)


@pytest.mark.requirement("HAR-20")
def test_the_plan_shows_what_is_overdue_at_the_next_meeting(side, chair):
    late = timezone.localdate() - datetime.timedelta(3)
    plan = make.ActionPlanFactory(
        board=side.board, source=side.death_year.source, state="agreed",
        monitoring_group=side.death_group, confined_to=side.death_group,
        agreed_by=side.restricted_member, agreed_at=timezone.now(),
        created_by=side.restricted_member,
    )  # fmt: skip
    action = make.ActionFactory(
        plan=plan, agency=side.agency, text="One checklist", due_on=late
    )
    add_evidence(
        action=action, by=side.restricted_member, title="Draft", summary="In use"
    )
    page = chair.get(at(side, "panel", side.panel.pk)).content.decode()
    assert "One checklist" in page and "Overdue" in page and "1 piece" in page
    assert plan.get_absolute_url() in page


@pytest.mark.requirement("HAR-21")
def test_each_recommendation_of_the_yearly_report_has_its_reply(side, client_for):
    asked = add_recommendation(
        source=side.death_year.source, by=side.restricted_member,
        values={"text": "Offer a cot space", "addressee": "Housing"},
    )  # fmt: skip
    issue(recommendations=[asked], by=side.restricted_member)
    release = side.draft_release
    releases.approve(release=release, by=colleague(side))
    officer = client_for(side.officer)
    assert b"Offer a cot space" in officer.get(
        at(side, "release", release.reference)
    ).content  # fmt: skip
    day = timezone.localdate()
    sent = {"lead_group": side.group.pk, "received_on_day": day.day,
            "received_on_month": day.month, "received_on_year": day.year}  # fmt: skip
    for _twice in range(2):
        gone = officer.post(at(side, "release-take", release.reference), sent)
        assert gone.status_code == 302, gone.content.decode()[:3000]
    with pytest.raises(ValidationError):  # it never went there
        reports.receive_release(
            release=release, board=make.BoardFactory(), lead_group=side.group,
            received_on=day, by=side.officer,
        )  # fmt: skip
    own = release.receipts.get().source.recommendations.get()
    assert own.text == "Offer a cot space" and own.board == side.board
    own.addressee, own.addressee_agency = "", side.agency
    own.issued_at, own.issued_by = timezone.now(), side.officer
    own.response, own.responded_at = "accepted", timezone.now()
    own.responded_by = side.lead
    own.save()
    page = officer.get(gone.url).content.decode()
    assert "Offer a cot space" in page and "Accepted" in page
    assert "1 of 1" in officer.get(at(side, "received")).content.decode()


@pytest.mark.requirement("SOL-19")
def test_learning_is_extracted_from_a_report_that_came_in(side, client_for):
    officer, day = client_for(side.officer), timezone.localdate()
    sent = {
        "title": "Annual report of the panel", "year": "2024-25",
        "from_body": "Regional panel", "summary": "", "lead_group": side.group.pk,
        "received_on_day": day.day, "received_on_month": day.month,
        "received_on_year": day.year,
        "sent_once": "0b0c8fd1-3d2f-4a2e-9a55-94c6ef5c3b2c",
    }  # fmt: skip
    wrong = officer.post(at(side, "received-add"), sent | {"year": "last"})
    assert b"Write the year as 2025-26" in wrong.content
    for _twice in range(2):
        gone = officer.post(at(side, "received-add"), sent)
    assert side.board.sources.filter(title="Annual report of the panel").count() == 1
    source = side.board.sources.get(title="Annual report of the panel")
    make.FindingFactory(source=source, title="Sleep advice comes once")
    page = officer.get(gone.url).content.decode()
    assert "Sleep advice comes once" in page
    assert reverse(
        "learning:finding-add", args=[side.board.slug, source.reference]
    ) in (page)


@pytest.mark.requirement("SOM-15")
def test_a_trend_is_linked_to_a_campaign_and_its_reach(side, client_for):
    release = side.draft_release
    releases.approve(release=release, by=colleague(side))
    officer, day = client_for(side.officer), timezone.localdate()
    address = at(side, "campaign-add", release.reference)
    trend = "Infection"
    sent = {
        "trend": trend, "name": "Every sleep", "reach": "1450", "counted": "Leaflets",
        "difference": "", "begun_on_day": day.day, "begun_on_month": day.month,
        "begun_on_year": day.year, "sent_once": "0b0c8fd1-3d2f-4a2e-9a55-94c6ef5c3b2d",
    }  # fmt: skip
    assert officer.post(address, sent | {"trend": "Made up"}).status_code == 200
    assert officer.post(address, sent | {"reach": "many"}).status_code == 200
    assert officer.post(address, sent).status_code == 302
    page = officer.get(at(side, "release", release.reference)).content.decode()
    assert "Every sleep" in page and "1450" in page


@pytest.mark.requirement("WOL-21")
def test_a_panel_refers_and_the_group_decides_with_a_reason(side, client_for, chair):
    day = timezone.localdate()
    sent = {
        "to_group": side.group.pk, "reason": "Agencies worked apart.",
        "referred_on_day": day.day, "referred_on_month": day.month,
        "referred_on_year": day.year,
        "sent_once": "0b0c8fd1-3d2f-4a2e-9a55-94c6ef5c3b2e",
    }  # fmt: skip
    assert chair.post(at(side, "refer", side.panel.pk), sent).status_code == 302
    referral = Referral.objects.get()
    decides = client_for(side.chair)
    address = at(side, "referral-decide", referral.reference)
    decided = {
        "decision": "review", "decision_reason": "", "version": referral.version,
        "decided_on_day": day.day, "decided_on_month": day.month,
        "decided_on_year": day.year,
    }  # fmt: skip
    assert decides.post(address, decided).status_code == 200  # no reason, no decision
    decided["decision_reason"] = "Joint work failed"
    assert decides.post(address, decided).status_code == 302
    assert side.death_year.source
    linked = decides.post(
        at(side, "referral-link", referral.reference),
        {"source": side.review.source.pk},
    )
    assert linked.status_code == 302
    page = decides.get(at(side, "referral", referral.reference)).content.decode()
    assert "Joint work failed" in page and side.review.source.title in page
    assert SourceLink.objects.get().kind == LinkKind.FOLLOWS_UP
    assert client_for(side.lead).get(referral.get_absolute_url()).status_code == 404


@pytest.mark.requirement("SOM-13")
def test_after_the_cut_over_nothing_begins_and_the_limit_counts(side, chair):
    by, panel = side.restricted_member, side.panel
    review = side.open_death_review
    panel.cut_over_on, panel.latest_on = datetime.date(2019, 9, 29), None
    panel.limit_months = 4
    assert panel.deadline == datetime.date(2020, 1, 29)
    panel.cut_over_on = datetime.date(2026, 10, 31)
    assert panel.deadline == datetime.date(2027, 2, 28)  # calendar months, clamped
    panel.latest_on = datetime.date(2027, 1, 29)
    assert panel.deadline == datetime.date(2027, 1, 29)
    yesterday = timezone.localdate() - datetime.timedelta(1)
    panels.cut_over(
        panel=panel, on=yesterday, successor="The partners", by=by,
        version=panel.version, latest_on=None,
    )  # fmt: skip
    panel.refresh_from_db()
    for start in (
        lambda: panels.start_reviews(panel=panel, number=1, by=by),
        lambda: years.open_year(panel=panel, year="2040-41", by=by),
    ):
        with pytest.raises(ValidationError):
            start()
    assert chair.get(at(side, "panel", panel.pk)).status_code == 200
    owed = [d for d in dues(timezone.localdate(), user=by) if "deaths" in d.key]
    assert [d.due_on for d in owed] == [panel.deadline]
    assert owed[0].restricted
    panels.finish_review(review=review, on=timezone.localdate(), by=by)
    assert not [d for d in dues(timezone.localdate(), user=by) if "deaths" in d.key]


@pytest.mark.requirement("SOM-14")
def test_unfinished_reviews_are_handed_on_with_a_receipt(side, chair):
    handed = side.death_hand_over
    sheet = chair.get(at(side, "open-reviews", side.panel.pk), {"as": "xlsx"})
    rows = list(load_workbook(BytesIO(sheet.content)).active.values)
    item = handed.items.get()
    assert any(item.reference in map(str, row) for row in rows)
    day = timezone.localdate()
    sent = {"received_by": "The partners", "received_on_day": day.day,
            "received_on_month": day.month, "received_on_year": day.year}  # fmt: skip
    address = at(side, "receipt", side.panel.pk, handed.reference)
    assert chair.post(address, sent).status_code == 302
    page = chair.get(at(side, "open-reviews", side.panel.pk)).content.decode()
    assert "Received by The partners" in page
    left = side.panel.open_reviews.filter(state="open")
    with pytest.raises(ValidationError):
        panels.hand_over(
            panel=side.panel, reviews=list(left), to="X", what="Y",
            handed_on=day + datetime.timedelta(9), by=side.restricted_member,
        )  # fmt: skip
    assert left.count() == 1


def test_wales_has_no_such_panel(side, client_for, chair):
    side.board.jurisdiction = "wales"
    side.board.save()
    for name, args in (
        ("panel", [side.panel.pk]), ("trends", [side.panel.pk]), ("received", []),
        ("referrals", []), ("refer", [side.panel.pk]), ("home", []),
    ):  # fmt: skip
        assert chair.get(at(side, name, *args)).status_code == 404, name
        assert client_for(side.officer).get(at(side, name, *args)).status_code == 404
    board = client_for(side.officer).get(side.board.get_absolute_url())
    assert "learning-from-deaths" not in board.content.decode()


def test_reading_and_refusals_of_a_restricted_panel_are_noted(side, client_for, chair):
    chair.get(at(side, "panel", side.panel.pk))
    client_for(side.officer).get(at(side, "panel", side.panel.pk))
    noted = AccessRecord.objects.filter(group_id=side.death_group.pk)
    assert set(noted.values_list("action", flat=True)) == {"read", "refused"}


def test_lists_ask_as_much_for_many_as_for_few(side, client_for, chair):
    def asked(name, *args):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert chair.get(at(side, name, *args)).status_code == 200
        return len(queries)

    def more(number):
        panels.start_reviews(panel=side.panel, number=number, by=side.restricted_member)
        for one in range(number):
            made = Release.objects.create(
                panel=side.panel,
                reference=f"R{number}-{one}",
                title="T",
                words="W",
                created_by=side.restricted_member,
                content={"up_to": 5},
            )
            made.boards.add(side.board)
            Referral.objects.create(
                panel=side.panel, board=side.board, to_group=side.group,
                reference=f"C{number}-{one}", reason="R",
                created_by=side.restricted_member,
            )  # fmt: skip

    lists = [("releases",), ("referrals",), ("open-reviews", side.panel.pk)]
    more(3)
    assert chair.get(at(side, "home")).status_code == 200
    few = [asked(*one) for one in lists]
    more(60)
    assert [asked(*one) for one in lists] == few
    assert max(few) <= 17

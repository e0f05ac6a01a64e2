"""The themes report: its figures, its words, and the way it takes."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from learning.models import ThemesReport, ThemesReportStep, UnsavedThemesReport
from learning.services.themes_reports import change_report, send_report
from learning.theme_report import table_of
from tests import factories as make
from tests.days import typed
from tests.learning.test_views_framework import form_data

LISTED = reverse("learning:themes-reports", args=["alpha"])


@pytest.fixture
def side(world):
    return world.alpha


def at(name, *args):
    return reverse(f"learning:{name}", args=["alpha", *args])


def seen(side, theme, on, **source):
    source = make.LearningSourceFactory(board=side.board, opened_on=on, **source)
    return make.ThemeTagFactory(theme=theme, source=source, by=side.officer)


def spring(side):
    """Two in the period and one before; a restricted group's counts nowhere."""
    seen(side, side.theme, datetime.date(2026, 2, 1), kind="complaints")
    seen(side, side.theme, datetime.date(2026, 3, 1), kind="rapid_review")
    seen(side, side.theme, datetime.date(2025, 12, 1))
    hidden = {"lead_group": side.restricted_group, "audience": "group"}
    seen(side, side.theme, datetime.date(2026, 3, 1), **hidden)
    tag = seen(side, side.other_theme, datetime.date(2025, 11, 1))
    finding = make.FindingFactory(source=tag.source)
    make.ThemeTagFactory(theme=side.other_theme, finding=finding, by=side.officer)
    plan = {"plan": side.plan, "finding": finding}
    make.ActionFactory(**plan, status="blue", status_on=datetime.date(2026, 5, 1))
    make.ActionFactory(**plan, status="done", status_on=datetime.date(2025, 5, 1))
    make.ActionFactory(**plan)
    make.ActionFactory(**plan, confined_to=side.restricted_group)


@pytest.mark.requirement("CTM-48")
def test_figures_by_theme_without_what_restricted_groups_hold(side):
    spring(side)
    for who in (side.officer, side.restricted_member):
        table = table_of(side.themes_report, who)
        assert table.rows == [
            ["Handover", 2, 1, "1 more", 0, 0, 0, 1, 1],
            ["Neglect", 0, 2, "2 fewer", 1, 1, 0, 0, 0],
        ]


@pytest.mark.requirement("CTM-48")
def test_an_officer_drafts_it_once_for_a_period(side, client_for):
    client, page = client_for(side.officer), at("themes-report-draft")
    first, last = datetime.date(2026, 1, 1), datetime.date(2026, 6, 30)
    sent = form_data(client.get(page), title="Half year") | typed(
        {"first_day": first, "last_day": last}, "first_day", "last_day"
    )
    wrong = sent | typed({"last_day": datetime.date(2025, 1, 1)}, "last_day")
    assert "before the first day" in client.post(page, wrong).content.decode()

    for _time in range(2):
        done = client.post(page, sent)

    made = ThemesReport.objects.get()
    assert done.url == made.get_absolute_url()
    assert (made.first_day, made.last_day, made.state) == (first, last, "draft")


@pytest.mark.requirement("CTM-48")
def test_it_goes_to_the_training_group_and_from_there_to_the_next_tier(
    side, client_for
):
    spring(side)
    report = side.themes_report
    upper = make.GroupFactory(board=side.board, key="joint", name_en="Joint Group")
    side.group.functions.create(function="share")
    side.group.reports_to.add(upper)
    officer, chair = client_for(side.officer), client_for(side.chair)
    send = at("themes-report-send", report.pk)
    assert chair.get(send).status_code == 404

    form = officer.get(send)
    assert form.context["form"].initial["to_group"] == side.group.pk
    officer.post(send, form_data(form, note="Please read."))
    seen(side, side.theme, datetime.date(2026, 3, 1))
    onward = chair.get(send)
    assert onward.context["form"].initial["to_group"] == upper.pk
    chair.post(send, form_data(onward, note="Forwarded."))

    steps = [
        (step.from_group, step.to_group, step.by, step.note)
        for step in ThemesReportStep.objects.order_by("at")
    ]
    assert steps == [
        (None, side.group, side.officer, "Please read."),
        (side.group, upper, side.chair, "Forwarded."),
    ]
    report.refresh_from_db()
    assert report.state == "sent"
    assert table_of(report, side.chair).lines[0].row["total"] == 2  # frozen
    work = chair.get("/your-work/").content.decode()
    assert report.get_absolute_url() in work
    shown = chair.get(report.get_absolute_url()).content.decode()
    assert "Please read." in shown and "Joint Group" in shown


@pytest.mark.requirement("CTM-48")
def test_who_received_it_reads_it_and_nobody_else(side, client_for, world):
    draft, sent = side.themes_report, side.sent_themes_report
    for who in ("officer", "chair", "member", "lead", "restricted_member"):
        client, user = client_for(getattr(side, who)), getattr(side, who)
        listed = client.get(LISTED).context["page"].object_list
        expected = {"officer": {draft, sent}, "chair": {sent}}.get(who, set())
        assert set(listed) == expected
        assert set(ThemesReport.objects.visible_to(user)) == expected
        status = client.get(draft.get_absolute_url()).status_code
        assert status == (200 if who == "officer" else 404)
    assert client_for(world.beta.officer).get(LISTED).status_code == 404


def test_a_group_notes_it_once(side, client_for):
    step = side.themes_report_step
    page = at("themes-report-note", side.sent_themes_report.pk, step.pk)
    for who in (side.chair, side.officer):
        assert client_for(who).post(page).status_code == 302
    step.refresh_from_db()
    assert step.noted_by == side.chair
    work = client_for(side.chair).get("/your-work/").content.decode()
    assert side.sent_themes_report.get_absolute_url() not in work


def test_it_is_refused_where_it_cannot_go(side):
    report = side.sent_themes_report
    other = make.GroupFactory(board=side.board)
    for to_group, from_group, words in (
        (side.restricted_group, None, "takes no reports"),
        (side.group, None, "has it already"),
        (make.GroupFactory(board=side.board), other, "does not have it"),
    ):
        with pytest.raises(ValidationError, match=words):
            send_report(
                report=report, to_group=to_group, from_group=from_group,
                by=side.officer,
            )  # fmt: skip


def test_words_are_kept_while_they_are_typed(side, client_for, client):
    report, officer = side.themes_report, client_for(side.officer)
    page, keep = (
        at("themes-report-write", report.pk),
        at("themes-report-words", report.pk),
    )
    sent = form_data(officer.get(page), commentary="Half a sentence")
    assert officer.post(keep, sent).json()["state"] == "draft"
    assert client.post(keep, sent).json()["state"] == "signed-out"

    again = officer.get(page)
    assert "Half a sentence" in again.content.decode()
    assert not UnsavedThemesReport.objects.visible_to(side.chair).exists()
    officer.post(page, sent | {"commentary": "A whole sentence."})
    report.refresh_from_db()
    assert report.commentary == "A whole sentence."
    assert not UnsavedThemesReport.objects.exists()
    officer.post(keep, sent)
    officer.post(at("themes-report-words-forget", report.pk))
    assert not UnsavedThemesReport.objects.exists()


def test_two_officers_see_both_texts_and_nobody_changes_what_was_sent(side, client_for):
    report, officer = side.themes_report, client_for(side.officer)
    page = at("themes-report-write", report.pk)
    sent = form_data(officer.get(page), commentary="Mine.")
    change_report(
        report=report, values={"commentary": "Theirs."}, version=1, by=side.officer
    )
    words = officer.post(page, sent).content.decode()
    assert "Mine." in words and "Theirs." in words

    send_report(report=report, to_group=side.group, by=side.officer)
    with pytest.raises(ValidationError, match="sent meanwhile"):
        change_report(
            report=report, values={"commentary": "Late"}, version=3, by=side.officer
        )
    for name in ("edit", "write"):
        address = at(f"themes-report-{name}", report.pk)
        assert officer.get(address).status_code == 403


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 2), ({"state": "sent"}, 1), ({"q": "themes"}, 2), ({"q": "zzz"}, 0),
     ({"sort": "-title"}, 2), ({"sort": "state", "state": "x"}, 2)],
)  # fmt: skip
def test_the_list_is_narrowed_sorted_and_exported(side, client_for, asked, number):
    assert side.themes_report and side.sent_themes_report
    client = client_for(side.officer)
    assert client.get(LISTED, asked).context["page"].paginator.count == number
    file = client.get(LISTED, {**asked, "as": "csv"}).content.decode()
    assert len(file.splitlines()) == number + 1
    figures = client.get(side.themes_report.get_absolute_url(), {"as": "xlsx"})
    assert figures.status_code == 200


def test_pages_ask_the_same_of_3_and_of_300(
    side, client_for, django_assert_max_num_queries
):
    client, counts = client_for(side.officer), {}
    report = side.themes_report
    for number in (3, 297):
        for _each in range(number):
            theme = make.ThemeFactory(board=side.board)
            seen(side, theme, datetime.date(2026, 2, 1))
            one = make.ThemesReportFactory(board=side.board, state="sent")
            make.ThemesReportStepFactory(report=one, to_group=side.group)
        for page, most in ((LISTED, 12), (report.get_absolute_url(), 12)):
            client.get(page)
            with django_assert_max_num_queries(most) as asked:
                client.get(page)
            counts.setdefault(page, set()).add(len(asked))
    assert [len(found) for found in counts.values()] == [1, 1]

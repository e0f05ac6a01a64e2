"""A theme that comes back after its actions closed: noticed once, answered, kept."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.deadlines import chases
from learning.models import RecurrenceNotice, ThemeTag
from learning.services import tagging, themes
from learning.services.removing import remove_finding
from learning.services.themes_recurrence import answer_notice
from tests import factories as make
from tests.learning.test_views_framework import form_data

NOTICES = reverse("learning:theme-notices", args=["alpha"])


@pytest.fixture
def side(world):
    """The theme was seen in the review; one action on it is closed."""
    side = world.alpha
    assert side.theme_tag
    make.ActionFactory(plan=side.plan, finding=side.finding, status="blue")
    return side


def confirm(side, source=None, **place):
    return tagging.tag(
        source=source or side.source, theme=side.theme, by=side.officer, **place
    )


@pytest.mark.requirement("CTM-47")
@pytest.mark.parametrize("status", ["done", "blue"])
def test_a_theme_confirmed_after_its_actions_closed_is_noticed(side, status):
    side.plan.actions.filter(finding=side.finding).update(status=status)

    tag = confirm(side)

    notice = RecurrenceNotice.objects.get()
    assert (notice.tag, notice.theme, notice.closed_actions) == (tag, side.theme, 1)
    assert notice.last_closed_on == timezone.localdate()
    assert notice.history.get().history_user == side.officer


def test_it_is_noticed_once(side):
    finding = make.FindingFactory(source=side.source)
    confirm(side)
    confirm(side)
    confirm(side, finding=finding)
    confirm(side, make.LearningSourceFactory(board=side.board))
    notice = RecurrenceNotice.objects.get()

    answer_notice(notice=notice, answer="Known.", version=1, by=side.officer)
    confirm(side, passage="Again here")
    assert RecurrenceNotice.objects.count() == 1
    confirm(side, make.LearningSourceFactory(board=side.board), passage="Elsewhere")
    assert RecurrenceNotice.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [{"status": "green"}, {"status": "withdrawn"}, {"agreed": False},
     {"status_on": datetime.date(2030, 1, 1)}],
)  # fmt: skip
def test_open_or_withdrawn_actions_and_drafts_raise_none(side, change):
    side.plan.actions.filter(finding=side.finding).update(**change)
    confirm(side)
    assert not RecurrenceNotice.objects.exists()


def test_the_source_of_the_actions_itself_raises_none(side):
    confirm(side, side.review.source, passage="The same review")
    tagging.tag(source=side.source, theme=side.other_theme, by=side.officer)
    tagging.tag(source=side.source, theme=side.theme, by=side.officer, state="declined")
    assert not RecurrenceNotice.objects.exists()


@pytest.mark.parametrize("known", ["published_on", "closed_on"])
def test_what_the_board_knew_before_the_actions_closed_is_no_return(side, known):
    setattr(side.source, known, timezone.localdate() - datetime.timedelta(1))
    side.source.save()
    confirm(side)
    finding = make.FindingFactory(
        source=make.LearningSourceFactory(board=side.board),
        created_at=timezone.localtime() - datetime.timedelta(3),
    )
    confirm(side, finding.source, finding=finding)
    assert not RecurrenceNotice.objects.exists()


def test_good_practice_is_no_return(side):
    finding = make.FindingFactory(source=side.source, kind="good_practice")
    confirm(side, finding=finding)
    assert not RecurrenceNotice.objects.exists()


def test_what_was_opened_to_look_at_the_theme_raises_none(side):
    side.theme_response.source = side.source
    side.theme_response.save()
    confirm(side)
    assert not RecurrenceNotice.objects.exists()


@pytest.mark.requirement("CTM-47")
def test_a_restricted_groups_source_tells_its_own_chair_alone(side, client_for):
    confirm(side, side.restricted_source, passage="Closed words")
    confirm(side)

    hidden, seen = RecurrenceNotice.objects.order_by("pk")
    assert hidden.tag.source == side.restricted_source
    shown = {
        who: list(RecurrenceNotice.objects.visible_to(getattr(side, who)))
        for who in ("officer", "chair", "restricted_member", "member", "lead")
    }
    assert shown == {
        "officer": [seen], "chair": [seen], "restricted_member": [seen, hidden],
        "member": [], "lead": [],
    }  # fmt: skip
    page = client_for(side.officer).get(NOTICES)
    assert page.context["page"].paginator.count == 1
    one = reverse("learning:theme-notice", args=["alpha", hidden.pk])
    assert client_for(side.officer).get(one).status_code == 404


def test_what_only_a_restricted_group_did_is_not_told_to_others(side):
    side.plan.actions.filter(finding=side.finding).update(
        confined_to=side.restricted_group
    )
    confirm(side)
    assert not RecurrenceNotice.objects.exists()
    confirm(side, side.restricted_source)
    assert RecurrenceNotice.objects.get().tag.source == side.restricted_source


def test_officers_chase_it_and_chairs_find_it_on_their_work(side, client_for):
    confirm(side)

    (chase,) = [
        one
        for one in chases(timezone.localdate(), side.officer)
        if "came back" in one.text
    ]
    assert (chase.count, chase.url) == (1, NOTICES + "?state=open")
    work = client_for(side.chair).get("/your-work/")
    assert "1 theme came back and waits for an answer" in work.content.decode()
    page = client_for(side.officer).get(side.theme.get_absolute_url())
    assert "Say what the board does about it" in page.content.decode()
    page = client_for(side.member).get(side.theme.get_absolute_url())
    assert "came back" not in page.content.decode()


@pytest.mark.requirement("CTM-47")
def test_it_is_answered_in_words_and_something_raised(side, client_for):
    confirm(side)
    notice = RecurrenceNotice.objects.get()
    page = reverse("learning:theme-notice-answer", args=["alpha", notice.pk])
    client = client_for(side.chair)
    sent = form_data(client.get(page), answer="Training faded.", then="training")

    done = client.post(page, sent)

    raising = reverse("learning:theme-response-raise", args=["alpha", side.theme.pk])
    assert done.url == f"{raising}?notice={notice.pk}&kind=training"
    notice.refresh_from_db()
    assert (notice.answer, notice.answered_by) == ("Training faded.", side.chair)
    assert not RecurrenceNotice.objects.open().exists()
    form = client.get(done.url).context["form"]
    assert form.initial["reason"] == "Training faded."


def test_two_people_answering_see_both_texts(side, client_for):
    confirm(side)
    notice = RecurrenceNotice.objects.get()
    page = reverse("learning:theme-notice-answer", args=["alpha", notice.pk])
    client = client_for(side.officer)
    sent = form_data(client.get(page), answer="Mine.")
    answer_notice(notice=notice, answer="Theirs.", version=1, by=side.chair)

    shown = client.post(page, sent)

    words = shown.content.decode()
    assert "Mine." in words and "Theirs." in words
    again = {**sent, "version": 2}
    assert client.post(page, again).status_code == 302
    assert RecurrenceNotice.history.filter(answer="Theirs.").exists()


def test_taking_the_tag_back_takes_an_unanswered_notice(side):
    tag = confirm(side, passage="Some words")
    tagging.untag(tag=tag, by=side.officer)
    assert not RecurrenceNotice.objects.exists()


def test_an_answer_outlives_its_tag(side):
    tag = confirm(side, passage="Some words")
    notice = RecurrenceNotice.objects.get()
    answer_notice(notice=notice, answer="Said.", version=1, by=side.officer)

    tagging.untag(tag=tag, by=side.officer)

    assert RecurrenceNotice.objects.get().answer == "Said."
    assert ThemeTag.objects.get(pk=tag.pk).state == "declined"


def test_a_finding_stays_where_the_board_answered(side):
    finding = make.FindingFactory(source=side.source)
    confirm(side, finding=finding)
    notice = RecurrenceNotice.objects.get()
    answer_notice(notice=notice, answer="Said.", version=1, by=side.officer)

    with pytest.raises(Exception, match="A theme came back in it"):
        remove_finding(finding=finding, reason="Wrong", version=1, by=side.officer)


def test_a_merge_keeps_every_answer_and_what_was_raised(side):
    first, second = (
        confirm(side),
        make.ThemeTagFactory(
            theme=side.other_theme, source=side.source, by=side.officer
        ),
    )
    stays = make.RecurrenceNoticeFactory(tag=second, answer="Ours.")
    goes = RecurrenceNotice.objects.get(tag=first)
    answer_notice(notice=goes, answer="Theirs.", version=1, by=side.officer)
    response = make.ThemeResponseFactory(
        theme=side.theme, notice=goes, group=side.group
    )

    themes.merge_theme(
        theme=side.theme, into=side.other_theme, version=1, by=side.officer
    )

    stays.refresh_from_db()
    response.refresh_from_db()
    assert stays.answer == "Ours.\n\nTheirs."
    assert (response.notice, response.theme) == (stays, side.other_theme)


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 2), ({"state": "open"}, 1), ({"state": "done"}, 1), ({"q": "zzz"}, 0),
     ({"q": "handover", "sort": "-theme"}, 2), ({"sort": "actions"}, 2)],
)  # fmt: skip
def test_the_list_is_narrowed_sorted_and_exported(side, client_for, asked, number):
    confirm(side)
    notice = RecurrenceNotice.objects.get()
    answer_notice(notice=notice, answer="Said.", version=1, by=side.officer)
    confirm(side, make.LearningSourceFactory(board=side.board))
    client = client_for(side.officer)
    assert client.get(NOTICES, asked).context["page"].paginator.count == number
    file = client.get(NOTICES, {**asked, "as": "csv"}).content.decode()
    assert len(file.splitlines()) == number + 1


def test_the_list_asks_the_same_of_3_and_of_300(
    side, client_for, django_assert_max_num_queries
):
    client, counts = client_for(side.officer), set()
    for number in (3, 297):
        for _each in range(number):
            finding = make.FindingFactory(source=side.source)
            tag = make.ThemeTagFactory(
                theme=side.theme, finding=finding, by=side.officer
            )
            make.RecurrenceNoticeFactory(tag=tag)
        client.get(NOTICES)
        with django_assert_max_num_queries(12) as asked:
            client.get(NOTICES)
        counts.add(len(asked))
    assert len(counts) == 1

"""What a theme leads to: raised once, linked both ways, due, done."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.deadlines import dues
from learning.models import LearningSource, ThemeResponse
from learning.services.themes_responses import edit_response
from learning.thread import Asked, start_of, thread
from tests import factories as make
from tests.learning.test_views_framework import form_data

LISTED = reverse("learning:theme-responses", args=["alpha"])


@pytest.fixture
def side(world):
    return world.alpha


def at(name, *args):
    return reverse(f"learning:{name}", args=["alpha", *args])


def day(value):
    return {
        "due_on_day": value.day, "due_on_month": value.month, "due_on_year": value.year
    }  # fmt: skip


def filled(client, side, page, **changes):
    due = timezone.localdate() + datetime.timedelta(40)
    words = {"reason": "It keeps coming", "group": side.group.pk, "kind": "training"}
    return form_data(client.get(page)) | words | day(due) | changes


@pytest.mark.requirement("CTM-49")
@pytest.mark.parametrize(
    "kind", ["thematic_forum", "communication", "training", "audit"]
)
@pytest.mark.parametrize("who", ["officer", "chair"])
def test_each_of_the_four_is_raised_from_a_theme(side, client_for, kind, who):
    client, page = (
        client_for(getattr(side, who)),
        at("theme-response-raise", side.theme.pk),
    )
    sent = filled(client, side, page, kind=kind)

    first, second = client.post(page, sent), client.post(page, sent)

    made = ThemeResponse.objects.get()
    assert first.url == second.url == made.get_absolute_url()
    assert (made.theme, made.kind, made.by) == (side.theme, kind, getattr(side, who))
    shown = client.get(side.theme.get_absolute_url()).content.decode()
    assert made.get_absolute_url() in shown
    back = client.get(made.get_absolute_url()).content.decode()
    assert side.theme.get_absolute_url() in back


def test_somebody_elses_form_raises_nothing(side, client_for):
    page = at("theme-response-raise", side.theme.pk)
    officer, chair = client_for(side.officer), client_for(side.chair)
    sent = filled(officer, side, page)
    officer.post(page, sent)
    assert "used already" in chair.post(page, sent).content.decode()
    assert ThemeResponse.objects.count() == 1


@pytest.mark.requirement("CTM-49")
def test_what_a_notice_led_to_answers_it_and_links_both_ways(side, client_for):
    notice = make.RecurrenceNoticeFactory(tag=side.theme_tag)
    client = client_for(side.chair)
    page = at("theme-response-raise", side.theme.pk) + f"?notice={notice.pk}"

    client.post(page, filled(client, side, page))

    notice.refresh_from_db()
    made = notice.responses.get()
    assert notice.answer == "It keeps coming"
    shown = client.get(notice.get_absolute_url()).content.decode()
    assert made.get_absolute_url() in shown
    assert (
        notice.get_absolute_url()
        in client.get(made.get_absolute_url()).content.decode()
    )
    # Who may not see the notice reads what was raised, and nothing of the notice.
    others = client_for(side.member).get(made.get_absolute_url()).content.decode()
    assert notice.get_absolute_url() not in others


def test_an_unseen_notice_is_not_found(side, client_for):
    page = at("theme-response-raise", side.theme.pk)
    for asked in (side.restricted_notice.pk, "x", 10**20):
        found = client_for(side.officer).get(page, {"notice": asked})
        assert found.status_code == 404


def test_what_a_restricted_group_noticed_stays_with_it(side, client_for):
    client = client_for(side.restricted_member)
    page = at("theme-response-raise", side.theme.pk)
    page += f"?notice={side.restricted_notice.pk}"
    refused = client.post(page, filled(client, side, page))
    assert "Only its own group may act" in refused.content.decode()

    sent = filled(client, side, page, group=side.restricted_group.pk)
    assert client.post(page, sent).status_code == 302
    made = ThemeResponse.objects.get()
    assert not ThemeResponse.objects.visible_to(side.officer).exists()
    told = [due for due in dues(timezone.localdate()) if "themeresponse" in due.key]
    assert [(due.user_id, due.restricted) for due in told] == [
        (side.restricted_member.pk, True)
    ]
    assert client_for(side.officer).get(made.get_absolute_url()).status_code == 404


@pytest.mark.requirement("CTM-49")
def test_it_is_due_for_the_chair_and_the_officers_until_done(side, client_for):
    made = side.theme_response
    today = timezone.localdate()

    def told(**who):
        return {d.user_id for d in dues(today, **who) if "themeresponse" in d.key}

    assert told() == told(board=side.board) == {side.officer.pk, side.chair.pk}
    assert told(user=side.chair) == {side.chair.pk}
    assert told(user=side.lead) == set()
    page = at("theme-response-done", made.pk)
    client = client_for(side.chair)
    sent = form_data(client.get(page), outcome="Twenty teams trained.")
    assert client.post(page, sent).status_code == 302
    made.refresh_from_db()
    assert (made.outcome, made.done_on) == ("Twenty teams trained.", today)
    assert told() == set()


def test_a_conflict_shows_both_texts(side, client_for):
    made, client = side.theme_response, client_for(side.officer)
    page = at("theme-response-edit", made.pk)
    sent = form_data(client.get(page), reason="Mine.")
    edit_response(response=made, values={"reason": "Theirs."}, version=1, by=side.chair)
    words = client.post(page, sent).content.decode()
    assert "Mine." in words and "Theirs." in words


def nodes(found):
    for node in found:
        yield node
        yield from nodes(node.children)


@pytest.mark.requirement("CTM-49")
def test_it_stands_on_the_golden_thread(side):
    notice = make.RecurrenceNoticeFactory(tag=side.theme_tag)
    made = make.ThemeResponseFactory(
        theme=side.theme, notice=notice, group=side.group, source=side.source
    )
    for source, who in ((side.review.source, side.chair), (side.source, side.member)):
        start = start_of(who, side.board, "source", source.reference)
        found = list(nodes(thread(Asked(who, side.board, start))))
        assert made.get_absolute_url() in [node.url for node in found]
        seen = notice.get_absolute_url() in [node.url for node in found]
        assert seen is (who == side.chair)


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 2), ({"kind": "audit"}, 1), ({"state": "late"}, 1), ({"state": "open"}, 1),
     ({"state": "done"}, 1), ({"q": "coming"}, 1), ({"q": "zzz"}, 0),
     ({"sort": "-due"}, 2), ({"group": "x", "sort": "group"}, 2)],
)  # fmt: skip
def test_the_list_is_narrowed_sorted_and_exported(side, client_for, asked, number):
    ThemeResponse.objects.filter(pk=side.theme_response.pk).update(
        due_on=datetime.date(2026, 1, 1)
    )
    make.ThemeResponseFactory(
        theme=side.theme, kind="audit", group=side.group, reason="Look",
        done_on=datetime.date(2026, 2, 1), outcome="Looked",
    )  # fmt: skip
    client = client_for(side.member)
    assert client.get(LISTED, asked).context["page"].paginator.count == number
    file = client.get(LISTED, {**asked, "as": "csv"}).content.decode()
    assert len(file.splitlines()) == number + 1


def test_the_list_asks_the_same_of_3_and_of_300(
    side, client_for, django_assert_max_num_queries
):
    client, counts = client_for(side.officer), set()
    for number in (3, 297):
        for _each in range(number):
            make.ThemeResponseFactory(
                theme=side.theme, group=side.group, by=side.officer
            )
        client.get(LISTED)
        with django_assert_max_num_queries(12) as asked:
            client.get(LISTED)
        counts.add(len(asked))
    assert len(counts) == 1


@pytest.mark.requirement("CTM-49")
def test_a_thematic_forum_is_opened_from_it_and_linked(side, client_for, settings):
    made = make.ThemeResponseFactory(
        theme=side.theme, kind="thematic_forum", group=side.group, reason="Why again"
    )
    client = client_for(side.chair)
    shown = client.get(made.get_absolute_url())
    offered = shown.context["openings"]
    assert offered
    form = client.get(offered[0].url)
    assert form.context["form"].initial["summary"] == "Why again"
    assert form.context["form"].initial["title"] == side.theme.name

    sent = form_data(form, lead_group=side.group.pk)
    assert client.post(offered[0].url, sent).status_code == 302
    assert client.post(offered[0].url, sent).status_code == 302

    made.refresh_from_db()
    assert made.source == LearningSource.objects.get(title=side.theme.name)
    again = client.get(made.get_absolute_url())
    assert again.context["openings"] == []
    assert made.source.get_absolute_url() in again.content.decode()

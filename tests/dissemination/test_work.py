"""The year's work plan: strands, tasks, progress, what is late, who sees what."""

import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dissemination.models import WorkTask
from frameworks.packs import load_pack
from learning.deadlines import dues
from learning.services.years import financial_year

TODAY = timezone.localdate


@pytest.fixture
def side(world):
    assert world.alpha.work_plan
    return world.alpha


def url(side, name, *args):
    return reverse(f"dissemination:{name}", args=[side.board.slug, *args])


def sent(side, **values):
    day = TODAY()
    return {
        "strand": "Practitioner forum", "task": "Meet each term",
        "group": side.group.pk, "year": financial_year(), "state": "planned",
        "due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year,
        "sent_once": uuid4(), **values,
    }  # fmt: skip


def strands_on(page):
    return {
        one.name: (one.tasks, one.done, one.late) for one in page.context["strands"]
    }


@pytest.mark.requirement("SOL-43")
def test_the_pack_names_nine_strands():
    [template] = [
        one
        for one in load_pack("solihull").templates
        if one.key == "learning_work_plan"
    ]
    assert len(template.rows) == 9


@pytest.mark.requirement("SOL-43")
def test_each_strand_shows_its_tasks_and_how_far_they_are(side, client_for):
    client = client_for(side.chair)
    form = sent(side)
    assert client.post(url(side, "work-task-add"), form).status_code == 302
    client.post(url(side, "work-task-add"), form)  # the same form again
    made = WorkTask.objects.get()
    page = client.get(url(side, "work-plan"))
    assert strands_on(page) == {
        "Learning priorities": (0, 0, 0), "Practitioner forum": (1, 0, 0),
    }  # fmt: skip
    edit = url(side, "work-task-edit", made.pk)
    done = sent(side, state="done", progress="Met twice", version=made.version)
    assert client.post(edit, done).status_code == 302
    page = client.get(url(side, "work-plan"))
    assert strands_on(page)["Practitioner forum"] == (1, 1, 0)
    assert "Met twice" in page.content.decode()


def test_an_ended_task_says_what_came_of_it(side, client_for):
    form = sent(side, state="stopped", task="Kept words")
    page = client_for(side.officer).post(url(side, "work-task-add"), form)
    text = page.content.decode()
    assert "Say what came of it" in text and "Kept words" in text
    assert not WorkTask.objects.exists()


def test_the_second_of_two_people_sees_both_texts(side, client_for):
    client, task = client_for(side.officer), side.work_task
    edit = url(side, "work-task-edit", task.pk)
    first = sent(side, year=task.year, task="First words", version=1)
    assert client.post(edit, first).status_code == 302
    page = client.post(edit, first | {"task": "Second words"})
    text = page.content.decode()
    assert "First words" in text and "Second words" in text


def test_a_board_without_strands_has_no_work_plan(world, client_for):
    page = client_for(world.beta.officer).get(url(world.beta, "work-plan"))
    assert page.status_code == 404
    home = client_for(world.beta.officer).get(url(world.beta, "sharing"))
    assert url(world.beta, "work-plan") not in home.content.decode()


def test_the_list_filters_searches_and_exports(side, client_for):
    late = side.work_task
    WorkTask.objects.filter(pk=late.pk).update(due_on=TODAY() - datetime.timedelta(1))
    client = client_for(side.member)
    for query, number in {
        "?state=late": 1, "?state=done": 0, "?q=summary": 1, "?q=nothing": 0,
        "?year=2030-31": 1, "?strand=Practitioner+forum": 0,
    }.items():  # fmt: skip
        page = client.get(url(side, "work-plan") + query)
        assert page.context["page"].paginator.count == number, query
    said = client.get(url(side, "work-plan") + "?as=csv")
    assert "Answer each summary" in b"".join(said).decode("utf-8-sig")


def test_a_restricted_groups_task_is_its_own(side, client_for):
    hidden = side.restricted_task
    page = client_for(side.officer).get(url(side, "work-plan"))
    assert page.context["page"].paginator.count == 0
    assert strands_on(page)["Learning priorities"] == (0, 0, 0)
    assert hidden.task not in page.content.decode()
    page = client_for(side.restricted_member).get(url(side, "work-plan"))
    assert page.context["page"].paginator.count == 1


def test_it_is_due_from_its_owner_else_from_the_chair(side):
    task = side.work_task

    def owed_by():
        key = f"dissemination.worktask:{task.pk}"
        return {one.user_id for one in dues(TODAY()) if one.key == key}

    assert owed_by() == {side.chair.pk}
    task.owner = side.lead
    task.save()
    assert owed_by() == {side.lead.pk}


def test_it_costs_the_same_for_3_and_300(side, client_for):
    client = client_for(side.officer)

    def spent():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(side, "work-plan")).status_code == 200
        return len(asked)

    def more(number):
        WorkTask.objects.bulk_create(
            WorkTask(
                board=side.board, group=side.group, year="2030-31", task=f"Task {one}",
                strand="Learning priorities", due_on=TODAY(), owner=side.lead,
                created_by=side.officer,
            )
            for one in range(number)
        )  # fmt: skip

    more(3)
    spent()
    few = spent()
    more(297)
    assert spent() == few <= 12

"""Who is told that something is due, when, and that nobody is told twice."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from boards.models import Membership
from learning.models import Digest, DigestItem, ReminderRule
from learning.notices import Rule, notice_on, usual_rule, words_for
from learning.services import digests
from learning.services.reminders import nudge, save_rule
from learning.tasks import send_digest, sweep_deadlines
from tests import factories as make
from tests.learning.owed import morning

DAY = date(2026, 12, 1)
RULE = Rule((14, 7), 7, 7)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(morning(DAY), tick=False):
        yield


@pytest.fixture
def board(db):
    return make.BoardFactory(name_en="Somerset Safeguarding Board")


@pytest.fixture
def person(board):
    return make.MembershipFactory(board=board, role="business_unit").user


def deliver_all():
    for pk in Digest.objects.values_list("pk", flat=True):
        send_digest(pk)


@pytest.mark.parametrize(
    ("left", "expected"),
    [(15, ""), (14, "before-14"), (13, ""), (8, ""), (7, "before-7"), (6, ""),
     (1, ""), (0, "on-day"), (-1, ""), (-6, ""), (-7, "overdue-7"), (-8, ""),
     (-14, "overdue-14"), (-700, "overdue-700")],
)  # fmt: skip
def test_notices_fall_on_their_days(left, expected):
    assert notice_on(DAY, DAY + timedelta(days=left), RULE) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [(11, "before-14"), (10, ""), (4, "before-7"), (3, ""), (-3, "on-day"),
     (-4, ""), (-10, "overdue-7"), (-11, "")],
)  # fmt: skip
def test_a_sweep_that_could_not_run_catches_up(left, expected):
    due_on = DAY + timedelta(days=left)
    assert notice_on(DAY, due_on, RULE, catch_up=3) == expected


def test_the_usual_rule_is_what_boards_expect():
    assert usual_rule() == RULE
    assert [words_for(n) for n in ("before-14", "on-day", "overdue-7")] == [
        "14 days before",
        "On the day",
        "7 days overdue",
    ]


def test_one_digest_a_person_whatever_is_due(board, person, owed):
    other = make.MembershipFactory(user=person).board
    owed.add(person, board, DAY, "tests.thing:1")
    owed.add(person, board, DAY + timedelta(7), "tests.thing:2")
    owed.add(person, other, DAY - timedelta(7), "tests.thing:3")
    owed.add(person, board, DAY + timedelta(30), "tests.thing:4")
    assert digests.sweep() == 1
    assert DigestItem.objects.count() == 3


def test_sweeping_again_tells_nobody_twice(board, person, owed):
    owed.add(person, board, DAY)
    found = [digests.sweep() for _again in range(3)]
    owed.add(person, board, DAY, "tests.thing:2")
    found.append(digests.sweep())
    assert (found, DigestItem.objects.count()) == ([1, 0, 0, 0], 1)


def test_what_missed_todays_digest_is_told_tomorrow(board, person, owed):
    owed.add(person, board, DAY)
    digests.sweep()
    owed.add(person, board, DAY, "tests.thing:2")
    assert digests.sweep(morning(DAY + timedelta(days=1))) == 1
    assert list(DigestItem.objects.values_list("item", "notice")) == [
        ("tests.thing:1", "on-day"),
        ("tests.thing:2", "on-day"),
    ]


def test_every_notice_of_a_thing_is_told_once(board, person, owed):
    owed.add(person, board, DAY + timedelta(14))
    for after in range(36):
        digests.sweep(morning(DAY + timedelta(days=after)))
    names = DigestItem.objects.order_by("digest__day").values_list("notice", flat=True)
    assert list(names) == [
        "before-14", "before-7", "on-day", "overdue-7", "overdue-14", "overdue-21",
    ]  # fmt: skip


def test_a_new_date_is_told_anew(board, person, owed):
    owed.add(person, board, DAY + timedelta(7))
    digests.sweep()
    owed.clear()
    owed.add(person, board, DAY + timedelta(8))
    assert digests.sweep(morning(DAY + timedelta(days=1))) == 1


def test_the_database_refuses_to_tell_twice(board, person, owed):
    owed.add(person, board, DAY)
    digests.sweep()
    item = DigestItem.objects.get()
    item.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_nobody_is_told_before_the_hour(board, person, owed):
    save_rule(board=board, days_before=[3], overdue_every=2, send_hour=10, by=person)
    owed.add(person, board, DAY + timedelta(3))
    found = [digests.sweep(morning(hour=hour)) for hour in (9, 10)]
    assert found == [0, 1]


def test_the_earliest_hour_counts_for_people_on_several_boards(board, person, owed):
    other = make.MembershipFactory(user=person).board
    ReminderRule.objects.create(board=board, days_before=[7], send_hour=18)
    owed.add(person, board, DAY, "tests.thing:1")
    owed.add(person, other, DAY, "tests.thing:2")
    assert digests.sweep() == 1
    assert DigestItem.objects.count() == 2


def test_the_message_says_how_much_and_never_what(board, person, owed):
    owed.add(person, board, DAY, "tests.thing:1", text="Return on canary")
    owed.add(person, board, DAY + timedelta(7), "tests.thing:2", state="canary")
    digests.sweep()
    deliver_all()
    message = mail.outbox[0]
    assert message.to == [person.email]
    assert "Somerset Safeguarding Board: 2 things due from you" in message.body
    assert "1 December 2026" in message.body
    assert "http://localhost:8000/your-work/" in message.body
    assert "canary" not in message.subject + message.body
    assert message.subject == "LIF Portal: you have something due"


def test_a_message_keeps_its_name(board, person, owed):
    owed.add(person, board, DAY)
    digests.sweep()
    deliver_all()
    digest = Digest.objects.get()
    Digest.objects.update(state="sending", lease_until=morning(hour=7))
    deliver_all()
    names = [message.message()["Message-ID"] for message in mail.outbox]
    assert names == [digest.message_id] * 2


def test_a_message_is_sent_once(board, person, owed):
    owed.add(person, board, DAY)
    digests.sweep()
    deliver_all()
    deliver_all()
    digest = Digest.objects.get()
    assert (len(mail.outbox), digest.state) == (1, "sent")
    assert digest.sent_at == morning(DAY)


def test_a_worker_that_sends_now_is_left_alone(board, person, owed):
    owed.add(person, board, DAY)
    digests.sweep()
    Digest.objects.update(state="sending", lease_until=morning(hour=9))
    deliver_all()
    assert mail.outbox == []


def test_whoever_left_gets_nothing(board, person, owed):
    owed.add(person, board, DAY)
    digests.sweep()
    Membership.objects.update(active_to=DAY - timedelta(days=1))
    deliver_all()
    assert (mail.outbox, Digest.objects.get().state) == ([], "withdrawn")


def test_a_closed_account_gets_nothing(board, person, owed):
    owed.add(person, board, DAY)
    digests.sweep()
    person.is_active = False
    person.save()
    deliver_all()
    assert (mail.outbox, Digest.objects.get().state) == ([], "withdrawn")


def test_what_was_done_in_the_meantime_is_not_counted(board, person, owed):
    owed.add(person, board, DAY, "tests.thing:1")
    owed.add(person, board, DAY, "tests.thing:2")
    digests.sweep()
    del owed[0]
    deliver_all()
    assert "1 thing due from you" in mail.outbox[0].body


def test_a_mail_server_that_refuses_is_asked_again(
    board,
    person,
    owed,
    settings,
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT, settings.EMAIL_HOST = 1, "127.0.0.1"
    owed.add(person, board, DAY)
    digests.sweep()
    states = []
    for _attempt in range(5):
        deliver_all()
        states.append(Digest.objects.get().state)
    assert states == ["waiting"] * 4 + ["failed"]
    assert "refused" in Digest.objects.get().problem


def test_each_person_reads_their_language(board, person, owed):
    person.language = "cy"
    person.save()
    owed.add(person, board, DAY)
    digests.sweep()
    deliver_all()
    assert len(mail.outbox) == 1


def test_the_sweep_asks_as_often_for_many_as_for_few(
    board,
    owed,
    django_assert_num_queries,
):
    for number in range(40):
        user = make.MembershipFactory(board=board).user
        owed.add(user, board, DAY, f"tests.thing:{number}")
    with django_assert_num_queries(9):
        digests.sweep()
    assert Digest.objects.count() == 40


def test_the_daily_task_sweeps(board, person, owed):
    owed.add(person, board, DAY)
    sweep_deadlines()
    assert Digest.objects.count() == 1


class TestNudge:
    """An officer reminds people now."""

    @pytest.fixture
    def agencies(self, board):
        return [make.MembershipFactory(board=board).user for _number in range(3)]

    def nudge(self, users, board, by, item="tests.round:1"):
        return nudge(
            users=users, item=item, due_on=date(2026, 12, 5), board=board, by=by
        )

    def test_one_message_a_person(self, agencies, board, person):
        told = self.nudge([*agencies, *agencies], board, person)
        deliver_all()
        assert sorted(u.pk for u in told) == sorted(u.pk for u in agencies)
        assert sorted(m.to[0] for m in mail.outbox) == sorted(u.email for u in agencies)
        assert "business unit asked us to remind you" in mail.outbox[0].body

    def test_the_same_thing_once_a_day(self, agencies, board, person):
        first = self.nudge(agencies[:2], board, person)
        again = self.nudge(agencies, board, person)
        other = self.nudge(agencies, board, person, item="tests.round:2")
        assert [len(first), len(again), len(other)] == [2, 1, 3]
        assert again == [agencies[2]]

    def test_not_after_this_mornings_digest_told_of_it(
        self,
        agencies,
        board,
        person,
        owed,
    ):
        owed.add(agencies[0], board, DAY, "tests.round:1")
        digests.sweep()
        told = self.nudge(agencies[:2], board, person)
        assert told == [agencies[1]]

    def test_nobody_outside_the_board(self, board, person):
        stranger = make.MembershipFactory().user
        left = make.MembershipFactory(board=board, active_to=DAY - timedelta(1)).user
        assert self.nudge([stranger, left], board, person) == []
        assert Digest.objects.count() == 0

    def test_as_many_questions_for_many_as_for_few(
        self, board, person, django_assert_num_queries
    ):
        users = [make.MembershipFactory(board=board).user for _number in range(30)]
        with django_assert_num_queries(9):
            self.nudge(users, board, person)

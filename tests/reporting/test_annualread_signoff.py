"""From circulated to published: partners sign, the board agrees, a second reads."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from learning.deadlines import dues
from reporting.choices import AnnualReportState as State
from reporting.services import annual_comments, annual_publish, annual_signoff
from reporting.services.annual_editions import build_edition
from tests import factories as make
from tests.reporting.test_annualread_editions import url

pytestmark = pytest.mark.django_db


def ask(side, report, agencies=None, **more):
    return annual_signoff.ask_sign_off(
        report=report, agencies=agencies or [side.agency],
        signed_by=more.get("signed_by", "either"), until=timezone.localdate(),
        by=side.officer,
    )  # fmt: skip


def signed(side, report, agreed=True, words=""):
    return annual_signoff.sign(
        sign_off=report.sign_offs.get(agency=side.agency), agreed=agreed, words=words,
        edition=report.editions.first().number, by=side.executive,
    )  # fmt: skip


def second_officer(side):
    return make.MembershipFactory(board=side.board, role="business_unit").user


def agreed(side):
    report = ask(side, side.read_annual)
    signed(side, report)
    return annual_signoff.agree(report=report, note="", by=side.officer)


def test_open_comments_stop_sign_off_and_say_so(world):
    side = world.alpha
    report = side.annual_comment.report
    with pytest.raises(ValidationError, match="1 comment waits for an answer"):
        ask(side, report)


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("executive", {"executive"}),
        ("member", {"seated"}),
        ("either", {"executive", "seated"}),
    ],
)
def test_who_signs_is_configured(world, client_for, who, roles):
    side = world.alpha
    seated = make.MembershipFactory(
        board=side.board, role="board_member", agency=side.agency
    ).user
    report = ask(side, side.read_annual, signed_by=who)
    page = url(report, "annual-sign", report.sign_offs.get().pk)

    people = {"executive": side.executive, "seated": seated, "lead": side.lead,
              "other": side.other_lead}  # fmt: skip
    may = {n for n, u in people.items() if client_for(u).get(page).status_code == 200}

    assert may == roles


def test_signer_is_told_and_signs_in_the_browser(world, client_for):
    side = world.alpha
    report = ask(side, side.read_annual)
    page = url(report, "annual-sign", report.sign_offs.get().pk)
    day, client = timezone.localdate(), client_for(side.executive)
    due = [d.url for d in dues(day, user=side.executive) if "annualsignoff" in d.key]

    refused = client.post(page, {"agreed": "no", "words": "", "edition": 1})
    client.post(page, {"agreed": "yes", "words": "", "edition": 1})

    assert due == [page]
    assert "Say why you do not agree" in refused.content.decode()
    row = report.sign_offs.get()
    assert (row.agreed, row.of_version, row.by) == (True, 1, side.executive)
    assert not [d for d in dues(day, user=side.executive) if "annualsignoff" in d.key]


def test_a_later_edition_asks_again(world):
    side = world.alpha
    report = ask(side, side.read_annual)
    signed(side, report)
    block = report.sections.first().blocks.first()
    block.text_en = "Changed after signing"
    block.save()
    build_edition(report=report, by=side.officer)

    with pytest.raises(ValidationError, match="not answered on edition 2"):
        annual_signoff.agree(report=report, note="", by=side.officer)
    with pytest.raises(ValidationError, match="newer edition"):
        annual_signoff.sign(
            sign_off=report.sign_offs.get(), agreed=True, words="", edition=1,
            by=side.executive,
        )  # fmt: skip
    assert report.sign_offs.outstanding().count() == 1


def test_words_changed_after_the_last_edition_are_not_agreed(world):
    side = world.alpha
    report = ask(side, side.read_annual)
    signed(side, report)
    block = report.sections.first().blocks.first()
    block.text_en = "Slipped in"
    block.save()

    with pytest.raises(ValidationError, match="not answered on edition 2"):
        annual_signoff.agree(report=report, note="", by=side.officer)
    report.refresh_from_db()
    assert report.state == State.SIGN_OFF and report.editions.count() == 1


def test_the_final_edition_asks_no_partner_again(world, client_for):
    side = world.alpha
    report = ask(side, side.read_annual)
    signed(side, report)
    done = annual_signoff.agree(report=report, note="", by=side.officer)
    row = done.sign_offs.get()
    assert row.of_version < done.editions.order_by("-number").first().number

    page = client_for(side.officer).get(url(done, "annual-sign-off"))

    assert "Asked again" not in page.content.decode()
    assert [one.is_old for one in page.context["rows"]] == [False]


def test_refusal_is_answered_by_the_board(world):
    side = world.alpha
    report = ask(side, side.read_annual)
    signed(side, report, agreed=False, words="Our figures are missing")
    with pytest.raises(ValidationError, match="say what the board answered"):
        annual_signoff.agree(report=report, note="", by=side.officer)
    done = annual_signoff.agree(report=report, note="Added.", by=side.officer)
    assert done.state == State.AGREED


def test_an_item_of_law_left_empty_stops_agreement(world):
    side, report = world.alpha, world.alpha.read_annual
    report.checklist = [
        {
            "key": "money",
            "en": "What it cost",
            "cy": "",
            "source": "",
            "unverified": True,
        }
    ]
    report.save()
    report = ask(side, report)
    signed(side, report)
    with pytest.raises(ValidationError, match="What it cost"):
        annual_signoff.agree(report=report, note="", by=side.officer)
    section = report.sections.create(
        number=9, key="money", title_en="Money", answers=["money"],
        nothing_because="The accounts are not closed.",
    )  # fmt: skip
    assert section.pk
    build_edition(report=report, by=side.officer)
    signed(side, report)
    assert annual_signoff.agree(report=report, note="", by=side.officer)


def test_second_officer_publishes(world, client_for):
    side = world.alpha
    report = agreed(side)
    final = report.editions.get(final=True)
    with pytest.raises(ValidationError, match="did not build"):
        annual_publish.publish(
            report=report, edition=final.number, note="", by=side.officer
        )
    other = second_officer(side)
    page = url(report, "annual-publish")
    shown = client_for(other).get(page).content.decode()
    client_for(other).post(page, {"edition": final.number, "note": "Roles only"})

    report.refresh_from_db()
    assert "The board met six times" in shown
    assert report.state == State.PUBLISHED and report.published_by == other


def test_what_is_certain_is_never_published(world):
    side = world.alpha
    block = side.read_annual.sections.first().blocks.first()
    block.text_en = "The patient 943 476 5919 was seen"
    block.save()
    build_edition(report=side.read_annual, by=side.officer)
    report = agreed(side)
    final = report.editions.get(final=True)
    with pytest.raises(ValidationError, match="never be published"):
        annual_publish.publish(
            report=report, edition=final.number, note="x", by=second_officer(side)
        )


def test_taken_down_and_taken_back(world):
    side = world.alpha
    report = annual_publish.withdraw(
        report=side.public_annual, why="A figure is wrong", by=side.officer
    )
    assert report.state == State.WITHDRAWN and report.withdrawn_why
    back = annual_comments.take_back(report=report, by=side.officer)
    assert back.state == State.DRAFT


def test_circulating_builds_an_edition_and_tells_conditions(world, client_for):
    side = world.alpha
    page = url(side.draft_annual, "annual-circulate")
    day = timezone.localdate()
    data = {"until_day": day.day, "until_month": day.month, "until_year": day.year}

    client_for(side.officer).post(page, data)
    again = client_for(side.officer).post(page, data).content.decode()

    side.draft_annual.refresh_from_db()
    assert side.draft_annual.state == State.CIRCULATED
    assert side.draft_annual.editions.count() == 1
    assert "It is at another step" in again
    progress = client_for(side.officer).get(url(side.draft_annual, "annual-progress"))
    assert "Partners sign" in progress.content.decode()

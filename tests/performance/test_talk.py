"""Readings, what is asked and replied, summaries: each by whom it belongs to."""

import pytest
from django.urls import reverse
from django.utils import timezone

from frameworks.packs import load_pack
from learning.deadlines import dues
from performance.models import FigureAsk, FigureReading, FigureSummary
from tests.days import boxes
from tests.fixtures.carrying import canary

pytestmark = pytest.mark.django_db


def url(side, name, *args):
    return reverse(f"performance:{name}", args=[side.board.slug, *args])


def send(client, address, **said):
    """Fill the form in as the page gives it, and send it."""
    form = client.get(address).context["form"]
    hidden = {
        name: form[name].value()
        for name in ("version", "sent_once")
        if name in form.fields
    }
    return client.post(address, hidden | said)


@pytest.mark.requirement("HAR-7")
def test_agencies_read_a_figure_their_own_way_and_a_chair_records_what_was_agreed(
    world, client_for
):
    side = world.alpha
    measure = side.read_indicator
    lead, other = client_for(side.lead), client_for(side.other_lead)

    own = url(side, "reading-write", measure.key, side.agency.pk)
    assert send(lead, own, text="Fewer staff in August").status_code == 302
    theirs = url(side, "reading-write", measure.key, side.other_agency.pk)
    assert send(other, theirs, text="More children seen late").status_code == 302
    agreed = url(side, "reading-agree", measure.key)
    assert send(client_for(side.chair), agreed, text="Both hold").status_code == 302
    assert send(lead, own, text="Fewer staff all summer").status_code == 302
    page = lead.get(measure.get_absolute_url())
    said = [(str(one.agency or ""), one.text) for one in page.context["readings"]]
    assert said[0] == ("", "Both hold")
    assert {text for _agency, text in said[1:]} == {
        "Fewer staff all summer", "More children seen late",
    }  # fmt: skip
    assert FigureReading.objects.count() == 3
    assert lead.get(theirs).status_code == 403


@pytest.mark.requirement("HAR-8", "SOM-24")
def test_what_is_asked_is_tracked_to_its_reply(world, client_for):
    side = world.alpha
    chair, lead = client_for(side.chair), client_for(side.lead)
    said = {
        "kind": "challenge", "words": "Why does it fall?", "agency": side.agency.pk,
        "indicator": side.read_indicator.pk, **boxes("due_on", timezone.localdate()),
    }  # fmt: skip
    address = url(side, "ask-add") + f"?measure={side.read_indicator.key}"
    both = send(chair, address, **said | {"group": side.group.pk})
    assert "agency" in both.context["form"].errors
    past = send(chair, address, **said | boxes("due_on", "2020-01-01"))
    assert "due_on" in past.context["form"].errors

    sent = send(chair, address, **said)

    made = FigureAsk.objects.get()
    assert sent.url == made.get_absolute_url()
    owed = [one for one in dues(timezone.localdate(), user=side.lead)]
    assert f"performance.figureask:{made.pk}" in [one.key for one in owed]
    waits = chair.get(url(side, "asks"), {"state": "open"}).context["page"]
    assert [one.pk for one in waits.object_list] == [made.pk]
    empty = send(lead, url(side, "ask-reply", made.pk), reply="")
    assert "reply" in empty.context["form"].errors
    send(lead, url(side, "ask-reply", made.pk), reply="Two posts were empty")
    made.refresh_from_db()
    assert (made.reply, made.replied_by) == ("Two posts were empty", side.lead)
    owed = [one.key for one in dues(timezone.localdate(), user=side.lead)]
    assert f"performance.figureask:{made.pk}" not in owed
    done = chair.get(url(side, "asks"), {"state": "done"}).context["page"]
    assert [one.pk for one in done.object_list] == [made.pk]
    file = chair.get(url(side, "asks"), {"as": "csv"}).content.decode()
    assert "Two posts were empty" in file


@pytest.mark.requirement("HAR-9")
def test_a_member_asks_for_a_new_measure_with_its_purpose(world, client_for):
    side = world.alpha
    member = client_for(side.member)
    said = {
        "kind": "measure", "words": "How long do children wait?",
        "agency": side.agency.pk, **boxes("due_on", timezone.localdate()),
    }  # fmt: skip

    without = send(member, url(side, "ask-add"), **said)
    assert "purpose" in without.context["form"].errors
    send(member, url(side, "ask-add"), **said, purpose="outcomes")

    made = FigureAsk.objects.get()
    reply = url(side, "ask-reply", made.pk)
    assert client_for(side.other_lead).get(reply).status_code == 403
    send(client_for(side.executive), reply, reply="From April on")
    page = member.get(made.get_absolute_url()).content.decode()
    assert "To understand outcomes" in page
    assert "From April on" in page


@pytest.mark.requirement("WOL-39", "SOL-22")
def test_a_chair_sums_a_period_up_and_members_read_it_beside_its_figures(
    world, client_for
):
    side = world.alpha
    chair, member = client_for(side.chair), client_for(side.member)
    side.read_indicator.groups.add(side.group)
    said = {"group": side.group.pk, "period_label": "Q2 2026-27", "text": "One fell"}

    send(chair, url(side, "summary-write"), **said)
    again = send(chair, url(side, "summary-write"), **said)

    assert again.status_code == 200
    made = FigureSummary.objects.get()
    page = member.get(url(side, "summaries")).content.decode()
    assert "One fell" in page
    figures = f"{url(side, 'figures')}?group={side.group.pk}"
    assert figures in page
    rows = member.get(figures).context["page"].object_list
    assert [one.indicator.key for one in rows] == [side.read_indicator.key]
    rest = chair.get(url(side, "figures")).context["page"].object_list
    same = {one.indicator.key: one.said for one in rest}
    assert same[side.read_indicator.key] == rows[0].said  # one figure, two views
    groups = {
        one.key: set(one.groups) for one in load_pack("solihull").indicators.indicators
    }
    assert groups["mash_contacts"] > groups["referrals"] == {
        "assurance_and_review_group", "executive_group",
    }  # fmt: skip
    address = url(side, "summary-edit", made.pk)
    send(chair, address, **said | {"text": "One fell, one rose"})
    made.refresh_from_db()
    assert made.text == "One fell, one rose"
    assert member.get(address).status_code == 403
    other = client_for(world.beta.officer)
    assert other.get(url(side, "summaries")).status_code == 404
    assert world.beta.figure_summary
    assert (
        canary("beta", "board")
        not in member.get(url(side, "summaries")).content.decode()
    )


def test_hostile_words_in_addresses_find_nothing_and_break_nothing(world, client_for):
    side, client = world.alpha, client_for(world.alpha.officer)
    assert side.figure_summary
    assert side.figure_return
    waits = side.figures_file
    for name in ("figures", "catalogue", "places", "imports", "asks", "returns",
                 "summaries"):  # fmt: skip
        for word in ("9" * 30, "<script>", "-1", "\u0663"):
            said = {"q": word, "page": word, "sort": word, "as": word, "rule": word,
                    "state": word, "area": word, "group": word}  # fmt: skip
            assert client.get(url(side, name), said).status_code == 200, (name, word)
    for word in ("9" * 30, "\u0663", "<script>"):
        asked = {"sheet": word, "row": word, "measure": word}
        for address in (url(side, "import-columns", waits.pk), url(side, "ask-add")):
            assert client.get(address, asked).status_code == 200

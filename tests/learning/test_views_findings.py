"""Findings of a source, of the whole board, and good practice of anybody."""

import csv
from io import StringIO

import pytest
from django.apps import apps
from django.urls import reverse

from learning.models import Finding, LearningSource
from tests import factories as make
from tests.learning.test_views_framework import form_data


def at(name, *args):
    return reverse(f"learning:{name}", args=args)


@pytest.fixture
def as_officer(world, client_for):
    return client_for(world.alpha.officer)


def finding_data(client, source, **changes):
    page = client.get(at("finding-add", "alpha", source.reference))
    words = {"kind": "lesson", "level": "multi_agency", "title": "Plans stand still"}
    return form_data(page, **{**words, "text": "Plans did not change", **changes})


def send(client, source, data):
    return client.post(at("finding-add", "alpha", source.reference), data)


def test_a_finding_is_written_with_all_it_says(world, as_officer):
    side, source = world.alpha, world.alpha.review.source
    data = finding_data(
        as_officer, source, level="single_agency", agency=side.agency.pk,
        system_factor="supervision", system_level="agency",
        themes="Drift,  Voice of the child, drift, ", standard="section-135/s1-1",
        impact_strands=["audit", "survey"],
    )  # fmt: skip

    send(as_officer, source, data)

    made = Finding.objects.get(title="Plans stand still")
    assert (made.agency, made.source, made.board) == (side.agency, source, side.board)
    assert made.themes == ["Drift", "Voice of the child", "drift"]
    assert made.impact_strands == ["audit", "survey"]
    assert made.standard == "section-135/s1-1"
    page = as_officer.get(at("findings", "alpha", source.reference)).content.decode()
    assert "1.1 Standard s1-1" in page
    assert "Supervision and management oversight (Agency)" in page


@pytest.mark.requirement("SOL-12")
def test_a_finding_says_by_what_its_impact_will_be_judged(world, as_officer):
    source = world.alpha.review.source
    strands = ["assurance_report", "audit", "feedback"]
    send(as_officer, source, finding_data(as_officer, source, impact_strands=strands))

    page = as_officer.get(at("findings", "alpha", source.reference)).content.decode()

    assert "Assurance report of an agency, Audit or re-audit, Feedback" in page


def test_a_form_sent_twice_makes_one_finding(world, as_officer):
    source = world.alpha.review.source
    data = finding_data(as_officer, source)

    send(as_officer, source, data)
    send(as_officer, source, data)

    assert Finding.objects.filter(title="Plans stand still").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "good_practice"}, "worked_where"),
        ({"level": "single_agency"}, "agency"),
        ({"kind": "system_factor"}, "system_factor"),
        ({"title": ""}, "title"),
        ({"themes": "x" * 61}, "themes"),
    ],
)
def test_what_is_missing_is_asked_for_and_words_are_kept(
    changes, field, world, as_officer
):
    source = world.alpha.review.source

    page = send(as_officer, source, finding_data(as_officer, source, **changes))

    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["text"].value() == "Plans did not change"


def test_two_people_at_once_see_both_texts(world, as_officer):
    side = world.alpha
    address = at("finding-edit", "alpha", side.review.source.reference, side.finding.pk)
    first = form_data(as_officer.get(address), text="First")
    second = form_data(as_officer.get(address), text="Second")
    as_officer.post(address, first)

    page = as_officer.post(address, second)

    assert "Somebody else changed this" in page.content.decode()
    assert [d["theirs"] for d in page.context["form"].differences] == ["First"]
    side.finding.refresh_from_db()
    assert side.finding.text == "First"
    assert side.finding.history.count() == 2


def test_the_panel_writes_findings_and_a_mere_reader_does_not(world, client_for):
    side, source = world.alpha, world.alpha.review.source
    reviewer = make.UserFactory()
    make.MembershipFactory(user=reviewer, board=side.board, role="reviewer")
    side.review.panel.create(user=reviewer, role="member", appointed_by=side.officer)
    source.audience = "board"
    source.save()
    add = at("finding-add", "alpha", source.reference)

    assert client_for(reviewer).get(add).status_code == 200
    reader = client_for(side.member)
    assert reader.get(at("findings", "alpha", source.reference)).status_code == 200
    assert reader.get(add).status_code == 403


@pytest.mark.requirement("WOL-1")
@pytest.mark.parametrize("who", ["member", "lead", "chair", "officer"])
def test_any_member_files_good_practice_with_equal_status(who, world, client_for):
    side = world.alpha
    client = client_for(getattr(side, who))
    page = client.get(at("good-practice", "alpha"))
    owner = page.context["form"].fields["filed_for"].choices[0][0]
    data = form_data(
        page, title="Night calls work", text="One number for night staff",
        worked_where="Emergency team", strand="both", filed_for=owner,
    )  # fmt: skip

    client.post(at("good-practice", "alpha"), data)
    client.post(at("good-practice", "alpha"), data)

    made = Finding.objects.get(title="Night calls work")
    assert (made.kind, made.worked_where) == ("good_practice", "Emergency team")
    assert made.source.kind in {"other", "forum"}
    lesson = make.FindingFactory(source=side.source, title="A lesson")
    listed = client.get(at("all-findings", "alpha")).content.decode()
    assert listed.index("Night calls work") != listed.index(lesson.title)


@pytest.mark.requirement("WOL-1")
def test_good_practice_is_drawn_and_listed_like_a_lesson(world, as_officer):
    source = world.alpha.source
    make.FindingFactory(source=source, title="Same words")
    lesson = as_officer.get(at("findings", "alpha", source.reference))
    Finding.objects.filter(title="Same words").update(kind="good_practice")
    good = as_officer.get(at("findings", "alpha", source.reference))

    def drawn(page):
        text = page.content.decode().split('id="findings"')[1]
        text = text.replace("Good practice", "Lesson").replace("--green", "--blue")
        return text.split('id="recommendations"')[0]

    assert drawn(good) == drawn(lesson)


def test_a_restricted_groups_good_practice_stays_in_it(world, client_for):
    side = world.alpha
    client = client_for(side.restricted_member)
    page = client.get(at("good-practice", "alpha"))
    owner = f"group-{side.restricted_group.pk}"
    data = form_data(
        page, title="Hidden good", text="t", worked_where="w", strand="both",
        filed_for=owner,
    )  # fmt: skip

    client.post(at("good-practice", "alpha"), data)

    assert LearningSource.objects.get(title="Hidden good").audience == "group"
    listed = client_for(side.officer).get(at("all-findings", "alpha"))
    assert "Hidden good" not in listed.content.decode()


def test_who_has_no_part_in_it_files_nothing(world, client_for):
    client = client_for(world.alpha.practitioner)

    assert client.get(at("good-practice", "alpha")).status_code == 403


@pytest.mark.requirement("WOL-6")
def test_findings_without_an_action_are_found(world, as_officer):
    side, source = world.alpha, world.alpha.review.source
    bare = make.FindingFactory(source=source, title="Nothing follows")
    make.FindingFactory(source=source, title="Settled", no_action_reason="Law changed")
    direct = make.FindingFactory(source=source, title="Acted on")
    make.ActionFactory(plan=side.plan, finding=direct)

    asked = {"action": "without"}
    page = as_officer.get(at("all-findings", "alpha"), asked)

    assert [row.title for row in page.context["page"].object_list] == [bare.title]
    everything = as_officer.get(at("all-findings", "alpha")).context["page"]
    flags = {row.title: row.has_action for row in everything.object_list}
    assert flags == {
        bare.title: False, "Settled": False, "Acted on": True, side.finding.title: True
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "gap"}, ["Wanted"]),
        ({"factor": "culture"}, ["Wanted"]),
        ({"source": "inspection"}, ["Wanted"]),
        ({"q": "wanted inspec"}, ["Wanted"]),
        ({"q": "drift"}, ["Wanted"]),
        ({"kind": "nonsense", "q": "wanted"}, ["Wanted"]),
        ({"agency": "x", "q": "wanted"}, ["Wanted"]),
        ({"strand": "adult", "q": "wanted"}, []),
    ],
)
def test_the_list_is_narrowed(asked, expected, world, as_officer):
    source = make.LearningSourceFactory(
        board=world.alpha.board, kind="inspection", title="Inspection", strand="child"
    )
    make.FindingFactory(
        source=source, title="Wanted", kind="gap", system_factor="culture",
        themes=["Drift"],
    )  # fmt: skip

    page = as_officer.get(at("all-findings", "alpha"), asked)

    assert [row.title for row in page.context["page"].object_list] == expected


def test_the_list_is_exported_as_shown_and_sorted(world, as_officer):
    for title in ("B finding", "A finding"):
        make.FindingFactory(source=world.alpha.source, title=title)

    asked = {"as": "csv", "q": "finding", "sort": "title", "kind": "lesson"}
    file = as_officer.get(at("all-findings", "alpha"), asked)

    rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:3]] == ["A finding", "B finding"]


@pytest.mark.parametrize("page", ["all-findings", "recommendations"])
def test_lists_ask_the_same_of_3_and_of_300(
    page, world, as_officer, django_assert_max_num_queries
):
    counts = []
    for number in (3, 297):
        for _row in range(number):
            finding = make.FindingFactory(
                source=world.alpha.review.source, agency=world.alpha.agency
            )
            asked = make.RecommendationFactory(
                source=world.alpha.source, addressee_agency=world.alpha.agency
            )
            asked.findings.add(finding)
        as_officer.get(at(page, "alpha"))  # now and then it also extends the session
        with django_assert_max_num_queries(12) as asked:
            as_officer.get(at(page, "alpha"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_sources_page_asks_the_same_of_3_and_of_300(
    world, as_officer, django_assert_max_num_queries
):
    source, counts = world.alpha.source, []
    address = at("findings", "alpha", source.reference)
    for number in (3, 297):
        for _row in range(number):
            finding = make.FindingFactory(source=source, standard="section-135/s1-1")
            make.RecommendationFactory(source=source).findings.add(finding)
        as_officer.get(address)  # now and then a page also extends the session
        with django_assert_max_num_queries(12) as asked:
            as_officer.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.requirement("WOL-16")
def test_no_field_of_learning_can_hold_an_individual():
    """Systems, not people: no field of the three floors is made for a person's
    identity; people named in rows are users of the portal."""
    words = (
        "practitioner_name", "worker", "child_name", "adult_name", "family_name",
        "first_name", "surname", "forename", "dob", "birth", "nhs", "initials",
        "address", "postcode", "phone", "person_name", "subject", "patient", "gender",
    )  # fmt: skip
    found = [
        f"{model._meta.label}.{field.name}"
        for app in ("learning", "reviews", "actionplans")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if any(word in field.name.lower() for word in words)
        and not field.name.startswith("addressee")
    ]
    assert found == []


@pytest.mark.requirement("WOL-16")
def test_findings_are_coded_by_system_factor_and_level(world, as_officer):
    source = world.alpha.review.source
    data = finding_data(
        as_officer, source, kind="system_factor", system_factor="workload",
        system_level="partnership",
    )  # fmt: skip
    send(as_officer, source, data)

    asked = {"factor": "workload"}
    page = as_officer.get(at("all-findings", "alpha"), asked)

    assert [row.system_level for row in page.context["page"]] == ["partnership"]

"""A theme narrows other lists; the words of a passage suggest one."""

import pytest
from django.urls import reverse

from learning.models import ThemeTag
from tests import factories as make


@pytest.fixture
def side(world):
    return world.alpha


@pytest.mark.requirement("CTM-47")
def test_findings_are_narrowed_to_a_theme_as_far_as_it_is_known(side, client_for):
    assert side.theme_tag
    other = make.FindingFactory(source=side.source)
    make.ThemeTagFactory(theme=side.other_theme, finding=other, by=side.officer)
    declined = make.FindingFactory(source=side.source)
    make.ThemeTagFactory(
        theme=side.theme, finding=declined, by=side.officer, state="declined"
    )
    page = reverse("learning:all-findings", args=["alpha"])

    def listed(who, theme):
        asked = {"theme": getattr(theme, "pk", theme)}
        return set(client_for(who).get(page, asked).context["page"].object_list)

    assert listed(side.officer, side.theme) == {side.finding}
    assert listed(side.officer, side.other_theme) == {other}
    assert listed(side.member, side.theme) == set()
    assert listed(side.officer, "x") == {side.finding, other, declined}


@pytest.mark.parametrize(("name", "model"), [("briefings", 0), ("requests", 1)])
def test_briefings_and_requests_of_a_theme_are_counted_and_opened(
    side, client_for, name, model
):
    finding = make.FindingFactory(source=side.source)
    make.ThemeTagFactory(theme=side.theme, finding=finding, by=side.officer)
    assert side.open_theme_tag
    made = side.learning_request if model else side.briefing
    if model:
        made.points.create(text="A point", finding=finding)
    else:
        made.findings.add(finding)
    made.source = side.source  # by both ways it is counted once
    made.save()
    client = client_for(side.officer)

    page = client.get(reverse("learning:themes", args=["alpha"]))
    (line,) = [x for x in page.context["page"].object_list if x.theme == side.theme]
    (counted,) = [one for one in line.others if str(one["label"]).lower() == name]

    assert counted["number"] == 1
    listed = client.get(counted["url"]).context["page"]
    assert listed.paginator.count == 1
    assert side.theme.name in client.get(counted["url"]).content.decode()


@pytest.mark.parametrize(
    ("passage", "expected"),
    [("It was handed over late", ["Handover"]), ("Nothing of it", []), ("", [])],
)
def test_the_words_of_a_passage_suggest_themes_and_keep_nothing(
    side, client_for, passage, expected
):
    assert side.theme
    page = reverse("learning:source-themes", args=["alpha", side.source.reference])
    sent = {"suggest": "1", "passage": passage, "place": "source", "theme": ""}

    shown = client_for(side.officer).post(page, sent)

    assert [str(one.theme) for one in shown.context["of_passage"]] == expected
    assert shown.status_code == 200
    assert passage in shown.content.decode()
    assert not ThemeTag.objects.exists()
    form = shown.context["form"]
    assert not form.errors
    assert form.initial.get("theme") == (side.theme.pk if expected else None)
    assert client_for(side.member).post(page, sent).status_code == 403

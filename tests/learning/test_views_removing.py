"""Taking back a finding or a recommendation: asked, refused with words, remembered."""

import pytest

from learning.models import Finding, Recommendation
from reviews.models import FindingOwner
from tests import factories as make
from tests.learning.test_views_findings import at
from tests.learning.test_views_framework import form_data


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def as_officer(side, client_for):
    return client_for(side.officer)


@pytest.fixture
def finding(side):
    return make.FindingFactory(source=side.review.source, title="Twice the same")


@pytest.fixture
def asked(side):
    return make.RecommendationFactory(source=side.review.source, text="Ask again")


def of_finding(finding):
    return at("finding-remove", "alpha", finding.source.reference, finding.pk)


def of_recommendation(asked):
    return at("recommendation-remove", "alpha", asked.pk)


def remove(client, address, reason="Written twice"):
    return client.post(address, form_data(client.get(address), reason=reason))


def test_a_finding_is_removed_after_a_question(side, as_officer, finding):
    address = of_finding(finding)
    page = as_officer.get(address).content.decode()
    assert "Twice the same" in page and Finding.objects.filter(pk=finding.pk).exists()

    remove(as_officer, address)

    assert not Finding.objects.filter(pk=finding.pk).exists()
    last = Finding.history.filter(id=finding.pk).latest()
    assert (last.history_type, last.history_user) == ("-", side.officer)
    assert (last.history_change_reason, last.title) == ("Written twice", finding.title)
    page = as_officer.get(at("findings", "alpha", finding.source.reference))
    assert "Finding removed: Twice the same" in page.content.decode()
    assert "Written twice" in page.content.decode()


def test_a_reason_is_needed(as_officer, finding):
    remove(as_officer, of_finding(finding), reason=" ")
    assert Finding.objects.filter(pk=finding.pk).exists()


def on_a_recommendation(side, finding):
    make.RecommendationFactory(source=finding.source).findings.add(finding)
    return "A recommendation rests on it"


def on_an_action(side, finding):
    make.ActionFactory(plan=side.plan, finding=finding)
    return "An action follows from it"


def on_a_standard(side, finding):
    finding.standard = "section-135/s1-1"
    finding.save()
    return "It bears on a standard"


def on_an_answer(side, finding):
    FindingOwner.objects.create(finding=finding, owner=side.chair)
    return "Somebody answers for it"


HANGING = [on_a_recommendation, on_an_action, on_a_standard, on_an_answer]


@pytest.mark.parametrize("hang", HANGING)
def test_what_hangs_on_a_finding_keeps_it(side, as_officer, finding, hang):
    address = of_finding(finding)
    data = form_data(as_officer.get(address), reason="Too late")
    words = hang(side, finding)

    assert words in as_officer.get(address).content.decode()
    assert words in as_officer.post(address, data).content.decode()
    assert Finding.objects.filter(pk=finding.pk).exists()


def test_a_finding_changed_meanwhile_stays(as_officer, finding):
    address = of_finding(finding)
    data = form_data(as_officer.get(address), reason="Empty")
    finding.version += 1
    finding.save()

    page = as_officer.post(address, data)

    assert "Somebody changed it meanwhile" in page.content.decode()
    assert Finding.objects.filter(pk=finding.pk).exists()


def test_a_recommendation_not_issued_is_removed(as_officer, asked):
    remove(as_officer, of_recommendation(asked))
    assert not Recommendation.objects.filter(pk=asked.pk).exists()
    last = Recommendation.history.filter(id=asked.pk).latest()
    assert last.history_change_reason == "Written twice"


def test_an_issued_recommendation_and_one_with_an_action_stay(side, as_officer, asked):
    make.ActionFactory(plan=side.plan, recommendation=asked)
    page = remove(as_officer, of_recommendation(asked)).content.decode()
    assert "An action follows from it" in page
    issued = side.issued_recommendation
    page = remove(as_officer, of_recommendation(issued)).content.decode()
    assert "It was issued" in page
    assert Recommendation.objects.filter(pk__in=[asked.pk, issued.pk]).count() == 2


def test_a_reader_is_offered_no_removal_and_reads_no_removed_words(
    side, as_officer, finding, client_for
):
    source = finding.source
    remove(as_officer, of_finding(finding))
    source.audience = "board"
    source.save()
    reader = client_for(side.member)
    page = reader.get(at("findings", "alpha", source.reference)).content.decode()
    assert "Twice the same" not in page and "/remove/" not in page
    address = at("finding-remove", "alpha", source.reference, side.finding.pk)
    assert reader.get(address).status_code == 403

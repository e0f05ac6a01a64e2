"""Who may have which document: when asked, when built, and when fetched."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from audits.services import moderating
from boards.models import AccessRecord
from learning.tasks import run_job
from reporting.models import BuiltDocument
from tests import factories as make
from tests.fixtures.people import canary
from tests.reporting.built import asked, built, words

pytestmark = pytest.mark.django_db

OF_ROUND = [
    "development-day-pdf",
    "development-day-excel",
    "round-contributions-word",
    "round-answers-excel",
]
OF_RETURN = ["return-pdf", "return-word"]


def status(client, side, kind, reference, method="get"):
    address = reverse("reporting:document-ask", args=[side.board.slug, kind, reference])
    return getattr(client, method)(address).status_code


@pytest.mark.parametrize("kind", OF_RETURN)
@pytest.mark.parametrize(
    ("who", "draft", "received"),
    [
        ("lead", 200, 404),
        ("executive", 200, 404),
        ("contributor", 200, 404),
        ("other_lead", 404, 200),
        ("officer", 403, 200),
        ("chair", 404, 200),
        ("member", 404, 404),
        ("practitioner", 404, 404),
        ("restricted_member", 404, 404),
    ],
)
def test_draft_is_its_agencys_and_a_return_its_readers(
    kind, who, draft, received, world, client_for
):
    side = world.alpha
    client = client_for(getattr(side, who))

    assert status(client, side, kind, side.open_return.reference) == draft
    assert status(client, side, kind, side.received_return.reference) == received


@pytest.mark.parametrize("kind", OF_ROUND)
@pytest.mark.parametrize(
    ("who", "expected"),
    [("officer", 302), ("chair", 302), ("member", 403), ("lead", 403),
     ("other_lead", 403), ("practitioner", 404)],
)  # fmt: skip
def test_comparison_is_only_for_its_readers(kind, who, expected, world, client_for):
    side = world.alpha
    client = client_for(getattr(side, who))

    assert status(client, side, kind, side.round.reference, "post") == expected
    assert BuiltDocument.objects.count() == (1 if expected == 302 else 0)


@pytest.mark.parametrize("kind", OF_ROUND + OF_RETURN)
def test_other_boards_get_the_same_as_for_nothing(kind, world, client_for):
    side, stranger = world.alpha, client_for(world.beta.officer)
    reference = (
        side.round.reference if kind in OF_ROUND else side.received_return.reference
    )

    assert status(stranger, side, kind, reference) == 404
    assert status(stranger, world.beta, kind, reference) == 404
    assert status(stranger, world.beta, kind, reference, "post") == 404
    assert status(client_for(side.officer), side, "no-such-kind", reference) == 404


@pytest.mark.parametrize("kind", OF_ROUND)
def test_no_draft_and_no_other_boards_word_in_a_comparison(kind, world):
    side = world.alpha
    side.received_answer.level = side.levels[0]
    side.received_answer.save()

    said = words(built(side, side.officer, kind, side.round.reference))

    assert canary("alpha", "received") in said
    assert canary("alpha", "draft") not in said
    assert canary("alpha", "restricted") not in said
    assert "canary" in said and "beta" not in said


@pytest.mark.parametrize("kind", OF_ROUND)
def test_somebody_with_two_hats_exports_no_draft_of_their_own(kind, world):
    """An officer who also leads for an agency reads its draft, but not in here."""
    side = world.alpha
    make.MembershipFactory(
        user=side.officer, board=side.board, role="agency_lead", agency=side.agency
    )

    said = words(built(side, side.officer, kind, side.round.reference))

    assert canary("alpha", "draft") not in said


@pytest.mark.parametrize("kind", OF_RETURN)
def test_return_carries_only_its_own_words(kind, world):
    side = world.alpha

    draft = words(built(side, side.lead, kind, side.open_return.reference))
    received = words(built(side, side.officer, kind, side.received_return.reference))

    assert canary("alpha", "draft") in draft
    assert canary("alpha", "received") not in draft
    assert canary("alpha", "received") in received
    assert canary("alpha", "draft") not in received


def test_reopened_return_goes_back_out_of_sight(world, client_for):
    side, client = world.alpha, client_for(world.alpha.officer)
    reference = side.received_return.reference
    document = built(side, side.officer, "return-pdf", reference)
    address = reverse("reporting:document-download", args=["alpha", document.pk])
    before = client.get(address).status_code
    side.received_return.state = "reopened"
    side.received_return.save()

    page = client.get(reverse("reporting:document", args=["alpha", document.pk]))

    assert (before, client.get(address).status_code) == (200, 403)
    assert "may no longer read" in page.content.decode()
    assert AccessRecord.objects.filter(action="refused").count() == 1


def test_download_asks_again_who_reads(world, client_for):
    side, client = world.alpha, client_for(world.alpha.member)
    moderating.release(round=side.round, groups=[], by=side.officer)
    document = built(side, side.member, "development-day-pdf", side.round.reference)
    address = reverse("reporting:document-download", args=["alpha", document.pk])
    assert client.get(address).status_code == 200

    side.round.refresh_from_db()
    side.round.released_at = side.round.released_by = None
    side.round.save()

    assert client.get(address).status_code == 403


def test_leaver_gets_nothing_built(world):
    side = world.alpha
    document = asked(side, side.officer, "development-day-pdf", side.round.reference)
    yesterday = timezone.localdate() - datetime.timedelta(1)
    side.officer.memberships.update(active_to=yesterday)

    run_job(document.job_id)

    document.refresh_from_db()
    document.job.refresh_from_db()
    assert (document.job.state, document.is_built) == ("failed", False)
    assert document.job.attempts == 1


def test_a_document_is_only_its_askers(world, client_for):
    side = world.alpha
    document = built(side, side.officer, "development-day-pdf", side.round.reference)
    addresses = [
        reverse(f"reporting:{name}", args=["alpha", document.pk])
        for name in ("document", "document-download")
    ]
    shelf = reverse("reporting:documents", args=["alpha"])

    for person in (side.chair, side.member, side.lead, world.beta.officer):
        client = client_for(person)
        assert [client.get(one).status_code for one in addresses] == [404, 404]
        if person != world.beta.officer:
            assert document.title not in client.get(shelf).content.decode()


def test_edition_in_preparation_is_the_officers(world, client_for):
    side = world.alpha
    side.edition.pk, side.edition.number, side.edition.state = None, 7, "draft"
    side.edition.issued_at = side.edition.issued_by = None
    side.edition.save()

    def got(person, number):
        reference = f"section-135-{number}"
        return status(client_for(person), side, "questionnaire-word", reference)

    assert [got(side.officer, 7), got(side.lead, 7)] == [200, 404]
    assert [got(side.officer, 1), got(side.lead, 1)] == [200, 200]
    assert [got(side.officer, 99), got(world.beta.officer, 1)] == [404, 404]


def test_export_is_noted_and_refused_alike(world, client_for):
    side = world.alpha
    address = reverse("reporting:round-export", args=["alpha", side.round.reference])

    got = {
        name: client_for(getattr(side, name)).get(address).status_code
        for name in ("officer", "chair", "member", "lead", "practitioner")
    }

    assert got == {"officer": 200, "chair": 200, "member": 403, "lead": 403,
                   "practitioner": 404}  # fmt: skip
    assert AccessRecord.objects.filter(action="exported every answer").count() == 2

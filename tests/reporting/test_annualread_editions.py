"""Editions: the words kept, what changed told, files built and fetched."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.models import AccessRecord
from learning.models import Job
from learning.outbox import relay
from learning.tasks import run_job
from reporting.annual.editions import changes, kept, read_back, told
from reporting.annual.reading import document_of
from reporting.models import AnnualEditionFile
from reporting.services.annual_editions import build_edition
from tests.fixtures.annual_reading import build_final_of

pytestmark = pytest.mark.django_db


def url(report, name, *more):
    place = [report.board.slug, report.reference, *more]
    return reverse(f"reporting:{name}", args=place)


def build_files(edition):
    for file in edition.files.all():
        run_job(file.job_id)


def test_what_is_kept_is_read_back(world):
    said = document_of(world.alpha.draft_annual)
    assert read_back(kept(said)) == said


def test_edition_is_built_once_for_the_same_words(world):
    side = world.alpha

    first = build_edition(report=side.draft_annual, by=side.officer)
    again = build_edition(report=side.draft_annual, by=side.officer)

    assert again.pk == first.pk and first.number == 1
    assert Job.objects.filter(kind="reporting.annual_edition").count() == 3


def test_what_changed_is_told_in_words(world):
    side, report = world.alpha, world.alpha.draft_annual
    build_edition(report=report, by=side.officer)
    doing, impact = report.sections.all()
    block = doing.blocks.get()
    block.text_en = "Other words."
    block.save()
    doing.blocks.create(number=2, text_en="One more.")
    figure = impact.blocks.get(kind="figure")
    figure.figure["rows"][0][1] = "8"
    figure.save()
    report.sections.create(number=3, key="more", title_en="Money")

    second = build_edition(report=report, by=side.officer)

    assert told(second.changed) == [
        "1. What we did: 1 paragraph added, 1 paragraph changed",
        "2. What changed: figures changed in “Actions by status”",
        "New section: 3. Money",
    ]


def test_removed_and_moved_sections_are_told(world):
    report = world.alpha.draft_annual
    old = document_of(report)
    report.sections.filter(number=1).delete()
    assert told(changes(old, document_of(report))) == [
        "Section taken out: 1. What we did"
    ]


@pytest.mark.requirement("SOL-5")
def test_files_are_built_kept_and_fetched_by_readers(world, client_for):
    side = world.alpha
    edition = side.read_annual.editions.get()
    assert side.annual_file.built_at is None
    build_files(edition)

    for file in edition.files.all():
        assert file.job.state == "done", file.job.problem
        page = url(side.read_annual, "annual-edition-file", file.pk)
        body = b"".join(client_for(side.member).get(page).streaming_content)
        assert hashlib.sha256(body).hexdigest() == file.sha256
        assert len(body) == file.size
    assert AccessRecord.objects.filter(action="downloaded").count() == 3
    pdf = edition.files.get(format="pdf")
    assert pdf.pages >= 2


def test_draft_files_say_that_they_are_drafts_and_final_ones_do_not(world):
    side = world.alpha
    build_edition(report=side.draft_annual, by=side.officer)
    final = build_final_of(side.draft_annual, side.officer)
    build_files(side.draft_annual.editions.get(number=1))
    build_files(final)

    def words(edition):
        return edition.files.get(format="html").file.read().decode()

    assert "Draft, edition 1" in words(side.draft_annual.editions.get(number=1))
    assert "Draft" not in words(final).partition("<main>")[0]


def test_welsh_board_builds_both_languages(world):
    side = world.alpha
    side.board.languages = ["en", "cy"]
    side.board.save()
    edition = build_edition(report=side.draft_annual, by=side.officer)
    assert {f.language for f in edition.files.all()} == {"en-gb", "cy"}
    assert edition.files.count() == 6


def test_a_worker_killed_in_mid_build_loses_nothing(world, monkeypatch):
    """Its lease runs out, the relay says so, another worker builds the same file."""
    side = world.alpha
    file = side.annual_file
    lost = Job.objects.filter(pk=file.job_id)
    lost.update(state="running", attempts=1, progress=75)
    past = file.job.lease_until.replace(year=2020)
    lost.update(lease_until=past)

    relay()
    run_job(file.job_id)

    file.refresh_from_db()
    assert file.job.state == "done" and file.job.attempts == 2
    assert file.built_at and file.size
    assert (
        AnnualEditionFile.objects.filter(edition=file.edition, format="pdf").count()
        == 1
    )


def test_published_report_is_not_built_again(world):
    side = world.alpha
    with pytest.raises(ValidationError, match="Take it down"):
        build_edition(report=side.public_annual, by=side.officer)


def test_page_lists_editions_and_their_progress(world, client_for):
    side = world.alpha
    page = url(side.read_annual, "annual-editions")
    client = client_for(side.officer)

    waiting = client.get(page).content.decode()
    build_files(side.read_annual.editions.get())
    ready = client.get(page).content.decode()
    client.post(url(side.read_annual, "annual-edition-build"))

    assert "being built, 0 per cent" in waiting and "hx-trigger" in waiting
    assert "being built" not in ready and "Fingerprint" in ready
    assert side.read_annual.editions.count() == 1


def test_failed_file_is_asked_for_again(world, client_for):
    side, file = world.alpha, world.alpha.annual_file
    file.job.state = "failed"
    file.job.save()
    page = client_for(side.officer).get(url(side.read_annual, "annual-editions"))
    assert "could not be built" in page.content.decode()

    client_for(side.officer).post(
        url(side.read_annual, "annual-edition-again", file.pk)
    )

    before = file.job_id
    file.refresh_from_db()
    assert file.job_id != before and file.job.state == "waiting"


def test_editions_cost_the_same_for_one_and_many(
    world, client_for, django_assert_max_num_queries
):
    side = world.alpha
    client, page = client_for(side.member), url(side.read_annual, "annual-editions")
    client.get(page)
    counts = []
    for more in (0, 8):
        for n in range(more):
            block = side.read_annual.sections.first().blocks.first()
            block.text_en = f"Words {n}"
            block.save()
            build_edition(report=side.read_annual, by=side.officer)
        with django_assert_max_num_queries(16) as found:
            client.get(page)
        counts.append(len(found))
    assert counts[0] == counts[1]

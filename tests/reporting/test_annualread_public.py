"""What anybody reads of an annual report: what is published, and not one word more."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.services.annual_publish import withdraw
from tests.fixtures.people import canary

pytestmark = pytest.mark.django_db


def public(side, name, *more):
    return reverse(f"reporting:{name}", args=[side.board.slug, *more])


def everything(side) -> str:
    """All an anonymous visitor can open of annual reports."""
    client, said = Client(), []
    for report in side.board.annual_reports.all():
        pages = [public(side, "public-annual-report", report.reference)]
        pages += [
            public(side, "public-annual-file", report.reference, "en-gb", one)
            for one in ("html", "pdf", "word")
        ]
        for page in pages:
            answer = client.get(page)
            body = b"".join(answer) if answer.streaming else answer.content
            said.append(body.decode("utf-8", "replace"))
    said.append(client.get(public(side, "public-annual-reports")).content.decode())
    search = reverse("boards:public-search", args=[side.board.slug])
    for word in ("canary", "board", "report", "met"):
        said.append(client.get(search, {"q": word, "words": word}).content.decode())
    return "\n".join(said)


@pytest.mark.requirement("SOL-5")
def test_anybody_reads_a_published_report_and_its_files(world):
    side, client = world.alpha, Client()
    report = side.public_annual

    listed = client.get(public(side, "public-annual-reports")).content.decode()
    page = client.get(public(side, "public-annual-report", report.reference))
    name = public(side, "public-annual-file", report.reference, "en-gb", "html")
    file = client.get(name)

    assert "Report for everybody" in listed
    assert "Anybody reads this." in page.content.decode()
    assert name in page.content.decode()
    assert b"Report for everybody" in b"".join(file.streaming_content)
    assert file["Content-Disposition"].startswith("attachment")


def test_not_one_word_of_an_unpublished_report_is_public(world):
    side = world.alpha
    assert side.draft_annual and side.annual_comment and side.annual_sign_off
    changed = side.public_annual.sections.first().blocks.first()
    changed.text_en = f"Changed since {canary('alpha', 'annualdraft')}"
    changed.save()

    said = everything(side)

    assert "Anybody reads this." in said
    for scope in ("board", "annualdraft", "annualcomment"):
        assert canary("alpha", scope) not in said


def test_what_is_taken_down_is_gone(world):
    side, client = world.alpha, Client()
    page = public(side, "public-annual-report", side.public_annual.reference)
    withdraw(report=side.public_annual, why="A figure is wrong", by=side.officer)

    assert client.get(page).status_code == 404
    assert "Report for everybody" not in everything(side)


def test_published_report_is_found_by_its_words(world):
    side = world.alpha
    assert side.public_annual
    search = reverse("boards:public-search", args=[side.board.slug])
    said = Client().get(search, {"q": "anybody", "words": "anybody"}).content.decode()
    assert "Report for everybody" in said


def test_a_file_that_is_not_there_is_not_found(world):
    side = world.alpha
    place = side.public_annual.reference
    for language, format in (("en-gb", "pdf"), ("cy", "html"), ("en-gb", "exe")):
        page = public(side, "public-annual-file", place, language, format)
        assert Client().get(page).status_code == 404

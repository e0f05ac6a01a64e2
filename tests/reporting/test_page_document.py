"""The progress page in a real browser: it finishes by itself, for everybody."""

import pytest
from django.urls import reverse

from learning.tasks import run_job
from reporting.models import BuiltDocument

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.mark.requirement("CTM-46")
def test_page_turns_into_a_download_by_itself(world, open_page, axe):
    side = world.alpha
    page = open_page(side.officer)
    page.goto(
        reverse(
            "reporting:document-ask",
            args=[side.board.slug, "development-day-pdf", side.round.reference],
        )
    )
    axe(page)
    page.get_by_role("button", name="Build it").click()
    page.get_by_text("It is being built").wait_for()
    axe(page)

    run_job(BuiltDocument.objects.get().job_id)
    link = page.get_by_role("button", name="Download")
    link.wait_for(timeout=15_000)
    axe(page)
    with page.expect_download() as fetched:
        link.click()

    assert fetched.value.suggested_filename.endswith("-v1.pdf")


def test_without_script_the_same_by_hand(world, open_page):
    side = world.alpha
    page = open_page(side.officer, java_script_enabled=False)
    page.goto(
        reverse(
            "reporting:document-ask",
            args=[side.board.slug, "return-word", side.received_return.reference],
        )
    )
    page.get_by_role("button", name="Build it").click()
    run_job(BuiltDocument.objects.get().job_id)

    page.get_by_role("link", name="Look again").click()

    assert page.get_by_text("Download (").is_visible()

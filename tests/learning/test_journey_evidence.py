"""Evidence in a real browser, with and without JavaScript."""

import pytest

from tests.learning import files as made

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def files(tmp_path):
    """Two files a person picks: one is not what its name says."""
    for name, content in [("Policy.docx", made.docx()), ("Bad.pdf", made.picture())]:
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("scripts", [True, False])
def test_file_is_laid_beside_an_answer_and_opened(world, open_page, files, scripts):
    side = world.alpha
    page = open_page(side.lead, java_script_enabled=scripts)
    page.goto(f"/alpha/returns/{side.open_return.reference}/question/s1-1/")
    page.fill("#id_position", "We teach every team.")
    page.locator("summary", has_text="Add evidence").click()
    page.set_input_files("#id_files", [files / "Policy.docx", files / "Bad.pdf"])
    page.fill("#id_expires_on_0", "1")
    page.fill("#id_expires_on_1", "4")
    page.fill("#id_expires_on_2", "2090")

    page.click("text=Save and add this evidence")
    page.wait_for_selector(".govuk-error-summary a[href='#id_files']")
    assert "Bad.pdf: The file's name ends in .pdf but it" in page.content()
    assert page.input_value("#id_position") == "We teach every team."
    assert page.input_value("#id_expires_on_2") == "2090"

    page.set_input_files("#id_files", [files / "Policy.docx"])
    page.click("text=Save and add this evidence")
    page.wait_for_selector("a:has-text('Policy.docx')")
    with page.expect_download() as sent:
        page.click("a:has-text('Policy.docx')")
    assert sent.value.suggested_filename == "Policy.docx"
    assert sent.value.path().read_bytes() == (files / "Policy.docx").read_bytes()

"""Words typed into a form are kept until it is sent, for whoever typed them."""

import re

import pytest
from django.urls import reverse

from boards.models import UnsavedForm
from learning.models import ImpactEntry

TYPED = {"title_en": "Calls are answered", "changed_en": "Parents say so", "version": 0}


@pytest.fixture
def side(world):
    return world.alpha


@pytest.fixture
def page(side):
    return reverse("learning:impact-entry-new", args=[side.board.slug])


def below(page, name="unsaved-form"):
    return reverse(f"boards:{name}", args=["alpha", page.removeprefix("/alpha/")])


def test_they_stand_in_the_form_when_its_page_is_opened_again(side, page, client_for):
    officer = client_for(side.officer)
    assert f'data-autosave="{below(page)}"' in officer.get(page).content.decode()

    kept = officer.post(below(page), TYPED | {"sequence": 3})

    assert kept.json()["state"] == "draft"
    again = officer.get(page)
    assert again.context["form"]["changed_en"].value() == "Parents say so"
    assert "have not saved it" in again.content.decode()
    colleague = client_for(side.chair).get(page).content.decode()
    assert "Parents say so" not in colleague


def test_they_belong_to_one_page_with_its_query(side, page, client_for):
    officer = client_for(side.officer)
    officer.post(f"{below(page)}?from=elsewhere", TYPED)
    assert officer.get(page).context["kept"] is None
    assert officer.get(f"{page}?from=elsewhere").context["kept"]


def test_they_go_when_the_form_is_sent(side, page, client_for):
    officer = client_for(side.officer)
    officer.post(below(page), TYPED)
    shown = officer.get(page).content.decode()
    once = re.search(r'name="sent_once" value="([^"]+)"', shown)[1]
    refused = officer.post(page, {"title_en": "", "sent_once": once})
    assert refused.status_code == 200
    assert UnsavedForm.objects.count() == 1

    sent = {
        name: "Said" for name in ("title_en", "did_en", "changed_en", "shown_by_en")
    }
    done = officer.post(page, sent | {"sent_once": once, "group": side.group.pk})

    assert done.status_code == 302, done.context["form"].errors
    assert ImpactEntry.objects.filter(title_en="Said").exists()
    assert not UnsavedForm.objects.exists()


def test_they_go_when_their_person_says_so(side, page, client_for):
    officer = client_for(side.officer)
    officer.post(below(page), TYPED)
    back = officer.post(below(page, "unsaved-form-forget"))
    assert (back.status_code, back["Location"]) == (302, page)
    assert officer.get(page).context["kept"] is None


@pytest.mark.parametrize("asked", ["no/such/page/", "x" * 400 + "/", "a%0d%0ab/"])
def test_a_page_that_is_none_keeps_nothing(asked, side, client_for):
    answer = client_for(side.officer).post(f"/alpha/unsaved/{asked}", TYPED)
    assert answer.status_code == 404
    assert not UnsavedForm.objects.exists()


def test_whoever_was_signed_out_is_told_where_to_sign_in(page, client_for):
    answer = client_for(None).post(below(page), TYPED)
    assert (answer.status_code, answer.json()["state"]) == (401, "signed-out")


def test_nobody_reads_those_of_a_colleague(side, page, client_for):
    client_for(side.officer).post(below(page), TYPED)
    assert not UnsavedForm.objects.visible_to(side.chair).exists()
    assert UnsavedForm.objects.visible_to(side.officer).count() == 1

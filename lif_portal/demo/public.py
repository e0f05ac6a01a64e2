"""The public site of a board: shown, with what changed, answers and page counts."""

from datetime import timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from django.urls import reverse
from django.utils import timezone

from boards import public
from boards.models import Group, PageCount
from boards.services.public_site import set_public_site
from learning.services.impact import begin_entry, open_entry, withdraw_entry
from lif_portal.demo.words import phrases
from reviews.models import Publication, PublishedResponse

DAYS = 200
NOTE = "Roles and services, no people."


def seed_public(board, people) -> None:
    """What anybody may read, what waits for a second person, what was taken down."""
    set_public_site(
        board=board,
        shown=True,
        contact=f"office@{board.slug}.example.org",
        by=people.officer,
    )
    _answered(board, people)
    _changes(board, people)
    _counted(board)


def _answered(board, people):
    """Answers to recommendations beside each published report."""
    words = phrases("public")["answers"]
    for publication in Publication.objects.filter(review__board=board):
        asked = publication.review.source.recommendations.order_by("number")
        for one, said in zip(asked, words, strict=False):
            answer = PublishedResponse(
                publication=publication, recommendation=one, order=one.number,
                asked=one.text, by=people.officer, **said,
            )  # fmt: skip
            answer._history_user = people.officer
            answer.save()
        publication.response_on = publication.live_from
        publication._history_user = people.officer
        publication.save()


def _changes(board, people):
    """The first two open, the third withdrawn, the last waits."""
    group = Group.objects.filter(board=board, restricted=False).order_by("pk").first()
    made = [
        begin_entry(
            board=board,
            values={"group": group, **_in_languages(board, words)},
            sent_once=uuid5(NAMESPACE_URL, f"{board.slug}/changed/{number}"),
            by=people.officer,
        )
        for number, words in enumerate(phrases("public")["changes"])
    ]
    for entry in made[:3]:
        open_entry(
            entry=entry, version=entry.version, note=NOTE, by=people.officers[1],
            until=timezone.localdate() + timedelta(days=700),
        )  # fmt: skip
    withdraw_entry(entry=made[2], by=people.officer)


def _in_languages(board, words) -> dict:
    return {
        name: text
        for name, text in words.items()
        if name.endswith("_en") or "cy" in board.languages
    }


def _counted(board):
    """Half a year of openings: more on working days, most of the home page."""
    draw, today = Random(board.slug), timezone.localdate()
    pages = [("home", "")]
    pages += [(one.key, _below(board, one.url_name)) for one in public.SECTIONS]
    rows = [
        PageCount(
            board=board, section=section, page=page, day=day,
            views=draw.randint(1, 9) * (6 if day.weekday() < 5 else 1) // (place + 1)
            + 1,
        )
        for place, (section, page) in enumerate(pages)
        for day in (today - timedelta(ago) for ago in range(1, DAYS))
    ]  # fmt: skip
    PageCount.objects.bulk_create(rows)  # counted once; no history is kept of it


def _below(board, url_name) -> str:
    """The address of a section below the public home."""
    home = reverse("boards:public-home", args=[board.slug])
    return reverse(url_name, args=[board.slug]).removeprefix(home)

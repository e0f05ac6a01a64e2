"""Reviews of any pack's type on a board of the fixture, and posting to their pages."""

import datetime

from django.urls import reverse

from frameworks.packs import load_pack
from reviews.services.opening import open_review

WALES, WOLVERHAMPTON = "cwm-taf-morgannwg", "wolverhampton"


def opened(side, key, *, pack="hartlepool", stage="", on=None, **values):
    """A review of the type `key`, as the board would open it."""
    side.board.pack = pack
    side.board.save()
    made = open_review(
        board=side.board,
        kind=load_pack(pack).review_type(key),
        values={
            "title": "A review",
            "strand": "both",
            "lead_group": side.group,
            "opened_on": on or datetime.date.today(),
            **values,
        },
        dates={},
        by=side.officer,
    )
    if stage:
        made.source.stage = stage
        made.source.save()
    return made


def at(review, name, *args):
    return reverse(f"reviews:{name}", args=[review.board.slug, review.reference, *args])


def text(response):
    return " ".join(response.content.decode().split())


def answers(rules, **given):
    """What a screening form sends: met by default, with a reason."""
    sent = {}
    for criterion in rules.criteria:
        key = criterion.key
        sent[f"answer_{key}"] = given.get(key, "met")
        sent[f"words_{key}"] = "From the referral"
        sent[f"version_{key}"] = 0
    return sent


def dated(name, day):
    """A date as three boxes send it."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": value for part, value in parts.items()}

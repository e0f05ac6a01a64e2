"""Which requests are measured, as whom, and what each may cost."""

import resource
import time

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.services.rounds import issue_round
from tests import factories as make
from tests.benchmark.clock import Target
from tests.benchmark.rows import Measured, agencies_of, edition_of, round_of

TOKEN = "b" * 32


def targets(small: Measured, large: Measured) -> list[Target]:
    """Bare ones first; limits are those of the performance plan."""
    officer, lead = _cookie(large.officer), _cookie(large.lead)
    reference = large.round.reference
    where = [large.board.slug, reference]
    return [
        Target("bare page", "/bare/page/", officer),
        Target("bare list", f"/bare/list/{large.board.pk}/", officer),
        Target("bare matrix 30 x 60", f"/bare/matrix/{large.round.pk}/", officer),
        Target("your work, officer", reverse("your-work"), officer, allowed=8),
        Target("your work, lead", reverse("your-work"), lead, allowed=8),
        *_lists(small, large, lead, officer),
        Target(
            "a round's wall", reverse("audits:round", args=where), officer, allowed=5
        ),
        Target(
            "heat map 30 x 60",
            reverse("audits:round-analysis", args=where),
            officer,
            against="bare matrix 30 x 60",
            allowed=2.5,
        ),
        *_answering(large, lead),
        *_actions(small, large, officer, lead),
    ]


def _lists(small, large, lead, officer):
    """The same list at two sizes: it must not grow."""
    few = reverse("audits:returns", args=[small.board.slug])
    many = reverse("audits:returns", args=[large.board.slug])
    name = "returns of 1,000"
    rounds = reverse("audits:rounds", args=[large.board.slug])
    return [
        Target(name, few, _cookie(small.lead), allowed=5),
        Target("returns of 50,000", many, lead, against=name, allowed=1.5),
        Target("returns of 50,000, searched", many + "?words=zzzz", lead, allowed=20),
        Target("rounds", rounds, officer, allowed=5),
    ]


def _actions(small, large, officer, lead):
    """The composite plan at two sizes: filtered, searched, sorted, its last page."""
    few = reverse("actionplans:composite", args=[small.board.slug])
    many = reverse("actionplans:composite", args=[large.board.slug])
    bare = f"/bare/actions/{large.board.pk}/"
    name, base = "composite of 1,000", "bare list of actions"
    queries = {
        "": "", ", late": "?exception=late", ", one status": "?status=amber",
        ", searched, no hit": "?q=zzzz", ", searched, common": "?q=publish",
        ", last page": "?page=9999", ", by agency": "?sort=agency",
    }  # fmt: skip
    return [
        Target(base, bare, officer),
        Target(name, few, _cookie(small.officer), against=base),
        *(
            Target(f"composite of 50,000{words}", many + query, officer, against=base)
            for words, query in queries.items()
        ),
        Target("composite of 50,000, lead", many, lead, against=base),
        Target("  grown from 1,000 to 50,000", many, officer, against=name),
    ]


def _answering(large, lead):
    row, question = large.open_return, large.question
    where = [large.board.slug, row.reference, question.key]
    return [
        Target("a question", reverse("audits:return-question", args=where), lead),
        Target(
            "save an answer",
            reverse("audits:return-autosave", args=where),
            f"{lead}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            allowed=5,
            form=_typed(),
        ),
    ]


def _typed() -> dict:
    return {
        "csrfmiddlewaretoken": TOKEN,
        "level": "green",
        "position": "We sample thirty records a quarter. " * 8,
        "version": "0",
        "page": "bench",
        "sequence": "1",
    }


def _cookie(user) -> str:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def issue_to_schools(count: int) -> None:
    """Issue one round to very many agencies, once, in this process."""

    board = make.BoardFactory(slug="national")
    officer = make.MembershipFactory(board=board, role="business_unit").user
    agencies = agencies_of(board, count)
    round = round_of(board, edition_of(board, officer)[0], officer)
    round.state, round.issued_at, round.issued_by = "draft", None, None
    round.save()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        issue_round(round=round, agencies=agencies, by=officer)
    spent = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    words = f"issue to {count:,} agencies: {spent:.1f} s (at most 5), "
    print(words + f"{len(queries)} queries (at most 30), {grown:.0f} MB more memory")

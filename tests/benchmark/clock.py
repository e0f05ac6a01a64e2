"""Asks pages in turn over one connection and compares them round by round."""

import http.client
import time
from dataclasses import dataclass, field
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit


@dataclass
class Target:
    """One request to measure, and what it is compared with."""

    name: str
    path: str
    cookie: str
    against: str = "bare page"
    allowed: float = 0.0
    form: dict | None = None
    times: list[float] = field(default_factory=list)
    size: int = 0


def only(words: str, targets: list[Target]) -> list[Target]:
    """Targets of that name, after what they are compared with, bare ones first."""
    asked = {target.name for target in targets if words in target.name}
    compared = {target.against for target in targets if target.name in asked}
    kept = asked | compared | {"bare page"}
    return [target for target in targets if target.name in kept]


def measure(address: str, targets: list[Target], rounds: int) -> None:
    """A B C, A B C: every target once a round. The first round only warms up."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    for number in range(rounds + 1):
        for target in targets:
            spent = _ask(connection, target)
            if number:
                target.times.append(spent)


def _ask(connection, target) -> float:
    headers = {"Cookie": target.cookie, "Host": "localhost"}
    method, body = "GET", None
    if target.form is not None:
        method, body = "POST", urlencode(target.form)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["X-CSRFToken"] = target.form["csrfmiddlewaretoken"]
    start = time.perf_counter()
    connection.request(method, target.path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    spent = time.perf_counter() - start
    if answer.status not in (200, 204):
        raise SystemExit(f"{target.name}: {answer.status} at {target.path}")
    target.size = len(content)
    return spent


def report(targets: list[Target]) -> bool:
    """Print medians and the median of the ratios. True when every target is met."""
    known = {target.name: target for target in targets}
    print(f"\n{'request':38} {'p50 ms':>7} {'p10-p90':>11} {'kB':>5}  ratio")
    met = True
    for target in targets:
        base = known[target.against]
        ratio = median(a / b for a, b in zip(target.times, base.times, strict=True))
        good = not target.allowed or ratio <= target.allowed
        met = met and good
        print(_line(target, ratio, good))
    spread = quantiles(known["bare page"].times, n=10)
    if spread[-1] / spread[0] > 3:
        print("Void: the bare page itself varied more than threefold. Run it again.")
    return met


def _line(target, ratio, good) -> str:
    spread = quantiles(target.times, n=10)
    words = f"{target.name:38} {median(target.times) * 1000:7.1f} "
    words += (
        f"{spread[0] * 1000:5.1f}-{spread[-1] * 1000:5.1f} {target.size / 1024:5.0f}"
    )
    words += f"  {ratio:5.1f} x {target.against}"
    if target.allowed:
        words += f" (at most {target.allowed:g}{'' if good else ': MISSED'})"
    return words

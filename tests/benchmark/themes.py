"""How often suggested themes agree with a reader, on real texts.

LIF_REAL_BRIEFINGS=<folder of .txt briefings> LIF_REAL_REVIEWS=<folder of .txt reviews>
    python -m tests.benchmark.themes

Briefings are cut into paragraphs and list lines, reviews into sentences that ask for
something (tests/benchmark/alike.py). A reader keyed what each is about; the texts stay
where they are: a key is a hash, which says nothing of the words. Suggestions come from
the shared list of themes, for children and adults together.

precision  of what was suggested, how much the reader says too
recall     of what the reader says, how much was suggested

What a line of a briefing is about is keyed whole, so both count. Sentences of reviews
are keyed by one saying each: they measure recall alone.
"""

import hashlib
import os
import re
import sys
import tempfile
from pathlib import Path

from tests.benchmark.alike import THEMES as SAYINGS
from tests.benchmark.alike import sentences_of
from tests.benchmark.run import ROOT, _environment

PACK = "wolverhampton"  # children and adults
FEWEST = 2  # words of a line
# What a reader says a line of a briefing is about: theme -> lines, by their hashes.
KEYED = {
    "professional_curiosity": (
        "edb113e34e3f 3a7c3459771a 55786c52b3e4 7d845d522e34 c17075e786c0 7fb54d707775 "
        "4588e0962e4c 1798fcc8b79a f8f6b80b5e64 c397d48e74a7 cd6f5bfded8c 7bd87e555ca8"
    ),
    "child_sexual_abuse": "82d18c9ff45b 51650c40e3db 76a227a14fbd 39feb3e6ebeb",
    "non_accidental_injury": "1951a1efa4f9 6997d56eb591 67e56653d318 6b48cdf71da1",
    "substance_use": "1e1e7ce1d63a 4239c8e967c5",
    "before_birth": "4239c8e967c5",
    "identity": "829c2eb9fe86 a53af3a1ad80",
    "case_closure": "6a89fd381031",
    "multi_agency_working": "6a89fd381031 1e8fbe02be1e",
    "carers": "4544219e387a 7c69748218a7",
    "learning_disability": "90437653ac10",
    "mental_health": "90437653ac10",
    "mental_capacity": "6c0010915a08",
    "voice_of_the_adult": "63e5e22fb50e bb8ca574d174 7c69748218a7 7d67156696cc",
    "records": "bb8ca574d174 7fb54d707775",
    "escalation": "484676e0278e",
    "workforce": "2668cb196688",
    "suicide_self_harm": "164a128987cc",
    "neglect": "c3cce56083e6",
    "supervision": "763cbd962a99",
}
# What a saying of reviews (tests/benchmark/alike.py) is called in the list.
CALLED = {
    "capacity": "mental_capacity",
    "homeless": "housing",
    "identity": "identity",
    "oversight": "supervision",
    "curiosity": "professional_curiosity",
    "marac": "domestic_abuse",
    "cumulative": "cumulative_harm",
    "voice": "voice_of_the_child",
    "sharing": "information_sharing",
    "training": "workforce",
    "attendance": "education",
    "transition": "transitions",
    "strategy": "multi_agency_working",
}


def main() -> int:
    """Prints a line for each kind of text; says so where there are none."""
    briefings = os.environ.get("LIF_REAL_BRIEFINGS", "")
    reviews = os.environ.get("LIF_REAL_REVIEWS", "")
    if not (briefings or reviews):
        print("LIF_REAL_BRIEFINGS is not set: no real texts to measure on.")
        return 0
    with tempfile.TemporaryDirectory(prefix="lif-themes-") as private:
        _environment(private)
        Path(private, "staticroot").mkdir()
        found = _suggest()
        if briefings:
            _measure("briefings", found, lines_of(Path(briefings)), KEYED, whole=True)
        if reviews:
            keyed = {CALLED[name]: SAYINGS[name] for name in CALLED}
            texts = sentences_of(Path(reviews))
            keys = {key for hashes in keyed.values() for key in hashes.split()}
            texts = {key: text for key, text in texts.items() if key in keys}
            _measure("reviews", found, texts, keyed, whole=False)
    return 0


def lines_of(folder: Path) -> dict[str, str]:
    """Hash -> paragraph or list line, from every text below the folder."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(errors="replace").partition("----")[2]
        for part in re.split(r"\n\s*\n|\n\s*(?=[-•\d])|\n(?=[A-Z])", text):
            line = " ".join(part.split()).lstrip("-• ")
            if len(line.split()) >= FEWEST:
                found.setdefault(_hash(line), line)
    return found


def _hash(line) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:12]


def _suggest():
    """A function from texts to sets of theme keys, on a board with the whole list."""
    import django  # noqa: PLC0415 - settings are set just before
    from django.core.management import call_command  # noqa: PLC0415

    from lif_portal.local.servers import ensure_servers  # noqa: PLC0415

    ensure_servers()
    django.setup()
    call_command("migrate", verbosity=0)
    from boards.models import Board  # noqa: PLC0415 - needs the models
    from frameworks.packs import load_pack  # noqa: PLC0415
    from learning.services.loading import load  # noqa: PLC0415
    from learning.suggesting import words_in  # noqa: PLC0415

    load(load_pack(PACK))
    board = Board.objects.get(slug=PACK)
    keys = dict(board.themes.values_list("pk", "key"))
    return lambda texts: [
        {keys[pk] for pk in found} for found in words_in(board, list(texts))
    ]


def _measure(name, suggest, texts, keyed, *, whole) -> None:
    said: dict[str, set[str]] = {key: set() for key in texts}
    for theme, hashes in keyed.items():
        for key in hashes.split():
            if key in said:
                said[key].add(theme)
    found = dict(zip(texts, suggest(texts.values()), strict=True))
    right = sum(len(found[key] & said[key]) for key in texts)
    shown, wanted = sum(map(len, found.values())), sum(map(len, said.values()))
    precision = f"precision {right / max(shown, 1):.2f}  " if whole else ""
    print(
        f"{name}: {len(texts)} texts, said {wanted}, suggested {shown}, both {right}  "
        f"{precision}recall {right / max(wanted, 1):.2f}"
    )
    if "--each" in sys.argv:
        for key in texts:
            missed, extra = said[key] - found[key], found[key] - said[key]
            if missed or extra:
                print(f"  {key} missed {sorted(missed)} extra {sorted(extra)}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())

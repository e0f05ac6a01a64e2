"""How often "We have said this before" helps on real recommendation texts.

LIF_REAL_REVIEWS=<folder of .txt reviews> python -m tests.benchmark.alike

Sentences that ask for something, or name what should be better, are taken out of the
texts and put on an empty board. Each keyed sentence is then typed, and what appears is
compared with the sentences a person keyed as saying the same. The texts stay where
they are: a key is a hash, which says nothing of the words.

precision  of what appeared, how much says the same
recall     of what says the same, how much appeared
helped     keyed sentences for which at least one of those appeared
"""

import hashlib
import os
import re
import sys
import tempfile
from pathlib import Path

from tests.benchmark.run import ROOT, _environment

LISTED = re.compile(r"What needs to improve\?(.*?)(?:Strengths|The experiences)", re.S)
ASKS = re.compile(
    r"\b(should|must|need(s|ed)? to|required? to|ensure|assurance to be|promote|"
    r"strengthen|improve|improving|not (always|consistently|sufficiently|yet|well)|"
    r"inconsistent|too long|delay|lack of|insufficient|more (consistent|needs))\b",
    re.I,
)
FEWEST, MOST = 6, 60  # words of a sentence
THRESHOLDS = (0.16, 0.18, 0.20, 0.22, 0.25, 0.30, 0.35)

# What a reader says a sentence is about -> the sentences, by their hashes.
THEMES = {
    "migrant": ("b8c2f377de64 749ac4abbde7 50c0686d787c a786e5cd1150"),
    "capacity": ("5c133452286e 5460960e0760"),
    "homeless": ("52c519d0899d a369f83d6003 477ac34254e5"),
    "identity": ("9146f4f03fa1 615ef92c6348"),
    "oversight": (
        "ff7cb321e938 a7c424488fed 59f57e800724 386531d21a8d 1536064c5096 3ddf4dfbed1f"
    ),
    "curiosity": ("1536064c5096 18dfc3ec9d6e 766e4a9260f0"),
    "marac": ("a9e249701c9f 4adeb35db4cb 0d8925cd77cd"),
    "cumulative": ("b9c1dc5e5455 0cf97239c536 f8f4895d15e4 76579950c784"),
    "voice": ("ba278c1ceb53 523c4b8f1d2f a57307ff6d18 e07ce35e3655"),
    "sharing": ("8559c5819ef1 bc851a2ef106 7c1020992839"),
    "training": ("a65182c0355f c5e31f7f8593 4cae1f984bf1 0206723365cd"),
    "impact": ("c5e31f7f8593 4cae1f984bf1 7a1f6915f5dc"),
    "attendance": ("05b4ca51a45e 8c3f0100b9c2"),
    "waits": ("73cb8d12d301 f2756f858db4 d4c6b7c77bb4"),
    "transition": ("55d2f00bd121 50b202cacecc"),
    "cohorts": ("2bf6815d1229 f4986cd5df5f 331a5ea12d92"),
    "strategy": ("a79bfabaa9ca 807fb513eadc 5f2f31bbe943"),
    "emergency": ("a79bfabaa9ca"),
}


def main() -> int:
    """Prints one line for each threshold; nothing where there are no texts."""
    folder = os.environ.get("LIF_REAL_REVIEWS", "")
    if not folder:
        print("LIF_REAL_REVIEWS is not set: no real texts to measure on.")
        return 0
    texts = sentences_of(Path(folder))
    with tempfile.TemporaryDirectory(prefix="lif-alike-") as private:
        _environment(private)
        Path(private, "staticroot").mkdir()
        return _measure(texts)


def sentences_of(folder: Path) -> dict[str, str]:
    """Hash -> sentence, from every text below the folder."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.txt")):
        for sentence in _sentences(path.read_text(errors="replace")):
            found.setdefault(_hash(sentence), sentence)
    return found


def _hash(sentence) -> str:
    return hashlib.sha256(sentence.encode()).hexdigest()[:12]


def _sentences(text):
    for part in LISTED.findall(text):
        for item in part.split("◼"):
            item = _joined(item)
            if len(item.split()) >= FEWEST:
                yield item
    for sentence in _split(LISTED.sub("\n", text)):
        if ASKS.search(sentence):
            yield sentence


def _split(text):
    for block in re.split(r"[◼•]|\n\s*\d+\.\s|\n\s*\n(?=[A-Z])", _unbroken(text)):
        for one in re.split(r"(?<=[.;!?])\s+(?=[A-Z])", " ".join(block.split())):
            if FEWEST <= len(one.split()) <= MOST:
                yield one.strip()


def _unbroken(text) -> str:
    return re.sub(r"-\s*\n\s*", "-", text)


def _joined(text) -> str:
    return " ".join(_unbroken(text).split())


def _measure(texts) -> int:
    import django  # noqa: PLC0415 - settings are set just before
    from django.core.management import call_command  # noqa: PLC0415

    from lif_portal.local.servers import ensure_servers  # noqa: PLC0415

    ensure_servers()
    django.setup()
    call_command("migrate", verbosity=0)
    rows, officer, board = _board_of(texts)
    same = _keyed(texts)
    print(f"{len(texts)} sentences, {len(same)} keyed, {len(THEMES)} themes")
    for like in THRESHOLDS:
        print(_line(like, *_appeared(rows, same, officer, board, like)))
    return 0


def _board_of(texts):
    """Every sentence as a recommendation of one board; its officer."""
    from tests import factories as make  # noqa: PLC0415 - needs the models

    board = make.BoardFactory()
    officer = make.MembershipFactory(board=board).user
    source = make.LearningSourceFactory(board=board)
    rows = {
        key: make.RecommendationFactory(source=source, text=text)
        for key, text in texts.items()
    }
    return rows, officer, board


def _keyed(texts) -> dict[str, set[str]]:
    """Keyed sentence -> the other sentences that say the same."""
    groups = [set(hashes.split()) & texts.keys() for hashes in THEMES.values()]
    keyed = set().union(*groups)
    return {
        key: set().union(*(group for group in groups if key in group)) - {key}
        for key in keyed
    }


def _appeared(rows, same, officer, board, like):
    """Shown, rightly shown, wanted, sentences helped, sentences asked."""
    from learning.alike import earlier  # noqa: PLC0415 - needs the models

    known = {row.pk: key for key, row in rows.items()}
    shown = right = helped = 0
    for key, wanted in same.items():
        row = rows[key]
        found = earlier(officer, board, row.text, leave_out=row.pk, like=like)
        met = sum(known[one.recommendation.pk] in wanted for one in found)
        shown, right, helped = shown + len(found), right + met, helped + bool(met)
    return shown, right, sum(map(len, same.values())), helped, len(same)


def _line(like, shown, right, wanted, helped, asked) -> str:
    precision, recall = right / max(shown, 1), right / wanted
    return (
        f"like={like:.2f}  shown {shown:4}  precision {precision:.2f}  "
        f"recall {recall:.2f}  helped {helped} of {asked} ({helped / asked:.0%})"
    )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())

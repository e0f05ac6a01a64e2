"""Made-up schools, for a board whose framework asks every school."""

from itertools import product

from simple_history.utils import bulk_create_with_history

from boards.models import Agency, Board, BoardAgency
from lif_portal.demo.words import Writer, phrases

BOARD = "wolverhampton"


def seed_schools(board: Board) -> None:
    """Schools of every phase; independent ones under section 157."""
    if board.slug != BOARD:
        return
    words = phrases("schools")
    names = [" ".join(pair) for pair in product(words["places"], words["kinds"])]
    Writer(board.slug, "schools").random.shuffle(names)
    schools = [Agency(name_en=n, sector="school") for n in names[: words["count"]]]
    bulk_create_with_history(schools, Agency, batch_size=500)
    links = [_link(board, school) for school in schools]
    bulk_create_with_history(links, BoardAgency, batch_size=500)


def _link(board, school) -> BoardAgency:
    independent = "Independent" in school.name_en
    return BoardAgency(
        board=board,
        agency=school,
        key=f"school-{school.pk}",
        school_duty="157" if independent else "175",
    )

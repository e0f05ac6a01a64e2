"""Pages for somebody who only reviews: of the one review they are named to, no more.

Rows keep themselves to who may see them. This keeps the rest of the board's pages
(its framework, people, questionnaires) from people who are there for one record only.
Every page is closed to them until its floor opens it, when it is ready:

    open_to_reviewers("reviews:*")
"""

OPEN: list[str] = ["boards:roles", "boards:unsaved-*"]


def open_to_reviewers(*names: str) -> None:
    """Open pages by name; a star at the end opens all that begin so."""
    OPEN.extend(name for name in names if name not in OPEN)


def only_reviews(user, board) -> bool:
    """Whether the person is on the board for single records: no seat, no other role."""
    scope = user.scope
    return board.pk not in scope.reading_board_ids and not scope.group_ids


def is_open(url_name: str) -> bool:
    """Whether a page may show a reviewer what is theirs."""
    return any(
        url_name.startswith(name[:-1]) if name.endswith("*") else url_name == name
        for name in OPEN
    )


def is_closed_to(user, board, url_name: str) -> bool:
    return only_reviews(user, board) and not is_open(url_name)

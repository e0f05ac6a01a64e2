"""Who reads a board's figures, said once."""

from boards.roles import RoleName

NOT_READERS = {RoleName.PRACTITIONER, RoleName.REVIEWER}


def reads_figures(scope) -> set[int]:
    """Boards whose figures the person reads: officers, members, agencies, groups."""
    by_role = {board for board, held in scope.roles.items() if held - NOT_READERS}
    return by_role | scope.seated_board_ids

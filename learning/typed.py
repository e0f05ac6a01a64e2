"""What a person typed into a form and has not saved, as it is kept meanwhile."""

NOT_WORDS = {"csrfmiddlewaretoken", "sequence"}


def as_typed(posted) -> dict[str, list[str]]:
    """Lists of values by field name, without what is no word of theirs and without
    characters the database cannot hold."""
    fields = {k: v for k, v in posted.lists() if k not in NOT_WORDS}
    return {k: [one.replace("\0", "") for one in v] for k, v in fields.items()}

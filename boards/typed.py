"""What a person typed into a form and has not saved, as it is kept meanwhile."""

from django.utils.datastructures import MultiValueDict

NOT_WORDS = {"csrfmiddlewaretoken", "sequence"}


def as_typed(posted) -> dict[str, list[str]]:
    """Lists of values by field name, without what is no word of theirs and without
    characters the database cannot hold."""
    fields = {k: v for k, v in posted.lists() if k not in NOT_WORDS}
    return {k: [one.replace("\0", "") for one in v] for k, v in fields.items()}


def fill(form, posted: dict[str, list[str]]) -> None:
    """Fill a form nobody has sent yet with words kept from before. The version they
    were typed on comes with them: who saved meanwhile is not written over unseen."""
    kept = MultiValueDict(posted)
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(kept, {}, key):
            form.initial[name] = field.widget.value_from_datadict(kept, {}, key)

"""Welsh boxes only where the board writes Welsh, and text as several lines."""

from django import forms


class WelshMixin:
    """Drop fields ending in _cy unless the board writes Welsh."""

    def __init__(self, *args, board, **kwargs):
        self.board = board
        super().__init__(*args, **kwargs)
        if "cy" not in board.languages:
            for name in [name for name in self.fields if name.endswith("_cy")]:
                del self.fields[name]


def lines(rows: int = 4):
    """A box of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def add_errors(form, problem) -> None:
    """Show what a service refused, beside the field it named where there is one."""
    named = getattr(problem, "error_dict", None)
    if named is None:
        form.add_error(None, problem)
        return
    for field, errors in named.items():
        form.add_error(field if field in form.fields else None, errors)

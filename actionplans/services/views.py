"""Views of the composite plan a person keeps."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from actionplans.models import SavedView

LONGEST = SavedView._meta.get_field("query").max_length


def save_view(*, board, name: str, query: str, by) -> SavedView:
    """Keep filters under a name of one's own. Raises ValidationError."""
    if len(query) > LONGEST:
        raise ValidationError(_("These filters are too many for one view."))
    view = SavedView(board=board, user=by, name=name, query=query)
    return _keep(view, by)


def rename_view(*, view: SavedView, name: str, by) -> SavedView:
    """Give a view another name. Raises ValidationError for one there is."""
    view.name = name
    return _keep(view, by)


def _keep(view, by):
    view._history_user = by
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as problem:
        raise ValidationError(
            {"name": _("You have a view of this name. Give it another name.")}
        ) from problem
    return view


@transaction.atomic
def delete_view(*, view: SavedView, by) -> None:
    """Throw a view away."""
    view._history_user = by
    view.delete()

"""The row a form made the first time it was sent."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def made_before(model, sent_once, by):
    """The person's own row with this token; raises ValidationError where there is
    none, so that another person's token opens nothing."""
    found = None
    if sent_once is not None:
        found = model.objects.filter(sent_once=sent_once, created_by=by).first()
    if found is None:
        raise ValidationError(_("This form was used already. Start it again."))
    return found

"""What this floor adds to the main navigation."""

from django.utils.translation import gettext_lazy as _

from boards.navigation import Entry, add_entry
from reporting.rules import builds_documents

add_entry(
    Entry(
        _("Documents"),
        "reporting:documents",
        builds_documents,
        order=80,
        starts="documents/",
    )
)

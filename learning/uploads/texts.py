"""Text with separators: no markup, no zero bytes, nothing a spreadsheet would run."""

from django.utils.translation import gettext as _

from learning.reading import delimited
from learning.uploads.refusals import Refused

MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "{\\rtf", "%!ps", "%pdf-")


def check(file, kind) -> None:
    """Raises Refused unless the file is text that only looks like text."""
    text = delimited.read(file).text
    start = text[:200].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(MARKUP) or "<script" in text[:4096].lower():
        raise Refused(
            _(
                "The file's name ends in .csv but it holds a web page or another kind "
                "of document. Save it from Excel as “CSV UTF-8” and send the new copy."
            ),
            code="mismatch",
        )
    if not text.strip("\ufeff \t\r\n,;"):
        raise Refused(
            _("The file is empty. Check it on your computer and choose it again."),
            code="empty",
        )

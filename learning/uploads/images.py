"""Pictures: their header agrees with their name, and they are of a sane size."""

from django.utils.translation import gettext as _
from PIL import (
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
)

from learning.uploads.kinds import JPG, PNG
from learning.uploads.refusals import Refused

MAX_PIXELS = 40_000_000
FORMATS = {
    PNG: [PngImagePlugin.PngImageFile.format],
    JPG: [JpegImagePlugin.JpegImageFile.format],
}


def check(file, kind) -> None:
    """Raises Refused. Only headers and checksums are read, never the pixels."""
    file.seek(0)
    try:
        picture = Image.open(file, formats=FORMATS[kind])
        width, height = picture.size
        _check_pixels(width, height)
        picture.verify()
    except Image.DecompressionBombError as problem:
        raise _too_many() from problem
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise Refused(
            _("The picture is damaged. Open it, save it again and send the new copy."),
            code="damaged",
        ) from problem


def _check_pixels(width, height):
    if width * height > MAX_PIXELS:
        raise _too_many()


def _too_many() -> Refused:
    return Refused(
        _("The picture has more than 40 million dots. Make it smaller and send it."),
        code="bomb",
    )

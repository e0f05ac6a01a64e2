"""Tables as files, as every floor makes them."""

from boards.exports import asked_kind, download

__all__ = ["asked_kind", "download"]

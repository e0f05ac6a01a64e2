"""Stops keeping a file that comes in once it is too large to be taken."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class CuttingUploadHandler(FileUploadHandler):
    """Let one byte more than the limit through, so that the form can say why not.

    The rest is read and dropped: a huge file fills no disk, and what else the person
    typed in the same form still arrives.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.left = settings.UPLOAD_MAX_BYTES + 1

    def receive_data_chunk(self, raw_data, start):
        kept = raw_data[: self.left]
        self.left -= len(kept)
        return kept or None

    def file_complete(self, file_size):
        return None

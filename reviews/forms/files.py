"""Names of files are read like any free text: they could identify somebody too."""

import re

from learning.forms.screening import ScreenedForm, names_of_bodies
from learning.identifiers import found_in

APART = re.compile(r"[_.+-]+")


def found_in_names(files, known=()) -> list:
    """What the names of files could give away: "Mr_Smith.pdf" says as much as words."""
    return [hit for file in files for hit in found_in(APART.sub(" ", file.name), known)]


class ScreenedFiles(ScreenedForm):
    """Put before a form class with `files`."""

    def _found(self, data):
        found = super()._found(data)
        if files := data.get("files"):
            if hits := found_in_names(files, names_of_bodies(self.user)):
                found["files"] = hits
        return found
